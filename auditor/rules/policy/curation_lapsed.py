"""A curation rests on a file that has changed, or is gone.

Why: what was looked up by hand was true of that file. Until somebody looks again, the curation states nothing, and
the component is judged by what the metadata say.

Example: `evidence: {path: models/router/LICENSE, sha256: 3b2c…}` after that LICENSE was edited.

Remedy: Read the file again, and record its new SHA-256, or delete the curation.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.rules.policy.base import Upkeep, entry_finding

META: Final = RuleMeta(
    "policy/curation-lapsed", Axis.POLICY, Severity.MEDIUM, Action.WARN, "a curation no longer holds"
)


def check(upkeep: Upkeep) -> Iterator[Finding]:
    for lapsed in upkeep.lapsed:
        why = f"its SHA-256 is {lapsed.found} now" if lapsed.found else "there is no such file in the tree"
        yield entry_finding(
            META,
            upkeep,
            key=f"curations[{lapsed.index}]",
            message=f"the curation of {lapsed.curation.component} rests on {lapsed.path}, but {why}",
            about=f"{lapsed.curation.component} {lapsed.path}",
        )
