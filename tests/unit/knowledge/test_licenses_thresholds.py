"""Thresholds that look the same and differ in metric, operator, number, currency, who counts, when, or effect."""

import pytest

from tests.unit.knowledge.real_licenses import answer, licenses, told

ROWS = [
    # licence, metric, operator, value, unit, effect
    ("scancode-llama-3.1-license-2024", "monthly-active-users", ">", 700e6, None, "request-license"),
    ("scancode-qwen-2024", "monthly-active-users", ">", 100e6, None, "request-license"),
    ("tencent-hunyuan-large", "monthly-active-users", ">", 100e6, None, "request-license"),
    ("tencent-hunyuan-community", "monthly-active-users", ">", 100e6, None, "request-license"),
    ("scancode-tencent-hunyuan-3d-2.0-cla", "monthly-active-users", ">", 1e6, None, "request-license"),
    ("scancode-hyperclova-x-seed-2025", "monthly-active-users", ">", 10e6, None, "request-license"),
    ("scancode-playground-v2-community", "monthly-active-users", ">", 1e6, None, "request-license"),
    ("scancode-moonshot-ai-modified-mit-2025", "monthly-revenue", ">", 20e6, "USD", "display-name"),
    ("minimax-m2-modified-mit", "annual-recurring-revenue", ">", 30e6, "USD", "display-name"),
    ("mistral-ai-modified-mit", "monthly-revenue", ">", 20e6, "USD", "rights-end"),
    ("moonshot-ai-kimi-k3", "annual-revenue", ">", 20e6, "USD", "request-license"),
    ("alibaba-qwen3.8-max", "annual-revenue", ">", 50e6, "USD", "request-license"),
    ("zhipu-glm-5.3", "annual-revenue", ">", 10e9, "USD", "request-license"),
    ("scancode-stability-ai-community-2024", "annual-revenue", ">", 1e6, "USD", "rights-end"),
    ("liquid-ai-lfm1.0", "annual-revenue", ">=", 10e6, "USD", "rights-end"),
    ("lightricks-ltx-2-community", "annual-revenue", ">=", 10e6, "USD", "paid-license"),
    ("scancode-bilibili-model-ula-2025-09-09", "annual-revenue", ">", 1e9, "CNY", "request-license"),
    ("zhipu-cogvideox", "visits", ">", 1e6, None, "paid-license"),
    ("baichuan-baichuan2-community", "daily-active-users", ">=", 1e6, None, "request-license"),
]


@pytest.mark.parametrize(("name", "metric", "operator", "value", "unit", "effect"), ROWS, ids=str)
def test_a_threshold_word_for_word(
    name: str, metric: str, operator: str, value: float, unit: str | None, effect: str
) -> None:
    found = answer(f"LicenseRef-{name}", "thresholds").thresholds
    assert (metric, operator, value, unit, effect) in {
        (each.metric, each.operator, each.value, each.unit, each.effect) for each in found
    }


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("scancode-moonshot-ai-modified-mit-2025", 2),
        ("minimax-m2-modified-mit", 2),
        ("mistral-ai-modified-mit", 1),
        ("moonshot-ai-kimi-k3", 3),
        ("alibaba-qwen-community-1.0", 2),
        ("alibaba-qwen3.8-max", 3),
        ("scancode-bilibili-model-ula-2025-09-09", 2),
    ],
)
def test_how_many_thresholds_a_text_has(name: str, count: int) -> None:
    assert len(answer(f"LicenseRef-{name}", "thresholds").thresholds) == count


@pytest.mark.parametrize(
    ("name", "measured"),
    [
        ("meta-llama-3", "2024-04-18"),
        ("scancode-llama-3.1-license-2024", "2024-07-23"),
        ("scancode-llama-3.2-license-2024", "2024-09-25"),
        ("scancode-llama-3.3-license-2024", "2024-12-06"),
        ("scancode-llama-4-cla-2025", "2025-04-05"),
        ("tencent-hunyuan-large", "2024-11-05"),
        ("scancode-qwen-2024", "at any time"),
        ("mistral-ai-modified-mit", "the preceding month"),
    ],
)
def test_llama_is_measured_once_and_qwen_at_any_time(name: str, measured: str) -> None:
    assert answer(f"LicenseRef-{name}", "thresholds").thresholds[0].measured == measured


def test_llama_counts_affiliates_and_hunyuan_does_not() -> None:
    [llama] = answer("LicenseRef-scancode-llama-3.1-license-2024", "thresholds").thresholds
    [hunyuan] = answer("LicenseRef-tencent-hunyuan-large", "thresholds").thresholds
    assert "affiliates" in (llama.basis or "")
    assert "affiliates" not in (hunyuan.basis or "")


def test_mistral_counts_the_employers_revenue_and_kimi_that_of_the_product() -> None:
    [mistral] = answer("LicenseRef-mistral-ai-modified-mit", "thresholds").thresholds
    kimi = answer("LicenseRef-scancode-moonshot-ai-modified-mit-2025", "thresholds").thresholds
    assert "employer" in (mistral.basis or "")
    assert all("products or services" in (each.basis or "") for each in kimi)


def test_ltx_2_counts_the_group_and_ltxv_the_entity() -> None:
    [new] = answer("LicenseRef-lightricks-ltx-2-community", "thresholds").thresholds
    [old] = answer("LicenseRef-scancode-ltxv-owl-2025-05-05", "thresholds").thresholds
    assert "affiliates" in (new.basis or "")
    assert old.basis == "the entity"


@pytest.mark.parametrize(
    ("name", "territory"),
    [
        ("tencent-hunyuan-large", ("EU",)),
        ("tencent-hunyuan-community", ("EU", "GB", "KR")),
        ("scancode-tencent-hunyuan-3d-2.0-cla", ("EU", "GB", "KR")),
    ],
)
def test_hunyuans_territory_differs_by_text(name: str, territory: tuple[str, ...]) -> None:
    assert answer(f"LicenseRef-{name}", "regions-excluded").items == territory


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("alibaba-qwen-community-1.0", ("model-as-a-service", "ai-work-assistant")),
        ("alibaba-qwen3.8-max", ("model-as-a-service", "ai-work-assistant")),
        ("zhipu-glm-5.3", ("model-as-a-service",)),
        ("moonshot-ai-kimi-k3", ("model-as-a-service",)),
        ("scancode-hyperclova-x-seed-2025", ("competitor",)),
        ("lightricks-ltx-2-community", ("competitor",)),
    ],
)
def test_tests_of_the_kind_of_business(name: str, kinds: tuple[str, ...]) -> None:
    assert answer(f"LicenseRef-{name}", "business-excluded").items == kinds


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("scancode-stability-ai-community-2024", "exactly 1,000,000 is undefined"),
        ("liquid-ai-lfm1.0", "exactly 10,000,000 is unclear"),
    ],
)
def test_a_number_that_the_text_leaves_open_is_told(name: str, note: str) -> None:
    assert note in told(f"LicenseRef-{name}", "thresholds")


def test_money_has_a_currency_and_people_have_none() -> None:
    for record in licenses().values():
        for threshold in record.answers["thresholds"].thresholds:
            money = "revenue" in threshold.metric or threshold.metric == "total-funding"
            assert (threshold.unit is not None) == money, record.id
