"""Six components made by hand: held and hosted, known, guessed and unknown, one with a name that bites."""

from datetime import date
from typing import Final

from auditor.domain.audit import (
    Assessment,
    Score,
    Verdict,
)
from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location, Occurrence, Origin, Scope, Standing, Strength
from auditor.domain.fact import LicenseFact, Supplier, SupportFact, SupportStatus
from auditor.domain.license import Answer, LicenseTerms, Threshold
from auditor.domain.profile import Profile

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
