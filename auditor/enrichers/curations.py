"""What the policy's author looked up by hand, and trusts more than any metadata."""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Origin, Standing
from auditor.domain.fact import Fact, LicenseFact, SupplierFact
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.enrichers.base import Context
from auditor.policy.policy import Curation
from auditor.policy.selector import selects

NAME: Final = "policy"
ONLINE: Final = False


def enrich(component: ComponentId, context: Context) -> Iterator[Fact]:
    for curation in context.curations:
        if selects(curation.component, component):
            yield from _facts(component, curation)


def _facts(component: ComponentId, curation: Curation) -> Iterator[Fact]:
    """What one curation says of one component it matches."""
    origin = Origin(Standing.CURATION, NAME, says=curation.because)
    if curation.license:
        yield LicenseFact(component=component, expression=curation.license, origin=origin)
    if curation.supplier:
        yield SupplierFact(component=component, supplier=curation.supplier, origin=origin)
    if curation.fine_tuned_from:
        yield Relationship(component, RelationshipType.FINE_TUNED_FROM, _model(curation.fine_tuned_from), origin)


def _model(text: str) -> ComponentId:
    """A component id as written, or a bare Hub id."""
    try:
        return ComponentId.parse(text)
    except ValueError:
        return ComponentId(ComponentKind.MODEL, "huggingface", text)
