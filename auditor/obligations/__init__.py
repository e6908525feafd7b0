"""The obligations register: what each licence asks to be done for a component, under which clause, and whether it is done.

Duties: a copy of the licence (or its address, where that will do) and a prescribed notice with copies that are passed on;
a text that users are shown; a name for what is derived; a word on what was changed; the same licence for what is derived;
the list of forbidden uses in one's own terms; a registration, or a licence of one's own above a number. They come from a
component's own licence and, with the way shown, from every licence that comes down to it from what it was made from.

- *open*: the use calls for it, and the tree shows that it is not done.
- *not known*: the policy does not say whether the use calls for it, or no file of the tree could tell.
- *done*: the tree holds it. A licence text counts when all of it stands in a file (LICENSE, LICENSES/, a notice file) and,
  where it bears a line of copyright, that may be this component's; a notice when a file called NOTICE or THIRD-PARTY…
  holds the prescribed sentence; a text when a page, an interface or the documentation shows it, outside comments and
  tests; forbidden uses when terms of use lead to the list.
- *not called for*: by the policy, this use does not call for it (`use.distribution`, `use.hosting`, `use.modification`).

An open duty of which a waiver or an agreement answers the finding (same rule, component and licence) is *answered for*.
`auditor notices` writes the third-party file and lists what is open; every audit holds the register.
"""

from collections.abc import Iterable, Sequence

import msgspec

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Finding
from auditor.domain.obligation import Obligation
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.obligations.above import cut_short
from auditor.obligations.case import Case
from auditor.obligations.duties import DUTIES
from auditor.policy.policy import Policy
from auditor.policy.situations import passes_on

__all__ = ["cut_short", "distributed", "order", "register"]


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
