"""Whether the policy itself is in order: waivers that ended or fit nothing, curations and knowledge gone stale.

These rules speak last, since only then is it known what each waiver met.
"""

from collections.abc import Sequence
from typing import Final

from auditor.rules.policy import (
    agreement_expired,
    agreement_unused,
    curation_lapsed,
    knowledge_stale,
    waiver_expired,
    waiver_mismatched,
    waiver_shadowed,
    waiver_unused,
)
from auditor.rules.policy.base import PolicyRule

POLICY_RULES: Final[Sequence[PolicyRule]] = [
    waiver_expired,
    waiver_mismatched,
    waiver_unused,
    waiver_shadowed,
    agreement_expired,
    agreement_unused,
    curation_lapsed,
    knowledge_stale,
]
