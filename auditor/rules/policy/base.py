"""What a rule about the policy is, and how it writes a finding down."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Protocol

import msgspec

from auditor.domain.evidence import Location
from auditor.domain.finding import Finding, RuleMeta
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.agreements import AgreementOutcome
from auditor.policy.curations import Lapsed
from auditor.policy.declarations import within
from auditor.policy.load import LoadedPolicy
from auditor.policy.waivers import WaiverOutcome, about

INLINE_KEY: Final = "inline-waivers"
"""the key of the policy that lets comments waive"""


class Upkeep(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the policy's own entries in this audit."""

    graph: ComponentGraph
    loaded: LoadedPolicy
    outcomes: Sequence[WaiverOutcome] = ()
    agreements: Sequence[AgreementOutcome] = ()
    lapsed: Sequence[Lapsed] = ()
    base: Path | None = None
    """the scanned folder; a policy file inside of it is a place that a report can show"""


class PolicyRule(Protocol):
    """A plug-in: docstring, card, function."""

    __doc__: str | None

    @property
    def META(self) -> RuleMeta:
        """The rule's card; its help is filled in from the docstring when the rules are run."""

    def check(self, upkeep: Upkeep) -> Iterable[Finding]:
        """The findings, with the card's own severity and action; the policy's are put on by `rules/run.py`."""


def entry_finding(
    meta: RuleMeta, upkeep: Upkeep, *, key: str | None, message: str, about: str, place: Location | None = None
) -> Finding:
    """A finding about one entry of the policy, such as `waivers[0]`, or about a comment, at its place."""
    place = place or (_location(upkeep, key) if key else None)
    return Finding(
        rule=meta.id,
        severity=meta.severity,
        action=meta.action,
        message=message,
        about=about,
        locations=(place,) if place else (),
        policy_key=key or INLINE_KEY,
    )


def waiver_finding(meta: RuleMeta, upkeep: Upkeep, outcome: WaiverOutcome, message: str) -> Finding:
    """A finding about one waiver, wherever it stands."""
    return entry_finding(
        meta, upkeep, key=outcome.key, place=outcome.place, message=message, about=about(outcome.waiver)
    )


def left_open(matched: Sequence[Finding]) -> str:
    """How a sentence about an entry that has ended goes on: what it covered is open again."""
    if not matched:
        return "; nothing needs it any more"
    return f", with {f'{len(matched)} of its findings' if len(matched) > 1 else 'its finding'} open again"


def _location(upkeep: Upkeep, key: str) -> Location | None:
    """Where the entry is written, if its file lies in the scanned folder; else a report names it by the policy line."""
    told = upkeep.loaded.places.get(key) or upkeep.loaded.places.get(f"{key}.component")
    if told is None or upkeep.base is None:
        return None
    source, line, column = told.rsplit(":", 2)
    path = within(source, upkeep.base)
    return Location(path, int(line), int(column)) if path else None
