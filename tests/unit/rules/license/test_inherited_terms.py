"""What an ancestor forbids binds its derivatives, whatever their card says."""

import pytest

from auditor.domain.fact import Fact
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import LicenseSection, Policy, Use
from auditor.rules.license import inherited_terms
from tests.unit.frozen import edge, graph, licensed, made_by, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing

SELLS = doing(commercial=True)


def child(base: str, kind: str = "fine-tuned-from", own: str = "Apache-2.0", *more: Fact) -> ComponentGraph:
    """A model of acme's, made from one under the licence `base`."""
    return graph(
        [use("acme/child")],
        [licensed("acme/child", own), licensed("base/x", base), edge("acme/child", kind, "base/x"), *more],
    )


def test_a_base_that_may_not_be_used_commercially() -> None:
    finding = only(inherited_terms, child("CC-BY-NC-4.0"), SELLS)
    assert (finding.severity, finding.action, finding.policy_key) == ("critical", "fail", "use.commercial")
    assert finding.message == "acme/child comes from base/x, which may not be used commercially"
    assert clauses(finding) == ["CC-BY-NC-4.0 1: commercial-use"]
    assert chain(finding) == ["our-app", "uses acme/child", "fine-tuned-from base/x"]
    assert finding.about == "license/non-commercial"


def test_in_a_study_it_says_nothing_and_what_is_not_said_warns() -> None:
    assert told(inherited_terms, child("CC-BY-NC-4.0"), doing(commercial=False)) == []
    assert only(inherited_terms, child("CC-BY-NC-4.0"), SILENT).action == "warn"


@pytest.mark.parametrize("kind", ["fine-tuned-from", "adapter-of", "quantized-from", "merged-from"])
def test_every_edge_that_keeps_the_weights_carries_the_ban(kind: str) -> None:
    assert len(told(inherited_terms, child("CC-BY-NC-4.0", kind), SELLS)) == 1


@pytest.mark.parametrize("kind", ["trained-on", "tested-on", "depends-on", "distilled-from"])
def test_the_other_edges_do_not(kind: str) -> None:
    assert told(inherited_terms, child("CC-BY-NC-4.0", kind), SELLS) == []


def test_distilling_carries_it_where_the_licence_says_that_it_makes_a_derivative() -> None:
    hosts = doing(hosting=True)
    assert told(inherited_terms, child("LicenseRef-self-hosted-only", "distilled-from"), hosts) == [
        "high fail: acme/child comes from base/x, which may not be offered to others over a network"
    ]


def test_over_many_steps_and_several_bans() -> None:
    built = child(
        "MIT",
        "quantized-from",
        "MIT",
        licensed("far/origin", "LicenseRef-self-hosted-only"),
        edge("base/x", "merged-from", "far/origin"),
    )
    finding = only(inherited_terms, built, doing(hosting=True, modification=True))
    assert finding.message == (
        "acme/child comes from far/origin, which may not be offered to others over a network; "
        "it may not be changed: not fine-tuned, merged or quantised"
    )
    assert chain(finding)[1:] == ["uses acme/child", "quantized-from base/x", "merged-from far/origin"]


def test_what_the_component_itself_forbids_is_told_once_by_its_own_rule() -> None:
    assert told(inherited_terms, child("CC-BY-NC-4.0", own="CC-BY-NC-4.0"), SELLS) == []


def test_a_base_that_leaves_a_choice_and_one_of_which_nothing_is_known() -> None:
    assert told(inherited_terms, child("CC-BY-NC-4.0 OR MIT"), SELLS) == []
    assert told(inherited_terms, child("other"), SELLS) == []


def test_a_base_that_the_policy_denies() -> None:
    policy = Policy(name="test", use=Use(commercial=False), license=LicenseSection(deny=("CC-BY-NC-*",)))
    assert told(inherited_terms, child("CC-BY-NC-4.0"), policy) == [
        "high fail: acme/child comes from base/x: the policy denies CC-BY-NC-4.0"
    ]


def test_what_a_maker_derived_from_its_own_model_and_licensed_anew_is_free_of_the_old_terms() -> None:
    facts: list[Fact] = [
        licensed("acme/child", "MIT"),
        licensed("acme/base", "CC-BY-NC-4.0"),
        edge("acme/child", "fine-tuned-from", "acme/base"),
        made_by("acme/child", "acme"),
        made_by("acme/base", "acme"),
    ]
    assert told(inherited_terms, graph([use("acme/child")], facts), SELLS) == []
    by_another: list[Fact] = [*facts[:3], made_by("acme/child", "meta"), made_by("acme/base", "acme")]
    assert len(told(inherited_terms, graph([use("acme/child")], by_another), SELLS)) == 1


def test_but_what_it_had_from_somebody_else_still_binds() -> None:
    facts: list[Fact] = [
        licensed("acme/child", "MIT"),
        licensed("acme/base", "CC-BY-NC-4.0"),
        licensed("far/origin", "CC-BY-NC-4.0"),
        edge("acme/child", "fine-tuned-from", "acme/base"),
        edge("acme/base", "fine-tuned-from", "far/origin"),
        made_by("acme/child", "acme"),
        made_by("acme/base", "acme"),
        made_by("far/origin", "meta"),
    ]
    finding = only(inherited_terms, graph([use("acme/child")], facts), SELLS)
    assert finding.message.startswith("acme/child comes from far/origin")
