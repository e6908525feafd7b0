"""The licence grants nothing where you are established, or where your users are.

Why: several makers keep the European Union, the United Kingdom or South Korea out of their grant. Some look at where the
licensee is established only, some at where the model is used; some mean their multimodal models only. The rule tells
them apart.

Example: `domicile: [DE]` in the policy, and Llama 3.2 11B Vision in the tree; the 3B text model passes.

Remedy: Choose a model whose licence grants rights there, or ask the supplier.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.license import Answer
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.policy.regions import shared
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/region-excluded", Axis.LICENSE, Severity.CRITICAL, Action.FAIL, "the licence grants nothing in a region"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(graph, policy, profile, graph.locations(profile)):
            yield told


def judge(graph: ComponentGraph, policy: Policy, profile: Profile, locations: Sequence[Location]) -> Finding | None:
    """The finding about one component at these places, if there is one."""
    domicile, regions = policy.use.domicile or (), policy.use.regions or ()

    def ours(answer: Answer) -> tuple[str, ...]:
        return tuple(domicile) if answer.who == "domicile" else (*domicile, *regions)

    bindings = profile.bound(
        "regions-excluded", lambda answer: concerns(answer, profile) and bool(shared(ours(answer), answer.items))
    )
    if not bindings:
        return None
    answer = bindings[0].answer
    excluded = ", ".join(shared(ours(answer), answer.items))
    at_home = bool(shared(domicile, answer.items))
    where = "where you are established" if at_home else "where your users are"
    certain = any(binding.answer.modality is None or profile.modalities for binding in bindings)
    return finding(
        META,
        profile,
        graph,
        message=f"{graph.name(profile)}: the licence grants nothing in {excluded}, {where}"
        + ("" if certain else f", if the model is {answer.modality}; whether it is, is not known"),
        locations=locations,
        clauses=bindings,
        policy_key="use.domicile" if at_home else "use.regions",
        severity=None if certain else Severity.HIGH,
        action=None if certain else Action.WARN,
    )


def concerns(answer: Answer, profile: Profile) -> bool:
    """Whether an answer that holds for one modality means this component; one whose modalities are unknown, it may."""
    if answer.modality is None or not profile.modalities:
        return True
    if answer.modality == "multimodal":
        return any(modality != "text" for modality in profile.modalities)
    return answer.modality in profile.modalities
