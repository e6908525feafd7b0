"""The name that a derived model must bear."""

from collections.abc import Hashable, Iterator
from enum import StrEnum
from typing import Final

from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.descent import Passed
from auditor.graph.lineage import Ancestor, ancestors, same_terms
from auditor.obligations.asked import asks_for_name

_QUESTION: Final = "name-prefix"
_OF_OUTPUTS: Final = "outputs-train-other-models"


class Bears(StrEnum):
    """How a name stands to the one that is asked for."""

    YES = "yes"
    ELSEWHERE = "elsewhere"
    """the word stands in it, and not at its beginning; whether that is enough is contested"""
    NO = "no"


def names_owed(graph: ComponentGraph, profile: Profile) -> Iterator[tuple[Ancestor, tuple[BindingAnswer, ...]]]:
    """The ancestors whose licence asks for a name: of what holds their weights, or learnt from their outputs."""
    for ancestor in ancestors(graph, profile, "names owed", _may_ask):
        bindings = ancestor.profile.bound(_QUESTION, asks_for_name)
        of_weights = ancestor.passed is Passed.WEIGHTS
        if bindings and (of_weights or ancestor.profile.unavoidable(_OF_OUTPUTS, {"conditional"})):
            yield ancestor, bindings


def _may_ask(above: Profile, passed: Passed) -> Hashable | None:
    if passed is Passed.DATA or not above.may(_QUESTION, asks_for_name):
        return None
    if passed is Passed.OUTPUTS and not above.may(_OF_OUTPUTS, lambda answer: answer.word == "conditional"):
        return None
    return same_terms(above), passed


def bears(graph: ComponentGraph, profile: Profile, binding: BindingAnswer) -> Bears:
    """Whether a component's name begins as asked: the last part of its id, or what a card of the tree calls it.

    The licence's own steward names as it likes.
    """
    prefix = binding.answer.word.casefold()
    names = [name.casefold() for name in (profile.component.name.rpartition("/")[2], graph.title(profile)) if name]
    if profile.supplier is not None and profile.supplier.id == binding.license.steward:
        return Bears.YES
    if any(name.startswith(prefix) for name in names):
        return Bears.YES
    return Bears.ELSEWHERE if any(prefix in name for name in names) else Bears.NO
