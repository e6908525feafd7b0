"""The knowledge that judged is old.

Why: end dates are announced, licences changed and models removed every week. What was not looked at for half a year
says little about today.

Example: a copy of the program from spring that judges in winter.

Remedy: Install a newer release, or hand over newer knowledge with `--knowledge`.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.rules.policy.base import Upkeep, entry_finding

META: Final = RuleMeta(
    "policy/knowledge-stale", Axis.POLICY, Severity.MEDIUM, Action.WARN, "the knowledge that judged is old"
)
OLDEST: Final = timedelta(days=180)
"""after which a review of the sources is due"""


def check(upkeep: Upkeep) -> Iterator[Finding]:
    reviewed = upkeep.graph.knowledge.as_of
    if reviewed is not None and upkeep.graph.as_of - reviewed <= OLDEST:
        return
    told = f"was last reviewed on {reviewed}" if reviewed else "has no date"
    key = "license.unknown.stale"
    yield entry_finding(META, upkeep, key=key, message=f"the knowledge that judged {told}", about="knowledge")
