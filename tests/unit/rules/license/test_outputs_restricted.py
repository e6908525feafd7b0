"""Terms that reach past the model to what it says."""

from auditor.rules.license import outputs_restricted
from tests.unit.frozen import edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, one


def test_the_use_of_outputs_is_limited() -> None:
    finding = only(outputs_restricted, one("LicenseRef-on-request"), SILENT)
    assert (finding.severity, finding.action, finding.policy_key) == ("low", "note", None)
    assert finding.message == "the use of outputs of acme/one is limited: not to be passed off as human"
    assert clauses(finding) == ["LicenseRef-on-request 5: outputs-restricted"]
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_a_licence_that_leaves_outputs_alone_a_free_branch_and_an_unknown_one() -> None:
    assert told(outputs_restricted, one("MIT")) == []
    assert told(outputs_restricted, one("LicenseRef-on-request OR MIT")) == []
    assert told(outputs_restricted, graph([use("acme/one")])) == []


def test_it_comes_down_from_the_base() -> None:
    built = graph(
        [use("acme/lora")],
        [
            licensed("acme/lora", "MIT"),
            licensed("base/x", "LicenseRef-on-request"),
            edge("acme/lora", "adapter-of", "base/x"),
        ],
    )
    assert chain(only(outputs_restricted, built)) == ["our-app", "uses acme/lora", "adapter-of base/x"]
