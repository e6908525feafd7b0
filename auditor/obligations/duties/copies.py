"""What must travel with copies: the licence, a prescribed notice, a word on what was changed."""

import re
from collections.abc import Iterator
from typing import Final

from auditor.domain.component import MATERIAL, ComponentKind
from auditor.domain.obligation import Duty, DutyStatus, Obligation
from auditor.domain.profile import BindingAnswer
from auditor.graph.lineage import Inherited
from auditor.obligations.asked import is_required
from auditor.obligations.case import Case, Judgement, called_for, judged
from auditor.policy.situations import Met, met

_KEY: Final = "use.distribution"
_PLACE_FOR_NAME: Final = re.compile(r"(?i)<[a-z _-]{0,20}name>")
_NO: Final = "no copies are passed on"
_NO_COPY_OR_ADDRESS: Final = "no copy is in the tree, and no notice file gives its address"
_UNSAID: Final = "whether copies are passed on"


def license_copy(case: Case) -> Iterator[Obligation]:
    """A copy of the licence."""
    if case.kind is ComponentKind.SERVICE:
        return
    here = case.passed_on
    for binding, inherited in case.asked("license-copy", is_required):
        judgement = judged(here, called_for(here, _KEY, _NO, _UNSAID), copied(case, binding))
        yield case.obligation(
            Duty.LICENSE_COPY,
            binding,
            inherited,
            judgement,
            what=f"pass on a copy of the {binding.license.name}{' or its address' if binding.answer.address else ''} with it",
            where="beside the copies",
            rule="license/attribution-duty",
        )


def copied(case: Case, binding: BindingAnswer) -> Judgement:
    """Whether the tree holds a copy of the licence that may travel with this component."""
    license_ = binding.license.id
    if copies := case.held.copies(license_):
        return Judgement(status=DutyStatus.DONE, because="a copy is in the tree", evidence=copies)
    if binding.answer.address and (places := case.held.addresses(license_)):
        because = "its address is in a notice file, which will do"
        return Judgement(status=DutyStatus.DONE, because=because, evidence=places, by_address=True)
    if copies := case.held.copies_of_others(license_):
        because = "a copy is in the tree, with the copyright line of another work"
        return Judgement(status=DutyStatus.NOT_KNOWN, because=because, evidence=copies)
    if case.kind is ComponentKind.LIBRARY:
        because = "packages carry their own licence; whether it travels along, no file of the tree tells"
        return Judgement(status=DutyStatus.NOT_KNOWN, because=because)
    return Judgement(
        status=DutyStatus.OPEN, because=_NO_COPY_OR_ADDRESS if binding.answer.address else "no copy is in the tree"
    )


def notice(case: Case) -> Iterator[Obligation]:
    """A notice file with a prescribed sentence."""
    if case.kind is ComponentKind.SERVICE:
        return
    here = case.passed_on
    for binding, inherited in case.asked("notice-text", is_required):
        words = _filled(binding.answer.words, case.profile.component.name)
        yield case.obligation(
            Duty.NOTICE,
            binding,
            inherited,
            judged(here, called_for(here, _KEY, _NO, _UNSAID), noticed(case, binding)),
            what="pass on a notice with the prescribed sentence" if words else "pass on the notices that it asks for",
            where="in a file called NOTICE, beside the copies",
            text=words,
            rule="license/notice-duty",
        )


def _filled(words: str | None, name: str) -> str | None:
    """A prescribed sentence with the component's name where it has a place for one."""
    return _PLACE_FOR_NAME.sub(lambda _: name.rpartition("/")[2], words) if words else None


def noticed(case: Case, binding: BindingAnswer) -> Judgement:
    """Whether a notice file of the tree holds the prescribed sentence."""
    if not binding.answer.words:
        return Judgement(status=DutyStatus.NOT_KNOWN, because="what the notice must say is not known here")
    if notices := case.held.notices(binding.license.id):
        return Judgement(status=DutyStatus.DONE, because="the sentence is in a notice file", evidence=notices)
    return Judgement(status=DutyStatus.OPEN, because="no notice file of the tree holds the sentence")


def changes_stated(case: Case) -> Iterator[Obligation]:
    """A word on what was changed."""
    if case.kind not in MATERIAL:
        return
    derived = case.graph.has_descendants(case.profile.component)
    for binding, inherited in case.asked("state-changes", is_required):
        if inherited.ancestor is None and (case.is_own or derived):
            continue  # ours to begin with, or what was made from it bears the duty
        here = _changed_and_passed_on(case, inherited)
        unsaid = "whether it is changed, and copies are passed on"
        unchanged = "it is not changed, or no copies are passed on"
        settled = called_for(here, "use.modification", unchanged, unsaid)
        card = next((step.location for step in reversed(inherited.chain) if step.location), None)
        because = "whether changed files say so, no file of the tree tells"
        found = Judgement(status=DutyStatus.NOT_KNOWN, because=because)
        if inherited.ancestor is not None and card is not None:
            because = "the tree says what it was made from; whether changed files say so too is not known"
            found = Judgement(status=DutyStatus.NOT_KNOWN, because=because, evidence=(card,))
        yield case.obligation(
            Duty.STATE_CHANGES,
            binding,
            inherited,
            judged(here, settled, found),
            what="say that it was changed",
            where="in the changed files, or on the model's card",
            rule="license/attribution-duty",
        )


def _changed_and_passed_on(case: Case, inherited: Inherited) -> Met | None:
    """What was made from an ancestor is changed already; of the rest the policy tells."""
    passed_on = case.passed_on
    if passed_on is None or (inherited.ancestor is not None and case.is_own):
        return passed_on
    changed = met(case.policy, case.places, "modification")
    if changed is None:
        return None
    return changed if not changed.said else passed_on
