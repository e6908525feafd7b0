"""What is to be settled with the licensor: a registration, a licence of one's own."""

from collections.abc import Iterator
from typing import Final

from auditor.domain.license import Answer, Threshold
from auditor.domain.obligation import Duty, DutyStatus, Obligation
from auditor.obligations.case import Case, Judgement, called_for, judged
from auditor.policy.situations import met, situations
from auditor.policy.thresholds import PEOPLE, Reach, open_key, policy_key, reach, told

_EFFECTS: Final = {
    "request-license": (Duty.REQUEST_LICENSE, "request a licence of your own"),
    "paid-license": (Duty.PAID_LICENSE, "buy a licence"),
    "registration": (Duty.REGISTRATION, "register"),
}
_WHERE: Final = "with the licensor; then record it under `agreements` in the policy"
_NOT_RECORDED: Final = "no agreement of the policy records it"
_ORDER: Final = (Reach.REACHED, Reach.NOT_SAID, Reach.BELOW, Reach.NOT_CONCERNED)


def registration(case: Case) -> Iterator[Obligation]:
    """A registration or application before commercial use, whatever its size."""
    here = met(case.policy, case.places, "commercial")
    for binding, inherited in case.asked("commercial-use", _registers):
        settled = called_for(here, "use.commercial", "the use is not commercial", "whether the use is commercial")
        yield case.obligation(
            Duty.REGISTRATION,
            binding,
            inherited,
            judged(here, settled, Judgement(status=DutyStatus.OPEN, because=_NOT_RECORDED)),
            what="register, or apply, before commercial use",
            where=_WHERE,
            rule="license/non-commercial",
        )


def asked_of_the_licensor(case: Case) -> Iterator[Obligation]:
    """What a licence asks for from a number of users or a revenue on."""
    for binding, inherited in case.asked("thresholds", _asks):
        by_effect: dict[str, list[Threshold]] = {}
        for threshold in binding.answer.thresholds:
            if threshold.effect in _EFFECTS:
                by_effect.setdefault(threshold.effect, []).append(threshold)
        for effect, thresholds in by_effect.items():
            duty, what = _EFFECTS[effect]
            threshold, judgement = _reached(case, thresholds)
            yield case.obligation(
                duty,
                binding,
                inherited,
                judgement,
                what=f"{what}, with {told(threshold)}",
                where=_WHERE,
                rule=f"license/{'user' if threshold.metric in PEOPLE else 'revenue'}-threshold",
            )


def _registers(answer: Answer) -> bool:
    return answer.registration


def _asks(answer: Answer) -> bool:
    return any(threshold.effect in _EFFECTS for threshold in answer.thresholds)


def _reached(case: Case, thresholds: list[Threshold]) -> tuple[Threshold, Judgement]:
    """The threshold that we stand nearest to, and what follows."""
    here = situations(case.policy, case.places)
    stands = [
        (_ORDER.index(how), index, threshold, situation)
        for index, threshold in enumerate(thresholds)
        for situation in here
        for how in [reach(threshold, situation.use)]
    ]
    rank, _, threshold, situation = min(stands, key=lambda one: one[:2])
    how = _ORDER[rank]
    if how is Reach.REACHED:
        judgement = Judgement(status=DutyStatus.OPEN, because=_NOT_RECORDED, policy_key=policy_key(threshold))
    elif how is Reach.NOT_SAID:
        because = f"the policy does not say whether you have {told(threshold)}"
        key = open_key(threshold, situation.use) or policy_key(threshold)
        judgement = Judgement(status=DutyStatus.NOT_KNOWN, because=because, policy_key=key)
    else:
        because = f"you do not have {told(threshold)}"
        if how is Reach.NOT_CONCERNED:
            because = "the number is for others"
        judgement = Judgement(status=DutyStatus.NOT_APPLICABLE, because=because, policy_key=policy_key(threshold))
    return threshold, judgement
