"""Nobody can tell the terms: nothing is stated, the text could not be had, or only its name is known."""

from auditor.domain.license import LicenseTerms
from auditor.rules.license import unknown
from tests.unit.frozen import FakeKnowledge, graph, licensed, use
from tests.unit.rules.judging import told


class WithAName(FakeKnowledge):
    """Beerware is known by name only."""

    def license(self, name: str) -> LicenseTerms | None:
        if name == "Beerware":
            return LicenseTerms(id=name, name=name, answers={}, named_only=True)
        return super().license(name)


def said(expression: str) -> list[str]:
    return told(unknown, graph([use("acme/one")], [licensed("acme/one", expression)], knowledge=WithAName()))


def test_nothing_is_stated() -> None:
    assert told(unknown, graph([use("acme/one")])) == ["high warn: acme/one: no licence is stated"]


def test_a_text_that_could_not_be_had() -> None:
    assert said("LicenseRef-unread") == [
        "high warn: acme/one: the text of LicenseRef-unread could not be had and read",
    ]


def test_a_licence_that_is_known_by_name_only() -> None:
    assert said("Beerware") == [
        "high warn: acme/one: Beerware is known by name only: its text has not been read here",
    ]


def test_a_name_that_means_nothing() -> None:
    assert said("Beer-Ware 42") == ["high warn: acme/one: the stated licence “Beer-Ware 42” is not understood"]


def test_the_read_one_of_two_may_be_chosen() -> None:
    assert said("Beerware OR MIT") == []
    assert said("Beerware AND MIT") == [
        "high warn: acme/one: Beerware is known by name only: its text has not been read here",
    ]


def test_a_licence_that_was_read() -> None:
    assert said("MIT") == []
