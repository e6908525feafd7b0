"""Whether the use calls for what a licence asks."""

from collections.abc import Sequence

from auditor.domain.license import LicenseTerms
from auditor.policy.situations import Situation
from auditor.policy.thresholds import Reach, reach


def text_due(terms: LicenseTerms, here: Sequence[Situation]) -> Reach:
    """Whether a text must be shown: where a licence asks for it above a number only, from there on."""
    limits = [threshold for threshold in terms.answer("thresholds").thresholds if threshold.effect == "display-name"]
    if not limits:
        return Reach.REACHED
    found = {reach(limit, situation.use) for limit in limits for situation in here}
    return next(one for one in (Reach.REACHED, Reach.NOT_SAID, Reach.BELOW, Reach.NOT_CONCERNED) if one in found)
