"""Weights that may not be used commercially, in a product that is sold."""

from auditor.domain.evidence import Location
from auditor.domain.fact import Fact
from auditor.knowledge.base import Details
from auditor.policy.policy import UseByPath
from auditor.rules.license import non_commercial, unknown
from tests.unit.frozen import FakeKnowledge, edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import PRODUCT, SILENT, STUDY, chain, clauses, doing, one, paths

NC = one("CC-BY-NC-4.0")


def test_in_a_product_it_fails() -> None:
    finding = only(non_commercial, NC, doing(commercial=True))
    assert (finding.severity, finding.action) == ("critical", "fail")
    assert finding.message == "acme/one may not be used commercially"
    assert finding.policy_key == "use.commercial"
    assert clauses(finding) == ["CC-BY-NC-4.0 1: commercial-use"]
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_in_a_study_it_says_nothing() -> None:
    assert told(non_commercial, NC, doing(commercial=False)) == []


def test_what_the_policy_leaves_open_warns() -> None:
    finding = only(non_commercial, NC, SILENT)
    assert (finding.action, finding.policy_key) == ("warn", "use.commercial")
    assert finding.message.endswith("; the policy does not say whether your use is commercial")


def test_a_choice_with_a_free_branch_says_nothing_and_what_holds_together_binds() -> None:
    assert told(non_commercial, one("CC-BY-NC-4.0 OR MIT"), doing(commercial=True)) == []
    assert told(non_commercial, one("CC-BY-NC-4.0 AND MIT"), doing(commercial=True)) == [
        "critical fail: acme/one may not be used commercially"
    ]


def test_a_condition_is_told_and_a_number_is_left_to_its_own_rule() -> None:
    assert told(non_commercial, one("LicenseRef-on-request"), doing(commercial=True)) == [
        "medium warn: acme/one may be used commercially on a condition only: after an application is approved"
    ]
    assert told(non_commercial, one("LicenseRef-llama"), doing(commercial=True)) == []


def test_below_the_number_one_may_still_have_to_register() -> None:
    assert told(non_commercial, one("LicenseRef-registered"), doing(commercial=True, annual_revenue_usd=5)) == [
        "medium warn: acme/one may be used commercially on a condition only: registration, and little revenue"
    ]


def test_what_every_provider_asks_of_its_customers_is_no_such_condition() -> None:
    assert told(non_commercial, graph([use("service:openai/gpt-x")]), doing(commercial=True)) == []


def test_a_ban_beside_a_condition_is_a_ban() -> None:
    told_of_both = told(non_commercial, one("CC-BY-NC-4.0 AND LicenseRef-on-request"), doing(commercial=True))
    assert told_of_both == ["critical fail: acme/one may not be used commercially"]


def test_only_the_places_where_it_is_sold() -> None:
    built = graph(
        [use("acme/one", "study/a.py"), use("acme/one", "product/b.py")], [licensed("acme/one", "CC-BY-NC-4.0")]
    )
    finding = only(non_commercial, built, doing(STUDY, PRODUCT))
    assert (paths(finding), finding.policy_key) == (["product/b.py"], "use.paths[1].commercial")
    assert told(non_commercial, built, doing(STUDY, UseByPath(match="product/**", commercial=False))) == []


def test_what_nobody_could_read_is_not_forbidden() -> None:
    assert told(non_commercial, one("LicenseRef-unread"), doing(commercial=True)) == []
    assert told(non_commercial, graph([use("acme/one")]), doing(commercial=True)) == []


DATA = "dataset:huggingface/alpaca/data"


def test_data_that_a_card_merely_names_may_not_reach_so_far() -> None:
    card = Location("README.md", 4)
    facts: list[Fact] = [licensed(DATA, "CC-BY-NC-4.0"), edge("model:tree/.", "trained-on", DATA, own=True, at=card)]
    named = use(DATA, "README.md", 4)
    assert " ".join(told(non_commercial, graph([named], facts), doing(commercial=True))) == (
        "medium warn: alpaca/data may not be used commercially; it is named as what a model was trained on, "
        "and whether its terms reach so far is unsettled"
    )
    assert told(non_commercial, graph([named, use(DATA, "train.py", 9)], facts), doing(commercial=True)) == [
        "critical fail: alpaca/data may not be used commercially"
    ]
    assert told(non_commercial, graph([named], facts), doing(commercial=False)) == []


def test_data_whose_makers_say_so_in_place_of_a_licence_is_forbidden_too() -> None:
    pages = "dataset:huggingface/acme/pages"
    knowledge = FakeKnowledge(details={pages: Details(restrictions=("gated", "non-commercial research only"))})
    assert told(non_commercial, graph([use(pages)], knowledge=knowledge), doing(commercial=True)) == [
        "critical fail: acme/pages may not be used commercially (stated: non-commercial research only)"
    ]
    free = graph([use(pages)], [licensed(pages, "MIT")], knowledge=knowledge)
    assert told(non_commercial, free, doing(commercial=True)) == []
    gated = FakeKnowledge(details={pages: Details(restrictions=("gated",))})
    assert told(non_commercial, graph([use(pages)], knowledge=gated), doing(commercial=True)) == []


def test_what_is_forbidden_so_is_not_told_as_unknown_too() -> None:
    pages = "dataset:huggingface/acme/pages"
    knowledge = FakeKnowledge(details={pages: Details(restrictions=("non-commercial research only",))})
    built = graph([use(pages)], [licensed(pages, "other")], knowledge=knowledge)
    assert told(unknown, built, doing(commercial=True)) == []
    assert len(told(unknown, built, doing(commercial=False))) == 1
