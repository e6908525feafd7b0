"""What the knowledge base says: families, members, services, packages, datasets."""

from typing import Final

from auditor.domain.component import ComponentId
from auditor.domain.fact import Fact
from auditor.enrichers.base import Context

NAME: Final = "knowledge-base"
ONLINE: Final = False


def enrich(component: ComponentId, context: Context) -> tuple[Fact, ...]:
    return context.knowledge.facts(component)
