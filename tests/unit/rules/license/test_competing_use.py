"""Who builds what competes with the provider of a hosted model."""

from auditor.graph.component_graph import ComponentGraph
from auditor.rules.license import business_excluded, competing_use, use_not_stated
from tests.unit.frozen import graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, clauses, doing

RIVAL = doing(business=("competitor-of:acme",))
BAKER = doing(business=())


def hosted(terms: str) -> ComponentGraph:
    return graph([use("service:bare/y")], [licensed("service:bare/y", f"LicenseRef-{terms}")])


def test_a_rival_of_the_provider() -> None:
    finding = only(competing_use, hosted("curious-host"), RIVAL)
    assert (finding.severity, finding.action, finding.policy_key) == ("high", "fail", "use.business")
    assert finding.message == ("y may not be used to build what competes with acme: a model that replaces the service")
    assert clauses(finding) == ["LicenseRef-curious-host 3: competing-use"]


def test_a_ban_with_a_condition_warns() -> None:
    assert told(competing_use, hosted("discreet-host"), RIVAL) == [
        "medium warn: y may be used under conditions only to build what competes with acme: image models only"
    ]


def test_who_is_no_rival_and_terms_that_allow_it() -> None:
    assert told(competing_use, hosted("curious-host"), BAKER) == []
    assert told(competing_use, hosted("curious-host"), doing(business=("competitor-of:meta",))) == []
    assert told(competing_use, hosted("mute-host"), RIVAL) == []


def test_what_shuts_out_rivals_altogether_is_told_once() -> None:
    assert told(competing_use, hosted("greedy-host"), RIVAL) == []
    assert len(told(business_excluded, hosted("greedy-host"), RIVAL)) == 1


def test_what_the_policy_leaves_open_is_asked() -> None:
    asked = told(use_not_stated, hosted("curious-host"), SILENT)
    assert asked == ["low note: y: the policy does not say whether you build what competes with acme"]
    assert told(use_not_stated, hosted("curious-host"), BAKER) == []
    assert told(competing_use, hosted("curious-host"), SILENT) == []
