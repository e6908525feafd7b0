"""Policies held against their cases: the shipped ones, and where the two differ."""

from pathlib import Path

import pytest

from auditor.cases import CaseOutcome, run_table
from auditor.knowledge.load import open_knowledge
from auditor.policy.case_table import read_table
from auditor.policy.load import SHIPPED, load_policy, shipped_names
from auditor.rules.run import ids

FEWEST = 8


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_policy_says_what_its_cases_expect(name: str) -> None:
    file = SHIPPED[1] / f"{name}.test.yaml"
    loaded = read_table(file, file.name, known_rules=ids(), knowledge=open_knowledge())
    outcomes = list(run_table(loaded, load_policy(name), open_knowledge()))
    assert [outcome for outcome in outcomes if outcome.differences] == []
    assert len(outcomes) >= FEWEST


@pytest.mark.parametrize("name", shipped_names())
def test_the_cases_of_a_shipped_policy_ask_what_matters(name: str) -> None:
    """Something passes and something does not; lineage, end dates, waivers and what is not answered are among them."""
    file = SHIPPED[1] / f"{name}.test.yaml"
    cases = read_table(file, file.name, known_rules=ids()).table.cases
    assert {case.verdict for case in cases} >= {"pass", "warn"}
    assert any(component.lineage for case in cases for component in case.components)
    assert any(component.support for case in cases for component in case.components)
    assert any(case.waivers for case in cases)


def outcome(tmp_path: Path, case: str, policy: str = "use: {commercial: true}") -> CaseOutcome:
    (tmp_path / "p.yaml").write_text(f"schema: 1\nname: p\nextends: default\n{policy}\n", encoding="utf-8")
    table = tmp_path / "p.test.yaml"
    table.write_text(f"schema: 1\nas-of: 2026-11-25\ncases:\n  - name: one\n{case}", encoding="utf-8")
    loaded = read_table(table, "p.test.yaml", known_rules=ids())
    (told,) = run_table(loaded, load_policy(str(tmp_path / "p.yaml")), open_knowledge())
    return told


def told(found: CaseOutcome) -> list[str]:
    return [f"{one.about}: {one.expected} → {one.found}" for one in found.differences]


ONE = '    components: [{id: "model:huggingface/acme/one", license: CC-BY-NC-4.0, supplier: x, version: "1"}]\n'


def test_what_is_as_expected_says_nothing(tmp_path: Path) -> None:
    assert told(outcome(tmp_path, ONE + "    verdict: fail\n    findings: {license/non-commercial: fail}\n")) == []


def test_what_was_not_expected_is_told_and_so_is_what_did_not_come(tmp_path: Path) -> None:
    found = outcome(tmp_path, ONE + "    verdict: pass\n    findings: {license/naming-duty: warn}\n")
    assert told(found) == [
        "verdict: pass → fail",
        "license/naming-duty: warn → ",
        "license/non-commercial of model:huggingface/acme/one:  → fail",
    ]
    assert found.place == "p.test.yaml:4:5"


def test_another_action_is_told(tmp_path: Path) -> None:
    found = outcome(tmp_path, ONE + "    verdict: fail\n    findings: {license/non-commercial: warn}\n")
    assert told(found) == ["license/non-commercial of model:huggingface/acme/one: warn → fail"]


def test_the_use_of_a_case_is_laid_over_that_of_the_policy(tmp_path: Path) -> None:
    not_sold = "    use: {commercial: false}\n" + ONE + "    verdict: pass\n"
    assert told(outcome(tmp_path, not_sold)) == []
    not_said = "    use: {commercial: }\n" + ONE + "    verdict: warn\n    findings: {license/non-commercial: warn}\n"
    assert told(outcome(tmp_path, not_said)) == []


def test_findings_may_be_expected_of_one_component_and_not_of_another(tmp_path: Path) -> None:
    two = (
        '    components:\n      - {id: "model:huggingface/acme/one", license: CC-BY-NC-4.0, supplier: x, version: "1"}\n'
        '      - {id: "model:huggingface/acme/two", license: CC-BY-NC-4.0, supplier: x, version: "1"}\n    verdict: fail\n'
    )
    one = two + '    findings: {license/non-commercial: {"model:huggingface/acme/one": fail}}\n'
    assert told(outcome(tmp_path, one)) == ["license/non-commercial of model:huggingface/acme/two:  → fail"]
    both = two + (
        '    findings: {license/non-commercial: {"model:huggingface/acme/one": fail, "model:huggingface/acme/two": fail}}\n'
    )
    assert told(outcome(tmp_path, both)) == []


def test_milder_findings_count_when_they_are_named_or_asked_for(tmp_path: Path) -> None:
    one = '    components: [{id: "model:huggingface/acme/one", license: MIT, supplier: x}]\n    verdict: pass\n'
    assert told(outcome(tmp_path, one)) == []
    assert told(outcome(tmp_path, one + "    findings: {maintenance/unpinned: note}\n")) == []
    assert told(outcome(tmp_path, one + "    findings: {maintenance/superseded: note}\n")) == [
        "maintenance/superseded: note → "
    ]
    exact = outcome(tmp_path, one + "exact-from: note\n")
    assert "maintenance/unpinned of model:huggingface/acme/one:  → note" in told(exact)


def test_what_the_knowledge_says_counts_only_when_asked_for(tmp_path: Path) -> None:
    one = '    components: [{id: "model:huggingface/coqui/XTTS-v2", KNOWN version: "1"}]\n'
    alone = outcome(tmp_path, one.replace("KNOWN", "") + "    verdict: warn\n    findings: {license/unknown: warn}\n")
    assert told(alone) == []
    known = outcome(tmp_path, one.replace("KNOWN", "known: true,") + "    verdict: fail\n")
    assert "license/non-commercial of model:huggingface/coqui/XTTS-v2:  → fail" in told(known)


def test_the_policys_own_curations_count(tmp_path: Path) -> None:
    policy = 'curations: [{component: "model:huggingface/acme/*", license: Apache-2.0, because: read}]'
    one = '    components: [{id: "model:huggingface/acme/one", supplier: x, version: "1"}]\n    verdict: pass\n'
    assert told(outcome(tmp_path, one, policy)) == []
