"""A licence forbids commercial use, or ties it to a condition, and the use is commercial.

Why: weights or data under such terms may be tried and studied, but not sold, nor used in the course of a business.
Where the policy does not say whether the use is commercial, the rule still speaks, as a warning.

Example: `from_pretrained("coqui/XTTS-v2")` in a product that is sold.

Remedy: Choose a component whose terms permit it, or ask the supplier for a commercial licence.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import BindingAnswer, Profile
from auditor.domain.relationship import RelationshipType
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.policy.situations import met
from auditor.rules.base import finding
from auditor.rules.license.contaminated_data import restriction

META: Final = RuleMeta(
    "license/non-commercial", Axis.LICENSE, Severity.CRITICAL, Action.FAIL, "the terms forbid commercial use"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(graph, policy, profile, graph.locations(profile)):
            yield told


def judge(graph: ComponentGraph, policy: Policy, profile: Profile, locations: Sequence[Location]) -> Finding | None:
    """The finding about one component at these places, if there is one."""
    forbidden = profile.unavoidable("commercial-use", {"forbidden"})
    tied = () if forbidden else profile.unavoidable("commercial-use", {"forbidden", "conditional"})
    tied = tuple(binding for binding in tied if _tells_something(binding))
    stated = "" if forbidden or tied else _stated_of_data(graph, profile)
    here = met(policy, locations, "commercial") if forbidden or tied or stated else None
    if here is None:
        return None
    name = graph.name(profile)
    named_only = _as_training_data(graph, profile)
    told = f"{name} may not be used commercially"
    if stated:
        told += f" (stated: {stated})"
    if named_only and not tied:
        told += "; it is named as what a model was trained on, and whether its terms reach so far is unsettled"
    if tied:
        conditions = "; ".join(dict.fromkeys(b.answer.when or "see the clause" for b in tied))
        told = f"{name} may be used commercially on a condition only: {conditions}"
    if not here.said:
        told += "; the policy does not say whether your use is commercial"
    return finding(
        META,
        profile,
        graph,
        message=told,
        locations=here.locations,
        clauses=forbidden or tied,
        policy_key=here.key,
        severity=Severity.MEDIUM if tied or named_only else None,
        action=Action.WARN if tied or named_only else here.action,
    )


def forbidden_by_its_makers(graph: ComponentGraph, policy: Policy, profile: Profile) -> bool:
    """Whether a data set is told here by what its makers say, which no licence tells."""
    return bool(_stated_of_data(graph, profile)) and met(policy, graph.locations(profile), "commercial") is not None


def _stated_of_data(graph: ComponentGraph, profile: Profile) -> str:
    """What a data set's makers say against commercial use, where no licence allows it."""
    if profile.component.kind is not ComponentKind.DATASET:
        return ""
    allowed = profile.may("commercial-use", lambda answer: answer.word == "allowed")
    return "" if allowed else restriction(graph, profile)


def _as_training_data(graph: ComponentGraph, profile: Profile) -> bool:
    """Whether every place merely states that something was trained on it; what loads the data uses it."""
    if profile.component.kind is not ComponentKind.DATASET:
        return False
    stated = graph.once(_stated, lambda: _stated(graph), on_trial=True).get(profile.component.key, set())
    return bool(profile.uses) and all(use.location in stated for use in profile.uses)


def _stated(graph: ComponentGraph) -> dict[str, set[Location | None]]:
    """Data sets, by key, and the places that state that something was trained on them."""
    found: dict[str, set[Location | None]] = defaultdict(set)
    for edge in graph.relationships():
        if edge.type is RelationshipType.TRAINED_ON:
            found[edge.target.key].add(edge.location)
    return found


def _tells_something(binding: BindingAnswer) -> bool:
    """Whether a condition is more than a threshold, which has rules of its own, or what every provider asks."""
    by_number = bool(binding.license.answer("thresholds").thresholds) and not binding.answer.registration
    return not by_number and binding.license.kind == "license"
