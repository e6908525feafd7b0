"""The obligations register: every duty that binds a component's use, which clause asks for it, and whether it is done.

`asked` tells which answers ask for something, `conditions` whether the use calls for it, `evidence` what the tree holds
by which it is done, `duties` puts the three together. Rules judge by the same pieces, so that a finding and the register
never disagree.
"""

from collections.abc import Iterable, Sequence

import msgspec

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Finding
from auditor.domain.obligation import Obligation
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.obligations.case import Case
from auditor.obligations.duties import DUTIES
from auditor.policy.policy import Policy
from auditor.policy.situations import passes_on


def register(graph: ComponentGraph, policy: Policy, findings: Sequence[Finding] = ()) -> tuple[Obligation, ...]:
    """All duties, what is open first; `findings` tell which of them a waiver or an agreement answers for."""
    found = [
        obligation
        for profile in graph.profiles()
        for case in [Case(graph, policy, profile)]
        for duty in DUTIES
        for obligation in duty(case)
    ]
    return tuple(sorted(_answered(found, findings), key=order))


def distributed(graph: ComponentGraph, policy: Policy, profile: Profile) -> bool | None:
    """Whether copies of a component leave the house, alone or inside an application; None: the policy does not say."""
    if profile.component.kind is ComponentKind.SERVICE:
        return False
    here = passes_on(policy, graph.locations(profile))
    return here is not None and (here.said or None)


def order(obligation: Obligation) -> tuple[object, ...]:
    """Open ones first, then by component, duty and licence."""
    return (
        obligation.status.rank,
        obligation.waived is not None,
        obligation.component.key,
        obligation.duty.rank,
        obligation.clause.license,
        obligation.inherited_from.key if obligation.inherited_from else "",
    )


def _answered(obligations: Iterable[Obligation], findings: Iterable[Finding]) -> list[Obligation]:
    """The duties with the reason of the waiver or agreement that answers for the same rule, component and licence."""
    reasons: dict[tuple[str, str, str], str] = {}
    for finding in findings:
        if finding.waived is not None and finding.component is not None:
            for clause in finding.clauses:
                reasons.setdefault((finding.rule, finding.component.key, clause.license), finding.waived)
    return [
        msgspec.structs.replace(one, waived=reason)
        if reasons and (reason := reasons.get((one.rule, one.component.key, one.clause.license)))
        else one
        for one in obligations
    ]
