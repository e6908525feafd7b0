"""An audit made by hand, with all that a reporter must be able to tell."""

from datetime import date

from auditor.domain.audit import (
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
from auditor.domain.evidence import Location, Unresolved
from auditor.domain.relationship import Relationship, RelationshipType
from tests.unit.reporters.sample_components import (
    APP,
    CARD,
    GPT,
    GUESSED,
    HOSTILE,
    LLAMA,
    LLAMA_70B,
    LLAMA_AT,
    TUNED,
    XTTS,
    assessments,
)
from tests.unit.reporters.sample_duties import obligations
from tests.unit.reporters.sample_findings import RULES, findings


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
        obligations=obligations(),
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
