"""What a rule is, and how it writes a finding down."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from auditor.domain.evidence import Location, Origin
from auditor.domain.finding import Action, Axis, Clause, Finding, RuleMeta, Severity, Step
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.citations import cited
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import shortened
from auditor.policy.policy import Policy


class Rule(Protocol):
    """A plug-in: docstring, card, function."""

    __doc__: str | None

    @property
    def META(self) -> RuleMeta:
        """The rule's card; its help is filled in from the docstring when the rules are run."""

    def check(self, graph: ComponentGraph, policy: Policy) -> Iterable[Finding]:
        """The findings, with the card's own severity and action; the policy's are put on by `rules/run.py`."""


def finding(
    meta: RuleMeta,
    profile: Profile,
    graph: ComponentGraph,
    *,
    message: str,
    about: str = "",
    clauses: Sequence[BindingAnswer] = (),
    origins: Sequence[Origin] | None = None,
    policy_key: str | None = None,
    remedy: str = "",
    locations: Sequence[Location] | None = None,
    chain: Sequence[Step] | None = None,
    severity: Severity | None = None,
    action: Action | None = None,
) -> Finding:
    """A finding about one component, with its places, its chain and its clauses filled in."""
    return Finding(
        rule=meta.id,
        severity=severity or meta.severity,
        action=action or meta.action,
        message=message + _judged_by(meta, profile, clauses),
        component=profile.component,
        about=about,
        locations=tuple(graph.locations(profile) if locations is None else locations),
        chain=shortened(graph.chain(profile.component)) if chain is None else tuple(chain),
        clauses=_cited(graph, clauses),
        origins=_origins(meta, profile) if origins is None else tuple(origins),
        policy_key=policy_key,
        remedy=remedy,
    )


def _cited(graph: ComponentGraph, bindings: Sequence[BindingAnswer]) -> tuple[Clause, ...]:
    """The clauses behind answers, each once."""
    return tuple(dict.fromkeys(cited(graph, binding) for binding in bindings))


def _judged_by(meta: RuleMeta, profile: Profile, clauses: Sequence[BindingAnswer]) -> str:
    """By which of several offers it was judged, where the finding rests on that one."""
    if profile.choice is None or meta.axis is not Axis.LICENSE:
        return ""
    names = [terms.id for terms in profile.choice]
    rests_on_it = any(binding.license.id in names for binding in clauses)
    return f" (judged by {' and '.join(names)}, the mildest on offer)" if rests_on_it else ""


def _origins(meta: RuleMeta, profile: Profile) -> tuple[Origin, ...]:
    """Whose word a finding rests on: about a licence, those who stated the one that counts."""
    if meta.axis is not Axis.LICENSE or not profile.licenses:
        return profile.origins
    counts = profile.conflicting or profile.licenses[:1]
    return tuple(dict.fromkeys(fact.origin for fact in counts))


def remedy_of(meta: RuleMeta) -> str:
    """The `Remedy:` paragraph of the rule's docstring, as one line; empty if there is none."""
    _, found, rest = meta.help.partition("Remedy:")
    return " ".join(rest.split("\n\n")[0].split()) if found else ""
