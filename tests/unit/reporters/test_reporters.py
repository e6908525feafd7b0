"""What holds for every format: the words are as written down, the counts agree, and nothing bites."""

import json
import re

import msgspec
import pytest

from auditor.domain.audit import Audit, Suppressed, Verdict
from auditor.domain.component import ComponentId
from auditor.domain.finding import Action, Finding, Severity
from auditor.reporters import markdown
from auditor.reporters.base import Reporter
from auditor.reporters.shipped import REPORTERS
from tests.unit.reporters.sample_audit import sample_audit
from tests.unit.reporters.sample_components import XTTS
from tests.unit.reporters.write_expected import EXPECTED, FILES, told

each = pytest.mark.parametrize("reporter", REPORTERS, ids=lambda reporter: str(reporter.NAME))


@pytest.mark.parametrize("name", sorted({*FILES.values(), "terminal-narrow-coloured.txt"}))
def test_the_text_is_the_one_that_was_read_and_approved(name: str) -> None:
    assert told()[name] == (EXPECTED / name).read_bytes().decode()


def test_the_list_names_each_format_once() -> None:
    assert [reporter.NAME for reporter in REPORTERS] == ["terminal", "json", "markdown", "sarif"]


@each
def test_the_same_audit_gives_the_same_bytes(reporter: Reporter) -> None:
    assert reporter.render(sample_audit()).encode() == reporter.render(sample_audit()).encode()


@each
def test_no_control_character_of_a_scanned_name_gets_through(reporter: Reporter) -> None:
    assert (
        re.findall(r"[^\n -~\u00a1-\u200a\u2010-\u2027\u2030-\u205e\u2070-\U0010ffff]", reporter.render(sample_audit()))
        == []
    )


@each
def test_a_clean_audit_is_told_too(reporter: Reporter) -> None:
    clean = Audit(
        root="clean",
        tool_version="0.1.0",
        as_of=sample_audit().as_of,
        verdict=Verdict.PASS,
        policy=sample_audit().policy,
        knowledge=sample_audit().knowledge,
        assessments=(),
    )
    assert reporter.render(clean).endswith("\n")


def many(count: int) -> Audit:
    """An audit with so many findings, every tenth of which is waived and every tenth known."""
    findings = tuple(
        Finding(
            rule=f"license/rule-{n % 7}",
            severity=Severity.MEDIUM,
            action=list(Action)[n % 3],
            message=f"finding {n}",
            component=ComponentId(XTTS.kind, XTTS.ecosystem, f"org/model-{n}"),
            waived="because" if n % 10 == 0 else None,
            baseline="known" if n % 10 == 1 else "new",
        )
        for n in range(count)
    )
    return msgspec.structs.replace(
        sample_audit(), findings=findings, suppressed=Suppressed(waived=count // 10, baseline=count // 10)
    )


def test_all_formats_agree_on_how_many_findings_count() -> None:
    audit = many(200)
    texts = {reporter.NAME: reporter.render(audit) for reporter in REPORTERS}
    from_json = [f for f in json.loads(texts["json"])["findings"] if f["waived"] is None and f["baseline"] != "known"]
    from_sarif = [
        r
        for r in json.loads(texts["sarif"])["runs"][0]["results"]
        if not r["suppressions"] and r["baselineState"] != "unchanged"
    ]
    verdict = next(line for line in texts["terminal"].splitlines() if line.startswith("verdict"))
    from_terminal = sum(int(n) for n in re.findall(r"(\d+) (?:error|warning|note)s?\b", verdict))
    row = next(line for line in texts["markdown"].splitlines() if line.startswith("| **All**"))
    from_markdown = sum(int(n) for n in re.findall(r"\*\*(\d+)\*\*", row))
    assert {len(from_json), len(from_sarif), from_terminal, from_markdown} == {160}


def test_waived_findings_are_shown_everywhere_and_counted_nowhere() -> None:
    for reporter in REPORTERS:
        assert "LEG-311" in reporter.render(sample_audit())


def test_markdown_folds_away_notes_and_long_lists_and_says_nothing_twice() -> None:
    first = sample_audit().findings[0]

    def written(action: Action, count: int) -> str:
        findings = tuple(
            msgspec.structs.replace(first, message=f"a/{n}: it is old", action=action, waived=None, baseline=None)
            for n in range(count)
        )
        return markdown.render(msgspec.structs.replace(sample_audit(), findings=findings))

    warnings = written(Action.WARN, 40)
    assert warnings.count("| Likewise. |") == 39
    assert "<details><summary>and 20 more</summary>\n\n| What |" in warnings
    assert "<details>" not in written(Action.WARN, 22)
    assert "<details><summary>30 notes</summary>" in written(Action.NOTE, 30)
    assert "<details>" not in written(Action.NOTE, 3)
