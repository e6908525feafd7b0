"""Tables of cases: what is read, and what is wrong with it."""

from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.knowledge.load import open_knowledge
from auditor.policy.case_table import LoadedTable, policy_of, read_table, table_of
from auditor.rules.run import ids

GOOD = """\
schema: 1
as-of: 2026-11-25
cases:
  - name: one
    use: {commercial: true, distribution: true, monthly-active-users: }
    components:
      - {id: "model:huggingface/a/b", license: MIT, lineage: {fine-tuned-from: ["model:huggingface/a/c"]}}
    waivers:
      - {component: "model:huggingface/a/b", rule: maintenance/unpinned, reason: r, approved-by: a, expires: 2027-03-31}
    verdict: warn
    findings: {license/unknown: warn, license/naming-duty: {"model:huggingface/a/b": waived}}
"""


def read(tmp_path: Path, text: str) -> LoadedTable:
    file = tmp_path / "p.test.yaml"
    file.write_text(text, encoding="utf-8")
    return read_table(file, "p.test.yaml", known_rules=ids(), knowledge=open_knowledge())


def test_what_a_table_may_say(tmp_path: Path) -> None:
    loaded = read(tmp_path, GOOD)
    assert loaded.places == ("p.test.yaml:4:5",)
    assert loaded.used == ({"commercial": "true", "distribution": "weights", "monthly-active-users": None},)
    (case,) = loaded.table.cases
    assert case.components[0].lineage == {"fine-tuned-from": ("model:huggingface/a/c",)}


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ("schema: 1", "schema: 2", "1:9: schema 2 is not known here"),
        ("as-of: 2026-11-25", "as-of: today", "2:8: 'today' is no date; dates are written 2026-12-31"),
        ("as-of: 2026-11-25", "", "1:1: this file needs the key 'as-of'"),
        (
            "commercial: true",
            "comercial: true",
            "5:11: 'comercial' is not a key of cases[0].use; did you mean commercial?",
        ),
        ("commercial: true", "regions: [UK]", "5:21: 'UK' is no country or region; did you mean GB?"),
        ('{id: "model:huggingface/a/b"', '{id: "huggingface/a/b"', "7:14: 'huggingface/a/b' is not a component id"),
        (
            "license: MIT",
            "license: Apche-2.0",
            "7:48: 'Apche-2.0' is no licence that is known here; did you mean Apache-2.0?",
        ),
        ("fine-tuned-from", "fine-tuned", "7:63: 'fine-tuned' is no relationship; did you mean fine-tuned-from?"),
        ('["model:huggingface/a/c"]', '["a/c"]', "7:81: 'a/c' is not a component id"),
        ("rule: maintenance/unpinned", "rule: maintenance/unpined", "9:52: 'maintenance/unpined' is not a rule"),
        ("verdict: warn", "verdict: warning", "10:14: 'warning' is not a verdict; use pass, warn or fail"),
        ("license/unknown: warn", "license/unknwon: warn", "11:16: 'license/unknwon' is not a rule; did you mean"),
        ("license/unknown: warn", "license/unknown: error", "11:33: "),
        (
            '{"model:huggingface/a/b": waived}',
            '{"model:huggingface/a/x": waived}',
            "11:61: 'model:huggingface/a/x' is no component",
        ),
        ("    verdict: warn\n", "", "4:5: cases[0] needs the key 'verdict'"),
        ("  - name: one\n", "  - name: one\n    nmae: x\n", "5:5: 'nmae' is not a key of cases[0]; did you mean name?"),
    ],
)
def test_a_mistake_is_an_error_with_its_place(tmp_path: Path, good: str, bad: str, told: str) -> None:
    assert good in GOOD
    with pytest.raises(AuditorError) as error:
        read(tmp_path, GOOD.replace(good, bad, 1))
    assert str(error.value).startswith(f"p.test.yaml:{told}")


def test_two_cases_of_one_name_are_one_too_many(tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match=r"12:11: another case is called 'one' already"):
        read(tmp_path, GOOD + GOOD.partition("cases:\n")[2])


@pytest.mark.parametrize(
    ("cases", "told"),
    [("cases: []", "a table needs a case"), ("cases: [{name: a, components: [], verdict: pass}]", "needs a component")],
)
def test_a_table_of_nothing_is_a_mistake(tmp_path: Path, cases: str, told: str) -> None:
    with pytest.raises(AuditorError, match=told):
        read(tmp_path, f"schema: 1\nas-of: 2026-11-25\n{cases}\n")


def test_a_table_stands_beside_its_policy(tmp_path: Path) -> None:
    (tmp_path / "ours.yml").touch()
    assert table_of(tmp_path / "ours.yml") == tmp_path / "ours.test.yaml"
    assert policy_of(tmp_path / "ours.test.yaml") == tmp_path / "ours.yml"
    with pytest.raises(AuditorError, match=r"there is no theirs\.yaml beside it"):
        policy_of(tmp_path / "theirs.test.yaml")
