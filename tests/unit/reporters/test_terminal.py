"""How findings look at a terminal of any width."""

import re

import msgspec
import pytest

from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Severity
from auditor.reporters import terminal
from auditor.reporters.escape import cells
from auditor.reporters.terminal.excerpt import Excerpt, excerpt
from tests.unit.reporters.sample_audit import sample_audit
from tests.unit.reporters.test_reporters import many


@pytest.mark.parametrize(
    ("source", "place", "expected"),
    [
        ('m = "a/b"', Location("x", 1, 5, 1, 10), Excerpt('m = "a/b"', 4, 5)),
        ('\tm = "a/b"', Location("x", 1, 6, 1, 11), Excerpt('    m = "a/b"', 8, 5)),
        ("模型 = 'a/b'", Location("x", 1, 6, 1, 11), Excerpt("模型 = 'a/b'", 7, 5)),
        ("short", Location("x", 1, 90, 1, 99), Excerpt("short", 5, 1)),
        ("m = '''a", Location("x", 1, 5, 3, 4), Excerpt("m = '''a", 4, 4)),
        ("no column", Location("x", 1), Excerpt("no column", 0, 1)),
    ],
)
def test_carets_stand_below_the_named_words(source: str, place: Location, expected: Excerpt) -> None:
    assert excerpt(source, place, 60) == expected


def test_a_long_line_is_cut_around_the_name() -> None:
    source = "x = " + "a" * 100 + '"org/name"' + "b" * 100
    shown = excerpt(source, Location("x", 1, 105, 1, 115), 40)
    assert shown.line[shown.offset : shown.offset + shown.length] == '"org/name"'
    assert shown.line.startswith("…")
    assert shown.line.endswith("…")
    assert len(shown.line) <= 40


@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_of_prose_is_wider_than_the_terminal(width: int) -> None:
    text = terminal.render_styled(sample_audit(), width=width, colour=False)
    broken = [line for line in text.splitlines() if cells(line) > width and " " in line.strip(" |=^")[:width]]
    assert all(re.search(r"https://|\S{40}", line) for line in broken)


def test_colour_adds_nothing_but_colour() -> None:
    plain = terminal.render_styled(sample_audit(), width=100, colour=False)
    coloured = terminal.render_styled(sample_audit(), width=100, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert plain == terminal.render(sample_audit())


def test_markup_of_a_name_is_no_markup() -> None:
    audit = sample_audit()
    finding = msgspec.structs.replace(audit.findings[0], message="[bold red]x[/] :smile: is bad")
    text = terminal.render_styled(msgspec.structs.replace(audit, findings=(finding,)), width=100, colour=True)
    assert "[bold red]x[/] :smile: is bad" in text


def test_two_hundred_findings_of_seven_rules_take_a_block_for_each_reason() -> None:
    text = terminal.render(many(200))
    assert len(re.findall(r"^(?:error|warning|note)\[", text, re.MULTILINE)) == 21
    assert len(text.splitlines()) < 300


def test_errors_are_all_listed_and_notes_are_not() -> None:
    audit = many(400)
    for action in (Action.FAIL, Action.NOTE):
        findings = tuple(
            msgspec.structs.replace(
                f, rule="license/x", action=action, severity=Severity.LOW, waived=None, baseline=None
            )
            for f in audit.findings
        )
        text = terminal.render(msgspec.structs.replace(audit, findings=findings))
        assert ("finding 399" in text) is (action is Action.FAIL)
    assert "… and 388 more: --verbose shows them, as do the other reports" in text
    assert "finding 399" in terminal.render_styled(
        msgspec.structs.replace(audit, findings=findings), width=100, colour=False, full=True
    )
