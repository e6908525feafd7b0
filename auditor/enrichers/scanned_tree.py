"""What the tree itself states about artefacts of its own making: its model cards, weights headers and Modelfiles.

It is never asked about somebody else's component: a README that calls Llama 4 "MIT-licensed" changes nothing.
A card, a configuration or a licence text speaks of the weights that lie beside it.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import Fact, LicenseFact
from auditor.domain.relationship import Relationship
from auditor.enrichers.base import Context

NAME: Final = "scanned-tree"
ONLINE: Final = False


def enrich(component: ComponentId, context: Context) -> tuple[Fact, ...]:
    own = context.stated_of.get(component.key, ())
    if component.ecosystem != "tree":
        return own
    if component.kind is ComponentKind.FILE:
        return (*own, *_beside(component, context))
    if component.kind is ComponentKind.MODEL:  # there is a card or a configuration, or nobody would ask
        return (*own, *_said_of(component, _text_in(component.name, context)))
    return own


def _beside(weights: ComponentId, context: Context) -> Iterator[Fact]:
    """What is stated of the model of the same folder, or of all weights in it, said of the weights themselves."""
    folder = str(PurePosixPath(weights.name).parent)
    card = context.stated_of.get(ComponentId(ComponentKind.MODEL, "tree", folder).key, ())
    # At the top a licence text is that of the code, unless a card says that the whole tree is a model.
    text = _text_in(folder, context) if card or folder != "." else ()
    return _said_of(weights, (*card, *text))


def _text_in(folder: str, context: Context) -> tuple[Fact, ...]:
    """What licence texts state of all weights of a folder."""
    return context.stated_of.get(ComponentId(ComponentKind.FILE, "tree", f"{folder}/").key, ())


def _said_of(component: ComponentId, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The same facts, about this component."""
    for fact in facts:
        if isinstance(fact, LicenseFact):
            yield msgspec.structs.replace(fact, component=component)
        elif isinstance(fact, Relationship):
            yield msgspec.structs.replace(fact, source=component)
