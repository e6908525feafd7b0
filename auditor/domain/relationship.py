"""Edges. Read one aloud: *source* TYPE *target*."""

from enum import StrEnum
from typing import Final

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location, Origin


class RelationshipType(StrEnum):
    """The words are the Hub's `base_model_relation` and SPDX 3's relationship types."""

    USES = "uses"
    DEPENDS_ON = "depends-on"
    FINE_TUNED_FROM = "fine-tuned-from"
    ADAPTER_OF = "adapter-of"
    QUANTIZED_FROM = "quantized-from"
    MERGED_FROM = "merged-from"
    DISTILLED_FROM = "distilled-from"
    TRAINED_ON = "trained-on"
    TESTED_ON = "tested-on"
    SERVES = "serves"
    """a service serves the weights of a model"""

    @property
    def carries_terms(self) -> bool:
        """Whether the target's licence terms reach the source. A service is under its provider's terms instead."""
        return self not in _CARRIES_NONE


_CARRIES_NONE: Final = frozenset(
    {RelationshipType.USES, RelationshipType.DEPENDS_ON, RelationshipType.TESTED_ON, RelationshipType.SERVES}
)


class Relationship(msgspec.Struct, frozen=True, order=True, tag_field="claim", tag="relationship"):
    """One edge, with who says so and, where the tree says it, the place."""

    source: ComponentId
    type: RelationshipType
    target: ComponentId
    origin: Origin
    location: Location | None = None
