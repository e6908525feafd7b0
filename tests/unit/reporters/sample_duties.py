"""Six duties made by hand: open, answered for, not known, done, and not called for; one is inherited."""

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location
from auditor.domain.finding import Clause, Step
from auditor.domain.obligation import Duty, DutyStatus, Obligation
from tests.unit.reporters.sample_components import (
    APP,
    HOSTILE,
    HOSTILE_AT,
    LLAMA,
    LLAMA_70B,
    LLAMA_AT,
    LLAMA_TERMS,
    TUNED,
)


def duty(duty_: Duty, status: DutyStatus, because: str, component: ComponentId = LLAMA, **more: object) -> Obligation:
    """A duty under the Llama 3.1 licence."""
    said: dict[str, object] = {
        "what": "do what it asks",
        "where": "beside the copies",
        "clause": Clause(LLAMA_TERMS.id, duty_.value, "1.b.i", "required", None, LLAMA_TERMS.url),
        "license_name": LLAMA_TERMS.name,
        "chain": (Step(APP), Step(component, "uses", LLAMA_AT)),
        "locations": (LLAMA_AT,),
        "policy_key": "use.hosting",
        "rule": "license/attribution-duty",
        **more,
    }
    return Obligation(component=component, duty=duty_, status=status, because=because, **said)  # type: ignore[arg-type]  # a sample


def obligations() -> tuple[Obligation, ...]:
    """What is open first."""
    return (
        duty(
            Duty.NOTICE,
            DutyStatus.OPEN,
            "no notice file of the tree holds the sentence",
            what="pass on a notice with the prescribed sentence",
            where="in a file called NOTICE, beside the copies",
            text="Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc.",
            rule="license/notice-duty",
        ),
        duty(
            Duty.NAME,
            DutyStatus.OPEN,
            "its name does not begin so",
            TUNED,
            what="begin its name with “Llama”",
            inherited_from=LLAMA,
            waived="renamed in the next release",
        ),
        duty(Duty.DISPLAY, DutyStatus.NOT_KNOWN, "a search cannot tell", LLAMA_70B, text="Built with Llama"),
        duty(Duty.DISPLAY, DutyStatus.NOT_KNOWN, "a search cannot tell", HOSTILE, text="Built with Llama", guess=True),
        duty(
            Duty.LICENSE_COPY,
            DutyStatus.DONE,
            "a copy is in the tree",
            locations=(HOSTILE_AT,),
            evidence=(Location("models/we|ird`/LICENSE", 1),),
        ),
        duty(Duty.SHARE_ALIKE, DutyStatus.NOT_APPLICABLE, "nothing is derived from it"),
    )
