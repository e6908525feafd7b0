"""The policy's form for editors: it accepts what the loader accepts, and knows every key."""

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it has no types of its own

from auditor.policy.load import SHIPPED, shipped_names
from auditor.policy.schema import CASES_FILE, FILE, case_schema, schema, text
from auditor.rules.run import ids


class Editor(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: NO is Norway, and a date is text."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), [*first, ""])

VALIDATOR = Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")))


CASES_VALIDATOR = Draft202012Validator(json.loads(CASES_FILE.read_text(encoding="utf-8")))


def mistakes(policy: str, validator: Any = VALIDATOR) -> list[str]:
    """Where an editor would draw a line, as dotted paths."""
    value: Any = yaml.load(policy, Editor)  # noqa: S506 - a SafeLoader
    return [".".join(map(str, error.absolute_path)) for error in validator.iter_errors(value)]


def test_the_file_is_what_the_types_say() -> None:
    assert FILE.read_text(encoding="utf-8") == text(schema(ids())), "run python -m tests.unit.policy.write_schema"
    Draft202012Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_policy_is_accepted(name: str) -> None:
    assert mistakes((SHIPPED[1] / f"{name}.yaml").read_text(encoding="utf-8")) == []


GOOD = """\
schema: 1
name: mine
extends: default
use:
  commercial: true
  distribution: false
  monthly-active-users: 40_000
  annual-revenue-usd: 3000000
  regions: [EU, NO]
  paths: [{match: "a/**", distribution: application}]
maintenance:
  end-of-support-within: {warn: 180 days, fail: 1 month}
concentration:
  supplier-share: {warn: 50%, fail: 80.5 %}
rules:
  maintenance/unpinned: fail
  license/naming-duty: {severity: low, action: warn}
  policy/waiver-unused: low
declare:
waivers:
  - {component: "model:huggingface/a/b", rule: maintenance/removed, reason: r, approved-by: a, expires: 2027-03-31}
"""


def test_the_short_forms_are_known() -> None:
    assert mistakes(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "where"),
    [
        ("commercial: true", "comercial: true", "use"),
        ("commercial: true", "commercial: 1", "use.commercial"),
        ("distribution: false", "distribution: binary", "use.distribution"),
        ("40_000", "4_0", "use.monthly-active-users"),
        ("warn: 180 days", "warn: 180", "maintenance.end-of-support-within.warn"),
        ("warn: 50%", "warn: 0.5", "concentration.supplier-share.warn"),
        ("maintenance/unpinned: fail", "maintenance/unpined: fail", "rules"),
        ("maintenance/unpinned: fail", "maintenance/unpinned: off", "rules.maintenance/unpinned"),
        ("reason: r, ", "", "waivers.0"),
        ("rule: maintenance/removed", "rule: policy/waiver-unused", "waivers.0.rule"),
        ("rule: maintenance/removed", "rule: license/unknown", "waivers.0"),
        ("name: mine\n", "", ""),
    ],
)
def test_a_mistake_is_found_where_it_stands(good: str, bad: str, where: str) -> None:
    assert good in GOOD
    found = mistakes(GOOD.replace(good, bad, 1))
    assert found, "accepted"
    assert all(path == where or where.startswith(path) for path in found), found


def test_the_file_for_cases_is_what_the_types_say() -> None:
    assert CASES_FILE.read_text(encoding="utf-8") == text(case_schema(ids())), (
        "run python -m tests.unit.policy.write_schema"
    )
    Draft202012Validator.check_schema(CASES_VALIDATOR.schema)


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_table_is_accepted(name: str) -> None:
    assert mistakes((SHIPPED[1] / f"{name}.test.yaml").read_text(encoding="utf-8"), CASES_VALIDATOR) == []


@pytest.mark.parametrize(
    ("good", "bad", "where"),
    [
        ("as-of: 2026", "as_of: 2026", ""),
        ("license/unknown: warn", "license/unknwon: warn", "cases.0.findings"),
        ("license/unknown: warn", "license/unknown: error", "cases.0.findings.license/unknown"),
        ("verdict: warn", "verdict: warning", "cases.0.verdict"),
        ("fine-tuned-from", "made-from", "cases.0.components.0.lineage"),
        ("commercial: true", "commercial: maybe", "cases.0.use.commercial"),
    ],
)
def test_a_mistake_in_a_case_is_found_where_it_stands(good: str, bad: str, where: str) -> None:
    cases = """\
schema: 1
as-of: 2026-11-25
cases:
  - name: one
    use: {commercial: true, monthly-active-users: , distribution: false}
    components:
      - {id: "model:huggingface/a/b", lineage: {fine-tuned-from: ["model:huggingface/a/c"]}}
    verdict: warn
    findings: {license/unknown: warn, license/naming-duty: {"model:huggingface/a/b": waived}}
"""
    assert good in cases
    assert mistakes(cases, CASES_VALIDATOR) == []
    found = mistakes(cases.replace(good, bad, 1), CASES_VALIDATOR)
    assert found, "accepted"
    assert all(path == where or where.startswith(path) for path in found), found
