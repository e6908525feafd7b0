"""Names that mislead: one name for several texts, several names for one, and names that mean another text."""

import pytest

from tests.unit.knowledge.real_licenses import answer, licenses, meant_by

HUB_TAGS = (
    "apache-2.0 mit openrail bigscience-openrail-m creativeml-openrail-m bigscience-bloom-rail-1.0 bigcode-openrail-m "
    "afl-3.0 artistic-2.0 bsl-1.0 bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear c-uda cc cc0-1.0 cc-by-2.0 "
    "cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nd-4.0 "
    "cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cdla-sharing-1.0 "
    "cdla-permissive-1.0 cdla-permissive-2.0 wtfpl ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2 agpl-3.0 gfdl "
    "gpl gpl-2.0 gpl-3.0 lgpl lgpl-2.1 lgpl-3.0 isc h-research intel-research lppl-1.3c ms-pl apple-ascl apple-amlr "
    "mpl-2.0 odc-by odbl openmdw-1.0 openmdw-1.1 openrail++ osl-3.0 postgresql ofl-1.1 ncsa unlicense zlib pddl "
    "lgpl-lr deepfloyd-if-license fair-noncommercial-research-license llama2 llama3 llama3.1 llama3.2 llama3.3 llama4 "
    "grok2-community gemma"
).split()


def test_the_hub_has_eighty_three_tags_of_which_two_name_no_licence() -> None:
    assert len({*HUB_TAGS, "unknown", "other"}) == 83


@pytest.mark.parametrize("tag", HUB_TAGS)
def test_every_tag_of_the_hub_that_names_a_licence_is_known(tag: str) -> None:
    assert meant_by(tag) is not None


@pytest.mark.parametrize(
    "name", ["other", "unknown", "modified-mit", "tencent-hunyuan-community", "exaone", "flux-non-commercial-license"]
)
def test_a_name_used_for_several_texts_means_none_of_them(name: str) -> None:
    assert meant_by(name) is None


@pytest.mark.parametrize(
    ("tag", "texts"),
    [
        ("openrail", ("bigscience-open-rail-m", "bigscience-open-rail-m2", "stable-diffusion-2022-08-22")),
        ("bsd", ("bsd-simplified", "bsd-new")),
        ("gpl", ("gpl-2.0", "gpl-3.0")),
        ("lgpl", ("lgpl-2.1", "lgpl-3.0")),
    ],
)
def test_a_family_tag_answers_only_what_its_texts_have_in_common(tag: str, texts: tuple[str, ...]) -> None:
    members = [record for record in licenses().values() if record.scancode in texts]
    assert len(members) == len(texts)
    family = meant_by(tag)
    assert family is not None
    for question in licenses()[family].answers:
        word = answer(family, question).word
        assert word == "unknown" or {member.answers[question].word for member in members} == {word}, question


def test_the_tag_cc_says_nothing_on_commercial_use() -> None:
    assert answer("LicenseRef-hub-cc", "commercial-use").word == "unknown"


@pytest.mark.parametrize(
    ("scancode", "tag"),
    [
        ("bigscience-open-rail-m2", "openrail++"),
        ("stable-diffusion-2022-08-22", "creativeml-openrail-m"),
        ("bigscience-rail-1.0", "bigscience-bloom-rail-1.0"),
        ("bigscience-open-rail-m", "bigscience-openrail-m"),
        ("bigcode-open-rail-m-v1", "bigcode-openrail-m"),
        ("llama-4-cla-2025", "llama4"),
    ],
)
def test_scancodes_keys_that_sound_like_another_licence(scancode: str, tag: str) -> None:
    [record] = [record for record in licenses().values() if record.scancode == scancode]
    assert meant_by(tag) == record.id


def test_scancodes_llama_4_license_2025_is_the_policy_and_no_licence() -> None:
    assert "llama-4-license-2025" not in {record.scancode for record in licenses().values()}


@pytest.mark.parametrize(
    "license_id",
    [
        "LicenseRef-meta-llama-3",
        "LicenseRef-mistral-ai-mnpl-0.1",
        "LicenseRef-mistral-ai-mrl-0.1",
        "LicenseRef-liquid-ai-lfm1.0",
        "LicenseRef-xai-grok2-community",
        "LicenseRef-tii-falcon-180b",
        "LicenseRef-tii-falcon-3",
        "LicenseRef-moonshot-ai-kimi-k3",
        "LicenseRef-apple-amlr",
        "LicenseRef-meta-sam",
        "LicenseRef-meta-dinov3",
    ],
)
def test_texts_that_scancode_does_not_have_are_known_all_the_same(license_id: str) -> None:
    assert licenses()[license_id].scancode is None


@pytest.mark.parametrize("record", licenses().values(), ids=licenses().keys())
def test_an_id_after_scancode_names_scancodes_key(record: object) -> None:
    license_id, scancode = record.id, record.scancode  # type: ignore[attr-defined]  # ids and records are made together
    if license_id.startswith("LicenseRef-scancode-"):
        assert scancode == license_id.removeprefix("LicenseRef-scancode-")


def test_boosts_licence_is_not_the_business_source_licence() -> None:
    assert meant_by("bsl-1.0") == "BSL-1.0"
    assert meant_by("Boost Software License 1.0") == "BSL-1.0"
    assert meant_by("Business Source License 1.1") == "BUSL-1.1"


@pytest.mark.parametrize("name", ["MIT", "mit", "MIT License"])
def test_mit_is_never_a_modified_mit(name: str) -> None:
    assert meant_by(name) == "MIT"


def test_each_dated_text_of_gemma_stands_for_itself() -> None:
    dated = sorted(name for name in licenses() if "gemma-tou" in name)
    assert dated == [
        "LicenseRef-google-gemma-tou-2024-02-21",
        "LicenseRef-scancode-gemma-tou-2024-04-01",
        "LicenseRef-scancode-gemma-tou-2025-03-24",
    ]
    assert meant_by("gemma") == "LicenseRef-scancode-gemma-tou-2025-03-24"


@pytest.mark.parametrize(
    ("name", "license_id"),
    [
        ("llama3", "LicenseRef-meta-llama-3"),
        ("llama3.1", "LicenseRef-scancode-llama-3.1-license-2024"),
        ("llama3.2", "LicenseRef-scancode-llama-3.2-license-2024"),
        ("llama3.3", "LicenseRef-scancode-llama-3.3-license-2024"),
        ("mnpl", "LicenseRef-mistral-ai-mnpl-0.1"),
        ("mrl", "LicenseRef-mistral-ai-mrl-0.1"),
        ("qwen", "LicenseRef-scancode-qwen-2024"),
        ("qwen-research", "LicenseRef-alibaba-qwen-research"),
        ("qwen-community-1.0", "LicenseRef-alibaba-qwen-community-1.0"),
        ("qwen3.8-max", "LicenseRef-alibaba-qwen3.8-max"),
        ("kimi-k3", "LicenseRef-moonshot-ai-kimi-k3"),
        ("glm-5.3", "LicenseRef-zhipu-glm-5.3"),
        ("k-exaone", "LicenseRef-lg-k-exaone"),
        ("falcon-llm-license", "LicenseRef-tii-falcon-3"),
        ("yi-license", "LicenseRef-01-ai-yi-2.1"),
        ("dinov3-license", "LicenseRef-meta-dinov3"),
        ("sam-license", "LicenseRef-meta-sam"),
        ("coqui-public-model-license", "LicenseRef-coqui-cpml-1.0"),
        ("jamba-open-model-license", "LicenseRef-ai21-jamba-open-model"),
        ("faipl-1.0-sd", "LicenseRef-scancode-fair-ai-public-1.0-sd"),
    ],
)
def test_spellings_of_license_name_lead_to_their_text(name: str, license_id: str) -> None:
    assert meant_by(name) == license_id


def test_enough_licences_for_models_and_content() -> None:
    classics = {"Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Unlicense", "Zlib", "MPL-2.0", "NCSA"}
    assert len(licenses().keys() - classics) >= 110
