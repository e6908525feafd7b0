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

    @property
    def keeps_weights(self) -> bool:
        """Whether the source holds the target's weights, changed or not: a derivative under any licence."""
        return self in _SAME_WEIGHTS


_CARRIES_NONE: Final = frozenset(
    {RelationshipType.USES, RelationshipType.DEPENDS_ON, RelationshipType.TESTED_ON, RelationshipType.SERVES}
)
_SAME_WEIGHTS: Final = frozenset(
    {
        RelationshipType.FINE_TUNED_FROM,
        RelationshipType.ADAPTER_OF,
        RelationshipType.QUANTIZED_FROM,
        RelationshipType.MERGED_FROM,
    }
)


class Relationship(msgspec.Struct, frozen=True, order=True, tag_field="claim", tag="relationship"):
    """One edge, with who says so and, where the tree says it, the place."""

    source: ComponentId
    type: RelationshipType
    target: ComponentId
    origin: Origin
    location: Location | None = None
