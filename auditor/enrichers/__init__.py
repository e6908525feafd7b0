"""A component's id → facts. One module per source of facts."""

from collections.abc import Sequence
from typing import Final

from auditor.enrichers import curations, knowledge_base, scanned_tree
from auditor.enrichers.base import Enricher

ENRICHERS: Final[Sequence[Enricher]] = [curations, scanned_tree, knowledge_base]
