"""How findings look at a terminal of any width."""

import re

import msgspec
import pytest

from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Severity
from auditor.reporters import terminal
from auditor.reporters.escape import cells
from auditor.reporters.grouping import differing
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


def test_what_a_list_says_again_is_left_out() -> None:
    first = sample_audit().findings[0]
    again = "no licence is stated by those who gave it"
    told = (f"a/one: {again}", f"a/two: {again}", f"a/three was made with b: {again}")
    findings = tuple(
        msgspec.structs.replace(first, message=text, waived=None, baseline=None, locations=()) for text in told
    )
    text = terminal.render(msgspec.structs.replace(sample_audit(), findings=findings))
    assert "  and 2 more for the same reason:\n    a/two\n    a/three was made with b …\n" in text
    notes = tuple(msgspec.structs.replace(finding, action=Action.NOTE) for finding in findings)
    text = terminal.render(msgspec.structs.replace(sample_audit(), findings=notes))
    assert f"    a/one: {again}\n    a/two: likewise\n    a/three was made with b …\n" in text


@pytest.mark.parametrize(
    ("told", "other", "differs"),
    [
        ("a: no licence is stated", "b: no licence is stated", "b"),
        ("a: no licence is stated", "b: a licence is stated", "b: a licence is stated"),
        ("x of a is limited: not for b, nor d", "x of c is limited: not for b, nor d", "x of c …"),
        ("the same words again", "the same words again", "the"),
        ("a, b", "c, b", "c, b"),
        ("", "", ""),
    ],
)
def test_only_a_shared_end_of_some_length_is_cut(told: str, other: str, differs: str) -> None:
    assert differing(told, other) == differs


def test_warnings_for_one_reason_are_counted_beyond_the_first_screen() -> None:
    first = sample_audit().findings[0]
    findings = tuple(
        msgspec.structs.replace(first, message=f"a/{n}: is old", action=Action.WARN, waived=None, baseline=None)
        for n in range(40)
    )
    audit = msgspec.structs.replace(sample_audit(), findings=findings)
    text = terminal.render(audit)
    assert "and 39 more for the same reason" in text
    assert "… and 15 more: --verbose shows them, as do the other reports" in text
    full = terminal.render_styled(audit, width=100, colour=False, full=True)
    assert "a/39" in full
    assert "--verbose" not in full


@pytest.mark.parametrize("width", [40, 60, 100])
def test_the_shares_of_suppliers_keep_to_their_line(width: int) -> None:
    text = terminal.render_styled(sample_audit(), width=width, colour=False)
    shares = [line for line in text.splitlines() if re.search(r"\d%  \d+ of \d+$", line)]
    assert shares
    assert all(cells(line) <= width for line in shares)
    assert ("█" in shares[0]) is (width > 40)
