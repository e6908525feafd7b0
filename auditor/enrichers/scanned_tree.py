"""What the tree itself states about artefacts of its own making: its model cards, weights headers and Modelfiles.

It is never asked about somebody else's component: a README that calls Llama 4 "MIT-licensed" changes nothing.
"""

from typing import Final

from auditor.domain.component import ComponentId
from auditor.domain.fact import Fact
from auditor.enrichers.base import Context

NAME: Final = "scanned-tree"
ONLINE: Final = False


def enrich(component: ComponentId, context: Context) -> tuple[Fact, ...]:
    return context.stated_of.get(component.key, ())
