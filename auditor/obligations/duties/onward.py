"""What must hold for those who come after: the same licence, and the same forbidden uses."""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import MATERIAL, ComponentKind
from auditor.domain.obligation import Duty, DutyStatus, Obligation
from auditor.domain.profile import BindingAnswer
from auditor.graph.lineage import license_ids
from auditor.obligations.asked import is_required, lists_uses
from auditor.obligations.case import Case, Judgement, called_for, judged
from auditor.obligations.evidence import same_text
from auditor.policy.situations import Met, met, reaches_others

_KEY: Final = "use.hosting"


def restrictions_passed_on(case: Case) -> Iterator[Obligation]:
    """The list of forbidden uses, in one's own terms."""
    others = case.others
    no, unsaid = "nobody else gets it, or reaches it over a network", "whether others get it or reach it over a network"
    for binding, inherited in case.asked("use-restrictions-flow-down", is_required):
        found = Judgement(status=DutyStatus.NOT_KNOWN, because="no terms of use in the tree lead to the list")
        if places := case.held.policies(binding.license.id):
            found = Judgement(
                status=DutyStatus.DONE, because="the tree holds the list, or terms that lead to it", evidence=places
            )
        listed = binding.license.answer("use-restrictions")
        yield case.obligation(
            Duty.PASS_ON_RESTRICTIONS,
            binding,
            inherited,
            judged(others, called_for(others, _KEY, no, unsaid), found),
            what="pass the list of forbidden uses on",
            where="in your own terms of use, as a condition for users and recipients",
            reference=(listed.url or listed.clause) if lists_uses(listed) else None,
            rule="license/use-restriction",
        )


def share_alike(case: Case) -> Iterator[Obligation]:
    """The same licence for what is derived."""
    for binding, inherited in case.asked("share-alike", is_required):
        here = reaches_others(case.policy, case.places, hosted=binding.answer.network)
        reach = "passed on or offered over a network" if binding.answer.network else "passed on"
        settled = called_for(here, "use.distribution", f"nothing is {reach}", f"whether anything is {reach}")
        if settled is None and case.kind in MATERIAL and not (case.is_own and inherited.ancestor):
            derived = met(case.policy, case.places, "modification")
            settled = called_for(
                derived, "use.modification", "nothing is derived from it", "whether anything is derived from it"
            )
        yield case.obligation(
            Duty.SHARE_ALIKE,
            binding,
            inherited,
            judged(here, settled, _shared(case, binding, here)),
            what=f"put what is derived from it and {reach} under the {binding.license.name} too",
            where="in the licence of what is derived, with its source where the licence asks for that",
            rule="license/share-alike",
        )


def _shared(case: Case, binding: BindingAnswer, here: Met | None) -> Judgement:
    wanted = (binding.license.id, *binding.answer.compatible)
    if case.is_own and case.kind in MATERIAL:
        ours = license_ids(case.profile)
        if any(same_text(one, other) for one in ours for other in wanted):
            return Judgement(status=DutyStatus.DONE, because="it is under that licence")
        if ours:
            return Judgement(status=DutyStatus.OPEN, because=f"it is offered under {' or '.join(sorted(ours))}")
        return Judgement(status=DutyStatus.NOT_KNOWN, because="what it is offered under is not known")
    if case.kind is not ComponentKind.LIBRARY:
        return Judgement(status=DutyStatus.NOT_KNOWN, because="what is derived from it is not in the tree")
    texts = case.held.of_the_tree()
    places = tuple(one.location for one in texts)
    if any(same_text(one.what, other) for one in texts for other in wanted):
        return Judgement(status=DutyStatus.DONE, because="the tree is under that licence", evidence=places)
    if texts:
        because = f"the tree is under {' and '.join(sorted({one.what for one in texts}))}"
        return Judgement(status=DutyStatus.OPEN, because=because, evidence=places)
    return Judgement(status=DutyStatus.NOT_KNOWN, because="no licence text at the top of the tree is known")
