"""Clauses that are unclear or contradict each other, and clauses outside the licence that change the grant."""

import pytest

from tests.unit.knowledge.real_licenses import answer, licenses, told

R = "LicenseRef-"


@pytest.mark.parametrize(
    ("license_id", "question", "word", "says"),
    [
        (f"{R}scancode-llama-license-2023", "outputs-train-other-models", "conditional", "arguably"),
        (f"{R}meta-sam", "share-alike", "required", ""),
        (f"{R}scancode-gemma-tou-2025-03-24", "hosting", "conditional", "every API user is unclear"),
        (f"{R}scancode-gemma-tou-2025-03-24", "outputs-train-other-models", "conditional", "unclear whether"),
        (f"{R}scancode-stability-ai-community-2024", "indemnity", "required", "in violation"),
        (f"{R}scancode-flux-1-nc", "outputs-restricted", "yes", "contradicts itself"),
        (f"{R}black-forest-labs-flux-non-commercial-2.0", "outputs-restricted", "yes", "contradicts itself"),
        (f"{R}xai-grok2-community", "outputs-restricted", "yes", "contradicts itself"),
        (f"{R}tii-falcon-180b", "use-restrictions-flow-down", "required", "it stands in section 9"),
        (f"{R}scancode-exaone-ai-model-1.1-nc", "redistribution", "conditional", "contradicts itself"),
        (f"{R}lg-exaone-1.2-nc", "redistribution", "conditional", "contradicts itself"),
        (f"{R}scancode-exaone-ai-model-1.1-nc", "termination-without-breach", "yes", "reach is unclear"),
        (f"{R}lg-exaone-1.2-nc", "termination-without-breach", "yes", "reach is unclear"),
        (f"{R}lg-k-exaone", "revocable", "no", "7.1 lets it be revoked"),
        (f"{R}lg-k-exaone", "share-alike", "conditional", "is unclear"),
        (f"{R}tencent-hunyuan-large", "display-text", "none", "encouraged, not required"),
        (f"{R}tencent-hunyuan-community", "display-text", "none", "encouraged, not required"),
        (f"{R}scancode-tencent-hunyuan-3d-2.0-cla", "display-text", "none", "encouraged, not required"),
        (f"{R}zhipu-chatglm2", "commercial-use", "allowed", "README, not in the licence"),
        (f"{R}cohere-c4ai-cc-by-nc-4.0", "use-restrictions", "external-policy", "contestable"),
        ("CC-BY-NC-4.0", "commercial-use", "forbidden", "internal use by a business is unsettled"),
        ("ODC-By-1.0", "share-alike", "conditional", "the text is not for derivative databases"),
    ],
)
def test_what_is_unclear_is_told_with_the_answer(license_id: str, question: str, word: str, says: str) -> None:
    assert answer(license_id, question).word == word
    assert says in told(license_id, question)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("minimax-model-license", "the two contradict each other"),
        ("xai-grok2-community", "An earlier text of August 2025"),
        ("liquid-ai-lfm1.0", "a similarity matcher may take it for that"),
        ("cohere-c4ai-cc-by-nc-4.0", "hides the policy"),
        ("01-ai-yi-2.1", "Superseded"),
        ("lightricks-ltx-2-community", "an earlier text"),
    ],
)
def test_what_is_unclear_of_a_whole_text_stands_in_its_notes(name: str, said: str) -> None:
    assert said in " ".join(licenses()[f"{R}{name}"].notes)


@pytest.mark.parametrize(
    ("version", "regions"), [("3.1-license-2024", ()), ("3.2-license-2024", ("EU",)), ("4-cla-2025", ("EU",))]
)
def test_llamas_european_clause_stands_in_the_policy_alone(version: str, regions: tuple[str, ...]) -> None:
    found = answer(f"{R}scancode-llama-{version}", "regions-excluded")
    assert found.items == regions
    if regions:
        assert (found.modality, found.who) == ("multimodal", "domicile")
        assert "Acceptable Use Policy" in (found.clause or "")


@pytest.mark.parametrize(
    ("license_id", "trigger", "prefix", "text"),
    [
        (f"{R}meta-llama-3", "uses any of", "Llama 3", "Built with Meta Llama 3"),
        (f"{R}scancode-llama-3.1-license-2024", "contains", "Llama", "Built with Llama"),
    ],
)
def test_llama_3_asks_where_it_is_used_and_3_1_where_it_is_contained(
    license_id: str, trigger: str, prefix: str, text: str
) -> None:
    assert answer(license_id, "display-text").word == text
    assert answer(license_id, "name-prefix").word == prefix
    assert trigger in told(license_id, "display-text")


@pytest.mark.parametrize(
    ("name", "object_of_the_ban"),
    [
        ("scancode-llama-2-license-2023", "any other large language model"),
        ("meta-llama-3", "any other large language model"),
        ("databricks-open-model", "any other large language model"),
        ("tencent-hunyuan-large", "any other large language model"),
        ("tencent-hunyuan-community", "any other AI model"),
        ("scancode-stability-ai-community-2024", "foundational generative AI model"),
        ("scancode-playground-v2-community", "any other text-to-image model"),
        ("scancode-bilibili-model-ula-2025-09-09", "non-commercial AI models are excepted"),
        ("black-forest-labs-flux-non-commercial-2.0", "competes with a FLUX [dev] model"),
        ("lg-exaone-1.2-nc", "models that compete with the licensor's"),
    ],
)
def test_the_object_of_a_ban_on_training_is_kept(name: str, object_of_the_ban: str) -> None:
    assert answer(f"{R}{name}", "outputs-train-other-models").word == "forbidden"
    assert object_of_the_ban in told(f"{R}{name}", "outputs-train-other-models")


@pytest.mark.parametrize(
    "name",
    [
        "scancode-gemma-tou-2025-03-24",
        "scancode-deepseek-la-1.0",
        "scancode-bigscience-open-rail-m",
        "scancode-hyperclova-x-seed-2025",
        "01-ai-yi-2.1",
        "lightricks-ltx-2-community",
        "tencent-hunyuan-large",
        "tencent-hunyuan-community",
    ],
)
def test_a_distilled_model_is_a_derivative_only_when_made_to_perform_similarly(name: str) -> None:
    found = answer(f"{R}{name}", "distillation-is-derivative")
    assert found.word == "yes"
    assert "perform similarly" in (found.when or "")


@pytest.mark.parametrize("name", ["bigscience-open-rail-m", "bigscience-open-rail-m2", "stable-diffusion-2022-08-22"])
def test_a_rail_grant_is_irrevocable_and_yet_may_be_restricted_remotely(name: str) -> None:
    assert answer(f"{R}scancode-{name}", "revocable").word == "no"
    assert answer(f"{R}scancode-{name}", "unilateral-change").word == "yes"


def test_kimis_modified_mit_is_not_permissive() -> None:
    assert answer(f"{R}scancode-moonshot-ai-modified-mit-2025", "thresholds").thresholds
    assert answer("MIT", "thresholds").word == "none"


@pytest.mark.parametrize(
    "name",
    [
        "intel-research",
        "hcompany-h-research",
        "ai21-jamba-open-model",
        "minimax-community",
        "ai2-impact-lr",
    ],
)
def test_a_text_that_could_not_be_read_answers_nothing(name: str) -> None:
    words = {question: found.word for question, found in licenses()[f"{R}{name}"].answers.items()}
    assert words.pop("osi-approved") == "no"
    assert set(words.values()) == {"unknown"}


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        (f"{R}stability-ai-deepfloyd-if", "governing-law", "California"),
        (f"{R}scancode-chameleon-research-2024", "military-use", "forbidden"),
        (f"{R}scancode-stability-ai-nc-2023-12-06", "outputs-train-other-models", "conditional"),
        (f"{R}nvidia-nemotron-open-model", "indemnity", "required"),
        (f"{R}skywork-community", "military-use", "forbidden"),
        (f"{R}apple-ascl", "patent-grant", "no"),
        ("CC-BY-3.0", "unilateral-change", "no"),
    ],
)
def test_a_clause_that_is_easily_missed_is_answered(name: str, question: str, expected: str) -> None:
    assert answer(name, question).word == expected
