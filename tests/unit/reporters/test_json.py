"""The JSON audit keeps to its schema, and the schema to the types."""

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from auditor.domain.audit import Verdict
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Confidence, Role, Scope, Standing, Strength, Technique
from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Action, Axis, Severity
from auditor.domain.obligation import Duty, DutyStatus
from auditor.domain.relationship import RelationshipType
from auditor.reporters import json as reporter
from tests.unit.reporters.sample_audit import sample_audit
from tests.unit.reporters.sample_components import assessments


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json.loads((resources.files("auditor.reporters") / "audit.schema.json").read_text())  # type: ignore[no-any-return]


def test_the_audit_keeps_to_its_schema(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(reporter.render(sample_audit())))


def test_a_key_that_nobody_wrote_down_is_refused(schema: dict[str, Any]) -> None:
    audit = json.loads(reporter.render(sample_audit()))
    audit["components"][0]["colour"] = "blue"
    assert not Draft202012Validator(schema).is_valid(audit)


def test_every_form_is_closed_and_names_what_it_must_hold(schema: dict[str, Any]) -> None:
    """So that a key which is written and not described, or described and not written, fails the tests above."""
    found = list(forms(schema))
    assert len(found) > 15
    assert [form for form in found if form.get("additionalProperties") is not False and "properties" in form] == []
    left_out = {key for form in found for key in set(form.get("properties", ())) - set(form.get("required", ()))}
    assert left_out == {"occurrences", "distributed"}, "a component that is only shown has neither"


def forms(schema: object) -> Iterator[dict[str, Any]]:
    """Every form of an object."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from forms(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from forms(value)


@pytest.mark.parametrize(
    "words",
    [Verdict, ComponentKind, Confidence, Role, Scope, Standing, Strength, Technique, SupportStatus, Action, Axis,
     Severity, RelationshipType, Duty, DutyStatus],
)  # fmt: skip
def test_the_schema_knows_every_word_of_every_list(schema: dict[str, Any], words: type) -> None:
    assert [word.value for word in words] in list(enumerations(schema))  # type: ignore[attr-defined]


def enumerations(schema: object) -> Any:
    """Every `enum` of the schema."""
    if isinstance(schema, dict):
        if "enum" in schema:
            yield schema["enum"]
        for value in schema.values():
            yield from enumerations(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from enumerations(value)


def test_a_component_that_is_only_shown_has_no_places_and_no_verdict() -> None:
    told = reporter.component_json(assessments()[0].profile, occurrences=False)
    assert "occurrences" not in told
    assert (told["scores"], told["verdict"]) == (None, None)
    assert told["licenses"][0]["expression"] == "LicenseRef-coqui-cpml-1.0"


def test_keys_are_sorted_and_the_text_is_ascii() -> None:
    text = reporter.render(sample_audit())
    assert text.isascii()
    assert text.endswith("}\n")
    keys = list(json.loads(text))
    assert keys == sorted(keys)


def test_a_notebook_cell_has_both_its_lines() -> None:
    big = next(c for c in json.loads(reporter.render(sample_audit()))["components"] if "70B" in c["name"])
    (seen,) = big["occurrences"]
    assert (seen["line"], seen["cell"], seen["cell_line"]) == (41, 3, 2)
