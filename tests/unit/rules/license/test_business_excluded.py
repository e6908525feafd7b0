"""Kinds of business that a licence shuts out."""

from auditor.rules.license import business_excluded
from tests.unit.frozen import graph, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one

SHUT = one("LicenseRef-self-hosted-only")


def test_we_are_in_such_a_business() -> None:
    finding = only(business_excluded, SHUT, doing(business=("model-as-a-service", "hosting-api")))
    assert (finding.severity, finding.action, finding.policy_key) == ("high", "fail", "use.business")
    assert finding.message == "acme/one: the licence grants nothing to your kind of business (model as a service)"
    assert clauses(finding) == ["LicenseRef-self-hosted-only 3: business-excluded"]
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_a_competitor_of_its_maker_and_not_of_somebody_else() -> None:
    mine = one("LicenseRef-self-hosted-only")
    assert told(business_excluded, mine, doing(business=("competitor-of:shut",))) == [
        "high fail: acme/one: the licence grants nothing to your kind of business (competitors of shut)"
    ]
    assert told(business_excluded, mine, doing(business=("competitor-of:openai",))) == []


def test_in_none_of_them_and_not_said() -> None:
    assert told(business_excluded, SHUT, doing(business=())) == []
    assert told(business_excluded, SHUT, doing(business=("hosting-api",))) == []
    assert told(business_excluded, SHUT, SILENT) == []


def test_a_free_branch_and_an_unknown_licence() -> None:
    ours = doing(business=("model-as-a-service",))
    assert told(business_excluded, one("LicenseRef-self-hosted-only OR MIT"), ours) == []
    assert told(business_excluded, graph([use("acme/one")]), ours) == []


def test_a_business_that_is_shut_out_above_a_number_only_is_left_to_the_number() -> None:
    assert told(business_excluded, one("LicenseRef-large-hosts"), doing(business=("model-as-a-service",))) == []
