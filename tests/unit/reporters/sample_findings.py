"""Nine findings made by hand: every axis, a chain, clauses, a notebook cell, a waiver."""

from typing import Final

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Clause, Finding, RuleMeta, Severity, Step
from tests.unit.reporters.sample_components import (
    APP,
    CARD,
    COQUI_TERMS,
    GPT,
    GPT_AT,
    HOSTILE,
    HOSTILE_AT,
    KNOWN,
    LLAMA,
    LLAMA_70B,
    LLAMA_AT,
    LLAMA_TERMS,
    NOTEBOOK_AT,
    TUNED,
    XTTS,
    XTTS_AT,
)


def rule(rule_id: str, severity: Severity, action: Action, summary: str) -> RuleMeta:
    """A rule's card with a page of the usual shape."""
    page = f"""{summary.capitalize()}.

Why: it can cost more than the component saves.
Example: `from_pretrained("org/name")` in a product.
Remedy: choose another component,
or ask its supplier.
"""
    return RuleMeta(rule_id, Axis(rule_id.split("/", maxsplit=1)[0]), severity, action, summary, page)


RULES: Final = (
    rule("license/non-commercial", Severity.CRITICAL, Action.FAIL, "licence forbids commercial use"),
    rule("license/looser-than-parent", Severity.HIGH, Action.FAIL, "stated licence is looser than an ancestor's"),
    rule("license/naming-duty", Severity.MEDIUM, Action.WARN, "derivatives must carry a prescribed name"),
    rule("license/unknown", Severity.MEDIUM, Action.WARN, "licence is not known"),
    rule("maintenance/end-of-support", Severity.CRITICAL, Action.FAIL, "component no longer answers"),
    rule("concentration/supplier-share", Severity.MEDIUM, Action.WARN, "one supplier stands behind too much"),
    rule("policy/waiver-unused", Severity.LOW, Action.NOTE, "a waiver matches nothing"),
)


def llama_clause(question: str, clause: str, answer: str, words: str | None = None) -> Clause:
    """A clause of the Llama 3.1 licence."""
    return Clause(LLAMA_TERMS.id, question, clause, answer, words, LLAMA_TERMS.url)


def naming_duty(component: ComponentId, place: Location) -> Finding:
    """A finding for each model that the naming clause reaches: same rule, same reason."""
    return Finding(
        rule="license/naming-duty",
        severity=Severity.MEDIUM,
        action=Action.WARN,
        message=f"a model made with {component.name} must be named Llama…",
        component=component,
        locations=(place,),
        clauses=(llama_clause("name-prefix", "1.b.i", "Llama", "at the beginning"),),
        policy_key="use.distribution",
        remedy="Begin the name of what you distribute with Llama.",
        origins=(KNOWN,),
    )


def findings() -> tuple[Finding, ...]:
    """Nine findings: seven count, one is waived; worst first."""
    return (
        Finding(
            rule="license/non-commercial",
            severity=Severity.CRITICAL,
            action=Action.FAIL,
            message="coqui/XTTS-v2 may not be used commercially",
            component=XTTS,
            locations=(XTTS_AT,),
            chain=(Step(APP), Step(XTTS, "uses", XTTS_AT)),
            clauses=(
                Clause(
                    COQUI_TERMS.id,
                    "commercial-use",
                    "Non-commercial purposes",
                    "forbidden",
                    "only non-commercial",
                    COQUI_TERMS.url,
                ),
            ),
            origins=(KNOWN,),
            policy_key="use.commercial",
            remedy="Choose a component whose licence permits commercial use, or ask the supplier for another one.",
        ),
        Finding(
            rule="maintenance/end-of-support",
            severity=Severity.CRITICAL,
            action=Action.FAIL,
            message="gpt-4-32k was shut down on 2025-06-06",
            component=GPT,
            about="2025-06-06",
            locations=(GPT_AT, *(Location("src/jobs.py", n, 9, n, 19) for n in range(2, 7))),
            origins=(KNOWN,),
            policy_key="maintenance.end-of-support",
            remedy="Move to service:openai/gpt-4o.",
        ),
        Finding(
            rule="license/looser-than-parent",
            severity=Severity.HIGH,
            action=Action.FAIL,
            message="acme/support-router says Apache-2.0, but its ancestor meta-llama/Llama-3.1-8B-Instruct binds it",
            component=TUNED,
            locations=(LLAMA_AT,),
            chain=(
                Step(APP),
                Step(TUNED, "uses", LLAMA_AT),
                Step(LLAMA, "fine-tuned-from", Location("models/router/README.md", 4, 13, 4, 52)),
            ),
            clauses=(llama_clause("license-copy", "1.b.i(A)", "required"),),
            origins=(CARD, KNOWN),
            remedy="State the ancestor's licence beside your own.",
        ),
        naming_duty(LLAMA_70B, NOTEBOOK_AT),
        naming_duty(TUNED, LLAMA_AT),
        Finding(
            rule="license/unknown",
            severity=Severity.MEDIUM,
            action=Action.WARN,
            message=f"the licence of {HOSTILE.name} is stated as ask <b>me</b>|",
            component=HOSTILE,
            about="other",
            locations=(HOSTILE_AT,),
            policy_key="license.unknown.other",
        ),
        Finding(
            rule="concentration/supplier-share",
            severity=Severity.MEDIUM,
            action=Action.WARN,
            message="Meta stands behind 60% of 5 components",
            about="meta",
            policy_key="concentration.supplier-share",
            remedy="Keep a tested alternative from another supplier.",
        ),
        Finding(
            rule="license/unknown",
            severity=Severity.MEDIUM,
            action=Action.WARN,
            message="no licence is stated for gpt-4-32k",
            component=GPT,
            about="none-stated",
            locations=(GPT_AT,),
            waived="covered by our enterprise agreement; LEG-311, legal@example.com, until 2027-03-31",
        ),
        Finding(
            rule="policy/waiver-unused",
            severity=Severity.LOW,
            action=Action.NOTE,
            message="the waiver for model:huggingface/acme/gone matches nothing",
            about="model:huggingface/acme/gone",
            locations=(Location("policy.yaml", 40, 5),),
        ),
    )
