"""An audit made by hand: every axis, a chain, clauses, a notebook, a waiver, a diagnostic, and names that bite."""

from datetime import date
from importlib import resources
from typing import Final

import yaml

from auditor.domain.audit import (
    Assessment,
    Audit,
    Concentration,
    Diagnostic,
    DiagnosticKind,
    KnowledgeSummary,
    PolicySummary,
    Score,
    Share,
    Suppressed,
    Verdict,
)
from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location, Occurrence, Origin, Scope, Standing, Strength, Unresolved
from auditor.domain.fact import LicenseFact, Supplier, SupportFact, SupportStatus
from auditor.domain.finding import Action, Axis, Clause, Finding, RuleMeta, Severity, Step
from auditor.domain.license import Answer, LicenseTerms, Threshold
from auditor.domain.profile import Profile
from auditor.domain.relationship import Relationship, RelationshipType

KNOWN: Final = Origin(
    Standing.EXACT, "knowledge-base", date(2026, 11, 20), "https://github.com/meta-llama/llama-models"
)
GUESSED: Final = Origin(Standing.FAMILY, "knowledge-base", date(2026, 11, 20))
CARD: Final = Origin(Standing.OWN_STATEMENT, "scanned-tree", url="models/router/README.md")

APP: Final = ComponentId.parse("application:tree/acme-assistant")
XTTS: Final = ComponentId.parse("model:huggingface/coqui/XTTS-v2")
LLAMA: Final = ComponentId.parse("model:huggingface/meta-llama/Llama-3.1-8B-Instruct")
LLAMA_70B: Final = ComponentId.parse("model:huggingface/meta-llama/Llama-3.1-70B-Instruct")
TUNED: Final = ComponentId.parse("model:huggingface/acme/support-router")
GPT: Final = ComponentId.parse("service:openai/gpt-4-32k")
HOSTILE: Final = ComponentId.parse("model:huggingface/evil|org/<script>alert(1)</script>`x`\n\x1b[31m![a](http://b.c)")

LLAMA_TERMS: Final = LicenseTerms(
    id="LicenseRef-scancode-llama-3.1-license-2024",
    name="Llama 3.1 Community License Agreement",
    steward="meta",
    url="https://github.com/meta-llama/llama-models/blob/main/models/llama3_1/LICENSE",
    answers={
        "commercial-use": Answer(answer="conditional", clause="1.a, 2"),
        "thresholds": Answer(
            answer=(
                Threshold(
                    metric="monthly-active-users",
                    operator=">",
                    value=700_000_000,
                    basis="licensee and affiliates together",
                    measured="2024-07-23",
                    effect="request-license",
                ),
            ),
            clause="2",
        ),
        "regions-excluded": Answer(answer="none", clause="1.a"),
        "use-restrictions": Answer(
            answer="external-policy", clause="1.b.iv", url="https://llama.meta.com/llama3_1/use-policy"
        ),
        "display-text": Answer(answer="Built with Llama", clause="1.b.i(B)", words="Built with Llama"),
        "name-prefix": Answer(
            answer="Llama", clause="1.b.i", when="a model made with the materials or their outputs is distributed"
        ),
        "license-copy": Answer(answer="required", clause="1.b.i(A)"),
        "share-alike": Answer(answer="silent"),
        "patent-grant": Answer(answer="unknown"),
    },
    reviewed_on=date(2026, 11, 20),
    reviewed_by="maintainers",
)
COQUI_TERMS: Final = LicenseTerms(
    id="LicenseRef-coqui-cpml-1.0",
    name="Coqui Public Model License 1.0.0",
    url="https://coqui.ai/cpml",
    answers={
        "commercial-use": Answer(answer="forbidden", clause="Non-commercial purposes", words="only non-commercial"),
        "outputs-restricted": Answer(answer="yes", clause="Permissions", note="the text speaks of the model too"),
    },
    reviewed_on=date(2026, 11, 20),
    reviewed_by="maintainers",
)
META: Final = Supplier(id="meta", name="Meta", jurisdiction="US")
COQUI: Final = Supplier(id="coqui", name="Coqui", jurisdiction="DE", state="defunct")
OPENAI: Final = Supplier(id="openai", name="OpenAI", jurisdiction="US")

XTTS_AT: Final = Location("src/voice.py", 12, 15, 12, 63)
LLAMA_AT: Final = Location("src/settings.py", 3, 10, 3, 49)
NOTEBOOK_AT: Final = Location("notebooks/eval.ipynb", 41, 44, 41, 77, cell=3, cell_line=2)
GPT_AT: Final = Location("src/chat.py", 8, 24, 8, 35)
HOSTILE_AT: Final = Location("src/we ird|`name`.py", 1, 1, 1, 12)


def seen(component: ComponentId, place: Location, literal: str | None = None, **more: object) -> Occurrence:
    """An occurrence as the Python detector writes it."""
    fields = {"detector": "python-calls", "literal": literal or component.name, **more}
    return Occurrence(component=component, location=place, **fields)  # type: ignore[arg-type]


def licensed(component: ComponentId, terms: LicenseTerms, origin: Origin, *, guess: bool = False) -> LicenseFact:
    """A statement of this licence."""
    return LicenseFact(component=component, expression=terms.id, origin=origin, guess=guess)


def llama_profile(component: ComponentId, occurrences: tuple[Occurrence, ...], *, guess: bool = False) -> Profile:
    """A Llama 3.1 of some size."""
    return Profile(
        component=component,
        occurrences=occurrences,
        licenses=(licensed(component, LLAMA_TERMS, GUESSED if guess else KNOWN, guess=guess),),
        offers=((LLAMA_TERMS,),),
        support=(
            SupportFact(
                component=component,
                status=SupportStatus.LIMITED_SUPPORT,
                valid_from=date(2026, 4, 8),
                superseded_by="llama-3.3",
                origin=Origin(Standing.EXACT, "knowledge-base", date(2026, 11, 20), says="observers"),
            ),
        ),
        supplier=META,
        family="llama-3.1",
        origins=(KNOWN,),
    )


def assessments() -> tuple[Assessment, ...]:
    """Six components, sorted by id; one of them is only mentioned."""
    return (
        Assessment(
            profile=Profile(
                component=XTTS,
                occurrences=(seen(XTTS, XTTS_AT, "tts_models/multilingual/multi-dataset/xtts_v2"),),
                licenses=(licensed(XTTS, COQUI_TERMS, KNOWN),),
                offers=((COQUI_TERMS,),),
                supplier=COQUI,
                origins=(KNOWN,),
            ),
            score=Score(100, 45, 20, 60),
            verdict=Verdict.FAIL,
        ),
        Assessment(
            profile=Profile(
                component=HOSTILE, occurrences=(seen(HOSTILE, HOSTILE_AT),), unknown="other", stated="ask <b>me</b>|"
            ),
            score=Score(45, 0, 0, 20),
            verdict=Verdict.WARN,
        ),
        Assessment(
            profile=Profile(
                component=TUNED,
                occurrences=(seen(TUNED, LLAMA_AT, through=(Location("src/chat.py", 5, 9, 5, 23),)),),
                licenses=(LicenseFact(component=TUNED, expression="Apache-2.0", origin=CARD),),
                offers=((LicenseTerms(id="Apache-2.0", name="Apache License 2.0", answers={}),),),
                origins=(CARD,),
            ),
            score=Score(75, 0, 0, 34),
            verdict=Verdict.FAIL,
        ),
        Assessment(profile=llama_profile(LLAMA_70B, (seen(LLAMA_70B, NOTEBOOK_AT, scope=Scope.EXAMPLE),), guess=True)),
        Assessment(
            profile=llama_profile(
                LLAMA, (seen(LLAMA, Location("README.md", 30, 5, 30, 20), strength=Strength.MENTION),)
            )
        ),
        Assessment(
            profile=Profile(
                component=GPT,
                occurrences=(
                    seen(GPT, GPT_AT),
                    *(seen(GPT, Location("src/jobs.py", n, 9, n, 19)) for n in range(2, 7)),
                ),
                licenses=(),
                unknown="none-stated",
                support=(
                    SupportFact(
                        component=GPT,
                        status=SupportStatus.END_OF_SUPPORT,
                        announced=date(2024, 6, 6),
                        end_of_support=date(2025, 6, 6),
                        superseded_by="service:openai/gpt-4o",
                        origin=Origin(
                            Standing.EXACT,
                            "knowledge-base",
                            date(2026, 11, 20),
                            "https://platform.openai.com/docs/deprecations",
                            "maker",
                        ),
                    ),
                ),
                supplier=OPENAI,
            ),
            score=Score(0, 100, 20, 40),
            verdict=Verdict.FAIL,
        ),
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


def sample_audit() -> Audit:
    """The whole."""
    return Audit(
        root="acme-assistant",
        tool_version="0.1.0",
        as_of=date(2026, 11, 23),
        verdict=Verdict.FAIL,
        policy=PolicySummary(
            name="commercial-saas",
            source="policies/commercial-saas.yaml",
            digest="5f1d" * 16,
            lines={
                "use.commercial": "policies/commercial-saas.yaml:8 says commercial: true",
                "license.unknown.other": "policies/commercial-saas.yaml:27 says other: warn",
            },
        ),
        knowledge=KnowledgeSummary(date(2026, 11, 20), "ab12" * 16),
        assessments=assessments(),
        relationships=(
            Relationship(APP, RelationshipType.USES, TUNED, CARD, LLAMA_AT),
            Relationship(TUNED, RelationshipType.FINE_TUNED_FROM, LLAMA, CARD),
            Relationship(HOSTILE, RelationshipType.QUANTIZED_FROM, LLAMA_70B, GUESSED),
        ),
        unresolved=(
            Unresolved(
                location=Location("src/batch.py", 21, 30, 21, 39),
                call="transformers.AutoModel.from_pretrained",
                expression="args.name",
                reason="argument",
            ),
        ),
        findings=findings(),
        rules=RULES,
        concentration=Concentration(
            suppliers=(
                Share("meta", "Meta", 3, 0.6, (LLAMA_70B, LLAMA, TUNED)),
                Share("coqui", "Coqui", 1, 0.2, (XTTS,)),
                Share("openai", "OpenAI", 1, 0.2, (GPT,)),
            ),
            jurisdictions=(Share("US", "US", 4, 0.8), Share("DE", "DE", 1, 0.2)),
            hosts=(Share("huggingface", "huggingface", 4, 0.8), Share("openai", "openai", 1, 0.2)),
            hhi=4400,
            elephant_factor=1,
            n=5,
            unknown=1,
        ),
        score=Score(100, 100, 45, 88),
        diagnostics=(
            Diagnostic(
                "invalid-utf-8",
                "src/\x1b[2Jlatin.py is not UTF-8; it was read as Latin-1",
                location=Location("src/\x1b[2Jlatin.py"),
            ),
            Diagnostic(
                "policy-key-unused", "the policy's curation for x matches nothing", DiagnosticKind.CONFIGURATION
            ),
        ),
        suppressed=Suppressed(waived=1),
        snippets={
            "src/voice.py:12": ('    tts = TTS("tts_models/multilingual/multi-dataset/xtts_v2")',),
            "src/settings.py:3": ('ROUTER = "acme/support-router"',),
            "notebooks/eval.ipynb:41": (
                '    "big = pipeline(\\"text-generation\\", \\"meta-llama/Llama-3.1-70B-Instruct\\")\\n",',
            ),
            "src/chat.py:8": ('\treply = client.create("gpt-4-32k", messages)  # \x1b[31mred',),
            "src/we ird|`name`.py:1": ("\u202ehidden = 1",),
        },
        files_read=48,
        skipped_enrichers=("pypi", "hugging-face"),
    )


def vocabulary_questions() -> set[str]:
    """The questions of the shipped vocabulary."""
    vocabulary = resources.files("auditor.knowledge") / "vocabulary.yaml"
    return set(yaml.safe_load(vocabulary.read_text(encoding="utf-8"))["questions"])
