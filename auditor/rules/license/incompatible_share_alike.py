"""A component comes from several others that each want their own licence for it.

Why: a merge of two copyleft works cannot be under both licences at once; it can only not be passed on. Nor can a model
come under another copyleft licence than its base's. A later version, and what a text calls compatible, do not count.

Example: a merge of a model under CC-BY-SA-4.0 with one under AGPL-3.0.

Remedy: Leave one of the parents out, or ask its maker for another licence.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

import msgspec

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.license import LicenseTerms
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import Ancestor, bound_by, route
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/incompatible-share-alike",
    Axis.LICENSE,
    Severity.HIGH,
    Action.FAIL,
    "share-alike licences that cannot be kept at once",
)

_QUESTION: Final = "share-alike"


class Demand(msgspec.Struct, frozen=True):
    """What one component of the lineage asks of all that is made from it."""

    ways: tuple[tuple[LicenseTerms, ...], ...]
    """for each offer the licences in it that want themselves kept; empty when one offer has none"""
    ancestor: Ancestor | None = None
    """None: the component itself"""

    @property
    def asked(self) -> tuple[LicenseTerms, ...]:
        """All these licences."""
        return tuple(terms for way in self.ways for terms in way)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    asking: dict[Hashable, bool] = {}
    for profile in graph.profiles():
        demands = [demand] if (demand := _demand(profile)).ways else []
        for one in bound_by(graph, profile):
            if one.terms not in asking:
                asking[one.terms] = bool(_demand(one.profile).ways)
            if asking[one.terms]:
                demands.append(_demand(one.profile, one))
        if _can_be_kept(demands):
            continue
        last = next(demand for number, demand in enumerate(demands) if not _can_be_kept(demands[: number + 1]))
        first = {terms.id: demand for demand in reversed(demands) for terms in demand.asked}
        names = sorted(first)
        yield finding(
            META,
            profile,
            graph,
            message=f"{graph.name(profile)} would have to be under {' and '.join(names)} at once",
            about=" ".join(names),
            clauses=[
                BindingAnswer(terms, _QUESTION, terms.answer(_QUESTION))
                for name in names
                for terms in first[name].asked
                if terms.id == name
            ],
            chain=route(graph, last.ancestor) if last.ancestor else None,
        )


def _demand(profile: Profile, ancestor: Ancestor | None = None) -> Demand:
    ways = tuple(tuple(terms for terms in offer if _wants_its_own(terms)) for offer in profile.offers)
    return Demand(ways if all(ways) else (), ancestor)


def _wants_its_own(terms: LicenseTerms) -> bool:
    return terms.answer(_QUESTION).word == "required"


def _can_be_kept(demands: Sequence[Demand]) -> bool:
    """Whether there is a licence under which all can be met, each by one of the ways that it leaves."""
    candidates = {name for demand in demands for terms in demand.asked for name in _accepted(terms)}
    return not demands or any(
        all(any(all(name in _accepted(terms) for terms in way) for way in demand.ways) for demand in demands)
        for name in candidates
    )


def _accepted(terms: LicenseTerms) -> frozenset[str]:
    """The licences under which a derivative may be: the same one, or one that its text calls compatible."""
    return frozenset({terms.id, *terms.answer(_QUESTION).compatible})
