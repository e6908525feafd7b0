"""Which licence a text is: told through invented licences, so that no real one is copied in."""

import textwrap
import time

import pytest

from auditor.license_texts.fingerprints import Index
from auditor.license_texts.identification import LONGEST, Verdict, identify
from tests.unit.license_texts.samples import AMENDED, KNOWN, OPEN, POLICY, VERSION_2, VERSION_3, index


def said(text: str, *, embedded: bool = False, known: Index = KNOWN) -> str:
    found = identify(text, embedded=embedded, index=known)
    return f"{found.verdict} {found.best.license}" if found.best else str(found.verdict)


def wrapped(text: str, width: int) -> str:
    wrapper = textwrap.TextWrapper(width)
    return "\n\n".join(wrapper.fill(" ".join(each.split())) for each in text.split("\n\n"))


@pytest.mark.parametrize(
    ("text", "license_"),
    [
        (OPEN, "harbour-open"),
        (wrapped(OPEN, 40), "harbour-open"),
        (
            OPEN.replace("2024 Harbour Institute", "2026 Rosa Luz and 3 others, Inc. All rights reserved."),
            "harbour-open",
        ),
        (OPEN.partition("\n")[2], "harbour-open"),
        (OPEN.replace("Harbour Open Licence", "# LICENCE"), "harbour-open"),
        (OPEN.replace("1. Thanks", "a) **Thanks**").replace("licence", "license"), "harbour-open"),
        (VERSION_2, "harbour-2"),
        (VERSION_3, "harbour-3"),
        (VERSION_2 + "\n" + POLICY, "harbour-2"),
    ],
    ids=["itself", "re-wrapped", "another holder", "no title", "re-titled", "marked up", "2", "3", "with its policy"],
)
def test_identified(text: str, license_: str) -> None:
    assert said(text) == f"identified {license_}"


@pytest.mark.parametrize(
    ("text", "license_"),
    [
        (VERSION_2.replace("700 million", "100 million"), "harbour-2"),
        (VERSION_2.replace("You get a right", "You get no right"), "harbour-2"),
        (VERSION_2.replace("Harbour 2", "Harbour 4").replace("May 4, 2024", "July 1, 2026"), "harbour-2"),
        (VERSION_2[: len(VERSION_2) * 6 // 10], "harbour-2"),
        (AMENDED, "harbour-open"),
        (OPEN.replace("Harbour Open Licence", "Modified Harbour Open Licence"), "harbour-open"),
        (OPEN.replace("strangers alike", "strangers alike, but not to merchants"), "harbour-open"),
        (VERSION_2 + "\nNo ship of the European Union may carry them.\n", "harbour-2"),
    ],
    ids=["number", "negation", "version", "cut off", "condition", "modified", "but not", "region"],
)
def test_a_departure_that_decides_is_only_likeness(text: str, license_: str) -> None:
    assert said(text) == f"looks-like {license_}"


def test_a_slip_of_the_pen_is_no_other_licence() -> None:
    assert said(OPEN.replace("stands a line of thanks", "stood a line of thanks")) == "identified harbour-open"


def test_the_amended_form_goes_before_what_it_amends() -> None:
    known = index(harbour_open=OPEN, harbour_modified=AMENDED)
    assert said(AMENDED, known=known) == "identified harbour-modified"
    assert said(OPEN, known=known) == "identified harbour-open"


def test_two_licences_with_one_text_are_not_told_apart() -> None:
    known = index(harbour_east=OPEN, harbour_west=OPEN)
    found = identify(OPEN, index=known)
    assert found.verdict is Verdict.LOOKS_LIKE
    assert [each.license for each in found.candidates] == ["harbour-east", "harbour-west"]


def test_a_policy_is_known_as_such() -> None:
    best = identify(POLICY, index=KNOWN).best
    assert best is not None
    assert (best.license, best.part, best.complete) == ("harbour-2", "policy", True)


def test_a_card_may_say_other_things_besides() -> None:
    card = f"# Model\n\nIt must not be fed after dark.\n\n## License\n\n{OPEN}\n\n## Use\n\nYou may only run it.\n"
    assert said(card, embedded=True) == "identified harbour-open"
    assert said(card) == "looks-like harbour-open"


def test_a_card_that_amends_the_licence_right_below_it() -> None:
    card = f"# Model\n\n{OPEN}\nCommercial use requires our permission.\n"
    assert said(card, embedded=True) == "looks-like harbour-open"


def test_where_a_text_departs() -> None:
    best = identify(VERSION_2.replace("700 million", "100 million"), index=KNOWN).best
    assert best is not None
    assert best.lines == (8,)
    assert best.confidence < 1


@pytest.mark.parametrize("text", ["", "\n", "MIT", "All rights reserved.", "x " * 500, "Ask the harbour master. " * 40])
def test_nothing_known(text: str) -> None:
    assert said(text) == "none"


def test_another_spelling_of_letters() -> None:
    text = OPEN.replace("licence", "license").replace("-", "\u2010").replace("Works", "\u200bWorks")
    assert said(text) == "identified harbour-open"


def test_words_of_languages_without_spaces() -> None:
    chinese = "本许可证授予你免费的权利可以使用复制修改和分发本模型但是必须保留本声明" * 2
    known = index(harbour_east=chinese, harbour_open=OPEN)
    assert said("\n".join(textwrap.wrap(chinese, 9)), known=known) == "identified harbour-east"
    assert said(chinese.replace("必须", "无须"), known=known) != "identified harbour-east"


@pytest.mark.parametrize(
    "unit", [OPEN, "as long as this page travels along with every copy ", "<", "(c)", "(a. ", "&amp", "\u200b", "[" * 9]
)
def test_a_hostile_length_is_bounded(unit: str) -> None:
    started = time.perf_counter()
    identify(unit * (2 * LONGEST // len(unit)), index=KNOWN)
    assert time.perf_counter() - started < 5
