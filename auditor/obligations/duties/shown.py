"""What others are to see: a text, and the name of what was derived."""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.obligation import Duty, DutyStatus, Obligation
from auditor.domain.profile import BindingAnswer
from auditor.graph.lineage import Inherited, route
from auditor.knowledge.display_texts import can_be_searched
from auditor.obligations.asked import asks_for_name, asks_for_text
from auditor.obligations.case import Case, Judgement, called_for, judged
from auditor.obligations.conditions import text_due
from auditor.obligations.naming import Bears, bears, names_owed
from auditor.policy.situations import met, situations
from auditor.policy.thresholds import Reach

_KEY: Final = "use.hosting"
_NO: Final = "nobody else gets it, or reaches it over a network"
_NONE_DERIVED: Final = "nothing is derived from it"
_OCCASIONS: Final = {"publication": "publications", "advertising": "advertising"}
_UNSAID: Final = "whether others get it or reach it over a network"


def shown_text(case: Case) -> Iterator[Obligation]:
    """A text for users."""
    if case.kind is ComponentKind.SERVICE:
        return
    others = case.others
    for binding, inherited in case.asked("display-text", asks_for_text):
        text = binding.answer.word
        settled = (
            called_for(others, _KEY, _NO, _UNSAID) or occasion(case, binding, inherited) or _by_size(case, binding)
        )
        yield case.obligation(
            Duty.DISPLAY,
            binding,
            inherited,
            judged(others, settled, shown(case, binding)),
            what=f"show users “{text}”",
            where="on the website, in the interface, on an about page or in the documentation",
            text=text,
            rule="license/attribution-duty",
        )


def occasion(case: Case, binding: BindingAnswer, inherited: Inherited) -> Judgement | None:
    """What becomes of a text that passing on or hosting alone does not call for; None where they do."""
    what = binding.answer.occasion
    if what is None or (what == "derivative" and inherited.ancestor is not None):
        return None
    if what != "derivative":
        because = f"it is asked for in {_OCCASIONS[what]} only, of which the policy says nothing"
        return Judgement(status=DutyStatus.NOT_KNOWN, because=because)
    if case.graph.has_descendants(case.profile.component):
        return Judgement(status=DutyStatus.NOT_APPLICABLE, because="what was made from it bears the duty")
    changed = met(case.policy, case.places, "modification")
    settled = called_for(changed, "use.modification", _NONE_DERIVED, "whether anything is derived from it")
    because = "what is derived from it is not in the tree"
    return settled or Judgement(status=DutyStatus.NOT_KNOWN, because=because, policy_key="use.modification")


def _by_size(case: Case, binding: BindingAnswer) -> Judgement | None:
    """Where a text is asked for above a number only, and we are not, or do not say whether we are."""
    how = text_due(binding.license, situations(case.policy, case.places))
    if how is Reach.REACHED:
        return None
    if how is Reach.NOT_SAID:
        because = "it is asked for above a number of which the policy does not say whether you reach it"
        return Judgement(status=DutyStatus.NOT_KNOWN, because=because, policy_key="use.monthly-active-users")
    because = "it is asked for above a number that you do not reach"
    return Judgement(status=DutyStatus.NOT_APPLICABLE, because=because, policy_key="use.monthly-active-users")


def shown(case: Case, binding: BindingAnswer) -> Judgement:
    """Whether a page, an interface or the documentation in the tree shows the text."""
    text = binding.answer.word
    if places := case.held.displays(text):
        return Judgement(status=DutyStatus.DONE, because="the tree shows it", evidence=places)
    if not can_be_searched(text):
        because = "the text has a place for a name, or is one: whether it is shown, a search cannot tell"
        return Judgement(status=DutyStatus.NOT_KNOWN, because=because)
    return Judgement(status=DutyStatus.OPEN, because="no page, interface or document of the tree shows it")


def name(case: Case) -> Iterator[Obligation]:
    """The name of a derived model: of this one, if the tree made it, else of what is to be made from it."""
    others = case.others
    settled = called_for(others, _KEY, _NO, _UNSAID)
    for ancestor, bindings in names_owed(case.graph, case.profile) if case.is_own else ():
        for binding in bindings:
            inherited = Inherited(bindings, route(case.graph, ancestor), ancestor.profile)
            yield _named(case, binding, inherited, judged(others, settled, _borne(case, binding)))
    if case.is_internal or case.graph.has_descendants(case.profile.component):
        return  # what was made from it bears the duty
    changed = met(case.policy, case.places, "modification")
    for binding in case.profile.bound("name-prefix", asks_for_name):
        judgement = settled or called_for(
            changed, "use.modification", _NONE_DERIVED, "whether anything is derived from it"
        )
        because = "what is derived from it is not in the tree"
        judgement = judgement or Judgement(status=DutyStatus.NOT_KNOWN, because=because, policy_key="use.modification")
        yield _named(case, binding, Inherited((binding,), case.graph.chain(case.profile.component)), judgement)


def _borne(case: Case, binding: BindingAnswer) -> Judgement:
    how = bears(case.graph, case.profile, binding)
    if how is Bears.YES:
        return Judgement(status=DutyStatus.DONE, because="its name begins so")
    if how is Bears.ELSEWHERE:
        because = "the word stands elsewhere in its name; whether that is enough is contested"
        return Judgement(status=DutyStatus.NOT_KNOWN, because=because)
    return Judgement(status=DutyStatus.OPEN, because="its name does not begin so")


def _named(case: Case, binding: BindingAnswer, inherited: Inherited, judgement: Judgement) -> Obligation:
    prefix = binding.answer.word
    what = f"begin its name with “{prefix}”"
    if inherited.ancestor is None:
        what = f"begin the name of what is derived from it with “{prefix}”"
    return case.obligation(
        Duty.NAME,
        binding,
        inherited,
        judgement,
        what=what,
        where="in the name under which the model is passed on or offered",
        text=prefix,
        rule="license/naming-duty",
    )
