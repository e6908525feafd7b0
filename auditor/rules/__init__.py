"""The graph and the policy → findings. One module per rule, listed here in the order in which they speak."""

from collections.abc import Sequence
from typing import Final

from auditor.rules.base import Rule

RULES: Final[Sequence[Rule]] = []
