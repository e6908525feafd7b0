"""Statements that contradict each other: all are shown, the strictest is judged."""

from auditor.domain.evidence import Location, Standing
from auditor.rules.license import conflicting, non_commercial
from tests.unit.frozen import graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import chain, doing, one

FILE = "file:tree/m.gguf"
CARD = licensed(FILE, "MIT", Standing.OWN_STATEMENT, location=Location("README.md", 2))
TEXT = licensed(FILE, "CC-BY-NC-4.0", Standing.OWN_STATEMENT, location=Location("LICENSE", 1))


def test_a_card_against_the_text_beside_it() -> None:
    built = graph([use(FILE, "m.gguf")], [CARD, TEXT])
    finding = only(conflicting, built)
    assert (finding.severity, finding.action) == ("high", "warn")
    assert finding.message == (
        "m.gguf: statements disagree: CC-BY-NC-4.0 (LICENSE:1), MIT (README.md:2); CC-BY-NC-4.0 is judged"
    )
    assert finding.about == "CC-BY-NC-4.0 | MIT"
    assert finding.policy_key == "license.unknown.conflicting"
    assert [place.path for place in finding.locations] == ["m.gguf", "LICENSE", "README.md"]
    assert chain(finding) == ["our-app", "uses m.gguf"]
    assert told(non_commercial, built, doing(commercial=True)) == ["critical fail: m.gguf may not be used commercially"]


def test_the_same_said_twice_or_in_other_words_is_no_contradiction() -> None:
    assert told(conflicting, graph([use(FILE)], [CARD, licensed(FILE, "mit", Standing.OWN_STATEMENT)])) == []
    both = [licensed("acme/one", "MIT OR Apache-2.0"), licensed("acme/one", "Apache-2.0 OR MIT")]
    assert told(conflicting, graph([use("acme/one")], both)) == []
    assert told(conflicting, one("MIT")) == []


def test_a_stronger_word_settles_it() -> None:
    curated = licensed(FILE, "MIT", Standing.CURATION)
    built = graph([use(FILE)], [CARD, TEXT, curated])
    assert told(conflicting, built) == []
    assert told(non_commercial, built, doing(commercial=True)) == []


def test_nothing_stated_is_nothing_contradicted() -> None:
    assert told(conflicting, graph([use(FILE)])) == []
