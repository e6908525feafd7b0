"""A call takes a model that the tree does not name: a typed unknown, never a component."""

import pytest

from auditor.domain.evidence import Location, Unresolved
from auditor.rules.license import unresolved_name
from tests.unit.frozen import graph, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT

CALL = "transformers.AutoModel.from_pretrained"


def unresolved(reason: str, line: int = 8, expression: str = "args.name") -> Unresolved:
    return Unresolved(location=Location("app.py", line), call=CALL, expression=expression, reason=reason)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("environment", "it is set in an environment that the tree does not show"),
        ("argument", "it is handed in by the caller"),
        ("computed", "it is computed while running"),
        ("not-found", "it is defined outside the tree"),
    ],
)
def test_why_it_is_not_known(reason: str, words: str) -> None:
    finding = only(unresolved_name, graph([], unresolved=[unresolved(reason)]))
    assert (finding.severity, finding.action) == ("low", "note")
    assert finding.message == f"{CALL} is called with args.name: {words}"
    assert finding.policy_key == "license.unknown.unresolved-name"
    assert (finding.component, finding.chain, finding.clauses) == (None, (), ())


def test_the_same_question_at_two_places_is_one_finding_whatever_the_order() -> None:
    places = [unresolved("argument", 8), unresolved("computed", 3), unresolved("argument", 5, "other")]
    message = (
        f"low note: {CALL} is called with args.name: it is computed while running; or it is handed in by the caller"
    )
    for given in (places, places[::-1]):
        built = graph([], unresolved=given)
        assert told(unresolved_name, built)[0] == message
        assert [f.about for f in unresolved_name.check(built, SILENT)] == [f"{CALL} args.name", f"{CALL} other"]


def test_a_name_that_is_known_asks_nothing() -> None:
    assert told(unresolved_name, graph([use("acme/one")])) == []
