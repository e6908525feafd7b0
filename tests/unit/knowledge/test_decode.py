"""Each wrong file is told in one sentence that begins with file, line and column."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import msgspec
import pytest

from auditor.errors import AuditorError
from auditor.files.yaml_document import load_all
from auditor.knowledge.decode import decode, fault


class Mood(StrEnum):
    """A closed list of words."""

    CALM = "calm"
    ANGRY = "angry"


class Leaf(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """Values of each kind."""

    number: int = 0
    share: float | None = None
    on: date | None = None
    mood: Mood = Mood.CALM
    loud: bool | None = None
    monthly_users: int | None = None
    digest: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{4}$")] | None = None


class Tree(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """Values within values."""

    name: str
    leaf: Leaf = Leaf()
    leaves: dict[str, Leaf] = {}
    rows: tuple[Leaf, ...] = ()
    nested: dict[str, dict[str, int]] = {}
    answer: str | tuple[str, ...] = ""


def read(text: str, hook: Callable[[type, Any], Any] | None = None) -> Tree:
    return decode(load_all(text)[0], Tree, source="a.yaml", dec_hook=hook)


def test_a_file_that_fits() -> None:
    tree = read(
        "name: 3.10\nleaf: {number: 40_000, share: 0.5, on: 2026-11-23, mood: angry, loud: true}\n"
        "nested: {a: {b: 1_000_000}}\nanswer: [no, yes]\n"
    )
    assert tree == Tree(
        name="3.10",
        leaf=Leaf(number=40_000, share=0.5, on=date(2026, 11, 23), mood=Mood.ANGRY, loud=True),
        nested={"a": {"b": 1_000_000}},
        answer=("no", "yes"),
    )


def test_a_text_that_looks_like_a_grouped_number_stays_a_text() -> None:
    assert read("name: 40_000\nleaf: {number: 1_000}").name == "40_000"


WRONG = {
    "unknown key of the file": ("nam: x", "a.yaml:1:1: 'nam' is not a key of this file; did you mean name?"),
    "unknown key of a section": (
        "name: x\nleaf:\n  monthly_users: 4",
        "a.yaml:3:3: 'monthly_users' is not a key of leaf; did you mean monthly-users?",
    ),
    "unknown key that is near to nothing": (
        "name: x\nrows: [{zzz: 4}]",
        "a.yaml:2:9: 'zzz' is not a key of rows[0]",
    ),
    "unknown key in an entry of a mapping": (
        "name: x\nleaves:\n  first: {number: 1}\n  second: {nummer: 1}",
        "a.yaml:4:12: 'nummer' is not a key of leaves.second; did you mean number?",
    ),
    "missing key": ("leaf: {number: 1}", "a.yaml:1:1: this file needs the key 'name'"),
    "no date": (
        "name: x\nleaf: {on: 2026-13-01}",
        "a.yaml:2:12: '2026-13-01' is no date; dates are written 2026-12-31",
    ),
    "no word of the list": (
        "name: x\nleaves: {a: {mood: calm}, b: {mood: clam}}",
        "a.yaml:2:37: 'clam' is not a mood; use calm or angry",
    ),
    "no truth value": (
        "name: x\nleaf: {loud: yes}",
        "a.yaml:2:14: 'yes' stands where true or false is needed",
    ),
    "no number": (
        "name: x\nnested: {a: {b: 1}, c: {d: 2, e: many}}",
        "a.yaml:2:34: 'many' stands where a whole number is needed",
    ),
    "underscores in odd places": (
        "name: x\nleaf: {number: 4_00}",
        "a.yaml:2:16: '4_00' stands where a whole number is needed",
    ),
    "nothing": ("name:", "a.yaml:1:6: nothing is written here; a text is needed"),
    "a list for a mapping": (
        "name: x\nleaf: [1]",
        "a.yaml:2:7: a list stands where a mapping (key: value) is needed",
    ),
    "a mapping for a text or a list": (
        "name: x\nanswer: {a: b}",
        "a.yaml:2:9: a mapping stands where a text or a list is needed",
    ),
    "another form": (
        "name: x\nleaf: {digest: xyz}",
        "a.yaml:2:16: 'xyz' does not have the form ^[0-9a-f]{4}$",
    ),
    "no mapping at all": ("just words", "a.yaml:1:1: 'just words' stands where a mapping (key: value) is needed"),
    "keys with dots and brackets": (
        "name: x\nleaves: {a.b: {number: 1}, 'c[0]': {number: z}}",
        "a.yaml:2:45: 'z' stands where a whole number is needed",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_told_with_its_place(case: str) -> None:
    text, expected = WRONG[case]
    with pytest.raises(AuditorError) as caught:
        read(text)
    assert str(caught.value) == expected


def test_a_long_value_is_cut() -> None:
    with pytest.raises(AuditorError) as caught:
        read(f"name: x\nleaf: {{on: {'9' * 500}}}")
    assert len(str(caught.value)) < 160


def test_fault_points_at_a_key_or_a_value() -> None:
    document = load_all("a: {b: c}")[0]
    assert str(fault(document, ("a", "b"), "odd", source="x.yaml")) == "x.yaml:1:8: odd"
    assert str(fault(document, ("a", "b"), "odd", source="x.yaml", at_key=True)) == "x.yaml:1:5: odd"
