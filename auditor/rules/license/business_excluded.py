"""The licence grants nothing to a kind of business that the policy says you are in.

Why: some licences shut out companies that host models for others, sell assistants, or compete with the maker.

Example: `business: [model-as-a-service]` in the policy, and a model under the Qwen Community License.

Remedy: Ask the supplier for the separate licence, or choose another model.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.license import LicenseTerms
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import COMPETITOR, Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/business-excluded", Axis.LICENSE, Severity.HIGH, Action.FAIL, "the licence shuts out your kind of business"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(graph, policy, profile, graph.locations(profile)):
            yield told


def judge(graph: ComponentGraph, policy: Policy, profile: Profile, locations: Sequence[Location]) -> Finding | None:
    """The finding about one component at these places, if there is one."""
    bindings = tuple(
        b for b in profile.bound("business-excluded", lambda answer: bool(answer.items)) if excluded(b.license, policy)
    )
    if not bindings or any(not any(excluded(t, policy) for t in offer) for offer in profile.binding_offers):
        return None
    kinds = ", ".join(dict.fromkeys(called(kind, b.license) for b in bindings for kind in excluded(b.license, policy)))
    return finding(
        META,
        profile,
        graph,
        message=f"{graph.name(profile)}: the licence grants nothing to your kind of business ({kinds})",
        locations=locations,
        clauses=bindings,
        policy_key="use.business",
    )


def excluded(terms: LicenseTerms, policy: Policy) -> tuple[str, ...]:
    """The kinds of business that a licence shuts out and the policy names."""
    ours = policy.use.business or ()
    competing = f"{COMPETITOR}{terms.steward}"
    return tuple(kind for kind in shut_out(terms) if kind in ours or (kind == "competitor" and competing in ours))


def called(kind: str, terms: LicenseTerms) -> str:
    """A kind of business in words: `model as a service`, `competitors of meta`."""
    if kind == "competitor":
        return f"competitors of {terms.steward or 'the licensor'}"
    if kind == "other":
        return terms.answer("business-excluded").when or "others that the clause names"
    return kind.replace("-", " ")


def shut_out(terms: LicenseTerms) -> tuple[str, ...]:
    """The kinds of business that a licence shuts out whatever their size.

    Those that it shuts out above a number only are told by the rules of thresholds.
    """
    sized = {kind for threshold in terms.answer("thresholds").thresholds for kind in threshold.business}
    return tuple(kind for kind in terms.answer("business-excluded").items if kind not in sized)
