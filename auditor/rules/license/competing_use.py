"""The terms of a hosted model forbid building what competes with its provider, and the policy says that you do.

Why: who builds a rival product on a provider's service may lose the account, and be asked for damages. What counts as
competing differs: a model, a product, or anything that the provider offers as well.

Example: `business: [competitor-of:anthropic]` in the policy, and calls of a Claude model.

Remedy: Ask the provider for its approval, or use a model that you run yourself.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import COMPETITOR, Policy
from auditor.rules.base import finding
from auditor.rules.license import business_excluded

META: Final = RuleMeta(
    "license/competing-use",
    Axis.LICENSE,
    Severity.HIGH,
    Action.FAIL,
    "the terms forbid building what competes with the provider",
)

_QUESTION: Final = "competing-use"
LIMITS: Final = frozenset({"conditional", "forbidden"})


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if profile.component.kind is not ComponentKind.SERVICE:
            continue
        rivals = [one for one in limits(profile) if f"{COMPETITOR}{one.license.steward}" in (policy.use.business or ())]
        if rivals and business_excluded.judge(graph, policy, profile, graph.locations(profile)) is None:
            yield _finding(graph, profile, rivals)


def limits(profile: Profile) -> tuple[BindingAnswer, ...]:
    """What the terms say against competing use, whichever offer one takes."""
    return profile.unavoidable(_QUESTION, LIMITS)


def _finding(graph: ComponentGraph, profile: Profile, rivals: list[BindingAnswer]) -> Finding:
    forbidden = any(one.answer.word == "forbidden" for one in rivals)
    told = "may not be used" if forbidden else "may be used under conditions only"
    what = next((one.answer.when for one in rivals if one.answer.when), None)
    return finding(
        META,
        profile,
        graph,
        message=f"{graph.name(profile)} {told} to build what competes with {rivals[0].license.steward}"
        + (f": {what}" if what else ""),
        clauses=rivals,
        policy_key="use.business",
        severity=None if forbidden else Severity.MEDIUM,
        action=None if forbidden else Action.WARN,
    )
