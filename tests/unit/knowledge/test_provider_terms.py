"""What hosts say of inputs, outputs and rivals, in the words of the vocabulary; and which hosts have terms at all."""

import pytest

from auditor.domain.license import LicenseTerms
from auditor.knowledge.store import StoredKnowledge

QUESTIONS = ("outputs-train-other-models", "competing-use", "inputs-train-models", "inputs-retained", "indemnity")
HOSTS = {
    "openai": ("conditional", "conditional", "opt-in", "for-a-time", "given"),
    "anthropic": ("conditional", "forbidden", "no", "for-a-time", "given"),
    "gemini-api": ("conditional", "forbidden", "conditional", "for-a-time", "unknown"),
    "vertex": ("unknown", "unknown", "opt-in", "conditional", "given"),
    "azure": ("unknown", "unknown", "opt-in", "conditional", "given"),
    "bedrock": ("forbidden", "forbidden", "no", "conditional", "given"),
    "mistral": ("conditional", "conditional", "conditional", "for-a-time", "given"),
    "xai": ("forbidden", "forbidden", "no", "for-a-time", "given"),
    "deepseek": ("allowed", "allowed", "unknown", "unknown", "required"),
    "meta": ("conditional", "forbidden", "conditional", "unbounded", "given"),
    "groq": ("unknown", "unknown", "opt-in", "conditional", "unknown"),
    "cohere": ("unknown", "unknown", "opt-out", "for-a-time", "given"),
    "moonshot": ("unknown", "forbidden", "yes", "unbounded", "unknown"),
    "nvidia-nim": ("conditional", "forbidden", "yes", "unknown", "unknown"),
    "ai21": ("unknown", "unknown", "opt-in", "unbounded", "given"),
    "alibaba": ("unknown", "unknown", "opt-in", "unknown", "unknown"),
    "vercel": ("unknown", "unknown", "conditional", "unknown", "unknown"),
    "together": ("conditional", "forbidden", "opt-in", "conditional", "given"),
    "fireworks": ("conditional", "forbidden", "opt-in", "conditional", "required"),
    "perplexity": ("conditional", "forbidden", "no", "silent", "given"),
    "openrouter": ("unknown", "forbidden", "conditional", "conditional", "required"),
    "replicate": ("conditional", "conditional", "conditional", "for-a-time", "required"),
    "stability": ("conditional", "forbidden", "opt-out", "unbounded", "required"),
    "fal": ("conditional", "forbidden", "conditional", "unbounded", "required"),
    "cloudflare": ("unknown", "unknown", "opt-in", "conditional", "given"),
    "huggingface-inference": ("silent", "silent", "no", "conditional", "required"),
    "deepinfra": ("unknown", "unknown", "no", "conditional", "unknown"),
}


def terms_of(knowledge: StoredKnowledge, host: str) -> LicenseTerms:
    service = knowledge.service(host)
    assert service is not None
    assert service.terms is not None, f"{host} has no terms"
    terms = knowledge.license(service.terms)
    assert terms is not None
    return terms


@pytest.mark.parametrize("host", HOSTS)
def test_what_a_host_says(real: StoredKnowledge, host: str) -> None:
    terms = terms_of(real, host)
    assert terms.kind == "provider-terms"
    assert tuple(terms.answer(question).word for question in QUESTIONS) == HOSTS[host]


@pytest.mark.parametrize(
    ("host", "days"),
    [
        ("openai", 30),
        ("anthropic", 30),
        ("mistral", 30),
        ("xai", 30),
        ("gemini-api", 55),
        ("replicate", 1),
        ("cohere", 30),
    ],
)
def test_for_how_long_inputs_are_kept(real: StoredKnowledge, host: str, days: int) -> None:
    assert terms_of(real, host).answer("inputs-retained").days == days


def test_a_length_of_time_has_its_days(real: StoredKnowledge) -> None:
    for license_id in real.ids("license"):
        terms = real.license(license_id)
        assert terms is not None
        kept = terms.answer("inputs-retained")
        assert (kept.word != "for-a-time") or kept.days, license_id


def test_the_makers_own_terms_are_not_the_clouds(real: StoredKnowledge) -> None:
    """Claude behind Bedrock is under Amazon's terms, though Amazon points to Anthropic's."""
    assert terms_of(real, "bedrock").steward == "amazon"
    assert terms_of(real, "anthropic").steward == "anthropic"
    assert "50.12.1" in (terms_of(real, "bedrock").answer("outputs-train-other-models").when or "")


@pytest.mark.parametrize(
    ("host", "word"),
    [
        ("bedrock", "conditional"),
        ("vertex", "conditional"),
        ("replicate", "conditional"),
        ("meta", "forbidden"),
        ("mistral", "forbidden"),
        ("fal", "unknown"),
        ("fireworks", "silent"),
    ],
)
def test_a_host_limits_military_use_in_its_policies_too(real: StoredKnowledge, host: str, word: str) -> None:
    assert terms_of(real, host).answer("military-use").word == word
