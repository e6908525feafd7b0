"""Clauses that look the same and differ in one word: held against figures on either side of the word."""

import pytest

from auditor.knowledge.store import StoredKnowledge
from auditor.policy.policy import Count, Use
from auditor.policy.thresholds import Reach, reach

KIMI, MINIMAX, MISTRAL = "kimi-k2-modified-mit", "minimax-m2-modified-mit", "mistral-modified-mit"
LLAMA, QWEN, HUNYUAN, HUNYUAN_3D = "llama3.1", "qwen", "tencent-hunyuan-large", "tencent-hunyuan-3d-2.0"
STABILITY, LFM, LTX = "stabilityai-ai-community", "lfm1.0", "ltx-2-community"


def reached(
    knowledge: StoredKnowledge, name: str, *, users: int | None = None, revenue: int | None = None
) -> dict[str, str]:
    """How each threshold of a licence stands to a company of this size that uses it commercially: metric → how."""
    use = Use(
        commercial=True,
        business=(),
        monthly_active_users=None if users is None else Count(users),
        annual_revenue_usd=None if revenue is None else Count(revenue),
    )
    terms = knowledge.license(name)
    assert terms is not None
    return {each.metric: reach(each, use).name for each in terms.answer("thresholds").thresholds}


@pytest.mark.parametrize(
    ("name", "users", "expected"),
    [
        (HUNYUAN_3D, 1_000_000, Reach.BELOW),
        (HUNYUAN_3D, 1_000_001, Reach.REACHED),
        (HUNYUAN, 1_000_001, Reach.BELOW),
        (HUNYUAN, 100_000_001, Reach.REACHED),
        (QWEN, 100_000_000, Reach.BELOW),
        (QWEN, 100_000_001, Reach.REACHED),
        (KIMI, 100_000_000, Reach.BELOW),
        (KIMI, 100_000_001, Reach.REACHED),
        (MINIMAX, 100_000_001, Reach.REACHED),
        (LLAMA, 100_000_001, Reach.BELOW),
        (LLAMA, 700_000_000, Reach.BELOW),
        (LLAMA, 700_000_001, Reach.REACHED),
    ],
)
def test_users_at_the_number_and_one_more(real: StoredKnowledge, name: str, users: int, expected: Reach) -> None:
    assert reached(real, name, users=users)["monthly-active-users"] == expected.name


@pytest.mark.parametrize(
    ("name", "revenue", "expected"),
    [
        (STABILITY, 1_000_000, Reach.BELOW),  # "more than", though the introduction says "less than" is free
        (STABILITY, 1_000_001, Reach.REACHED),
        (LFM, 9_999_999, Reach.BELOW),
        (LFM, 10_000_000, Reach.REACHED),  # "10M or more"
        (LTX, 9_999_999, Reach.BELOW),
        (LTX, 10_000_000, Reach.REACHED),  # "at least"
    ],
)
def test_more_than_is_not_at_least(real: StoredKnowledge, name: str, revenue: int, expected: Reach) -> None:
    assert reached(real, name, revenue=revenue)["annual-revenue"] == expected.name


@pytest.mark.parametrize(("name", "metric"), [(KIMI, "monthly-revenue"), (MISTRAL, "monthly-revenue")])
def test_revenue_of_a_month_is_not_told_by_that_of_a_year(real: StoredKnowledge, name: str, metric: str) -> None:
    assert reached(real, name, revenue=20_000_000)[metric] == "BELOW"
    assert reached(real, name, revenue=100_000_000)[metric] == "NOT_SAID"
    assert reached(real, name, revenue=240_000_001)[metric] == "REACHED"


def test_three_modified_mits_that_look_the_same(real: StoredKnowledge) -> None:
    """Kimi K2 counts a month's revenue of the product, MiniMax-M2 recurring revenue, Mistral that of the whole group."""
    answers = {}
    for name in (KIMI, MINIMAX, MISTRAL):
        terms = real.license(name)
        assert terms is not None
        answers[name] = terms.answer("thresholds").thresholds
    assert {name: [each.metric for each in found] for name, found in answers.items()} == {
        KIMI: ["monthly-active-users", "monthly-revenue"],
        MINIMAX: ["monthly-active-users", "annual-recurring-revenue"],
        MISTRAL: ["monthly-revenue"],
    }
    assert {name: {each.effect for each in found} for name, found in answers.items()} == {
        KIMI: {"display-name"},
        MINIMAX: {"display-name"},
        MISTRAL: {"rights-end"},
    }
    assert "consolidated" in (answers[MISTRAL][0].basis or "")
    assert all("products or services" in (each.basis or "") for each in answers[KIMI])


def test_minimax_dropped_the_number_with_a_release(real: StoredKnowledge) -> None:
    """M2 asks for the display above a size, M2.1 and M2.5 of everybody."""
    by_release = {}
    for name in (MINIMAX, "LicenseRef-minimax-m2.1-modified-mit", "LicenseRef-minimax-m2.5-modified-mit"):
        terms = real.license(name)
        assert terms is not None
        by_release[terms.answer("display-text").word] = terms.answer("thresholds").word
    assert by_release == {"MiniMax M2": "list", "MiniMax M2.1": "none", "MiniMax M2.5": "none"}


def test_who_uses_it_for_nothing_commercial_is_free_of_some_thresholds_only(real: StoredKnowledge) -> None:
    use = Use(commercial=False, monthly_active_users=Count(10**9), annual_revenue_usd=Count(10**9))
    free = {}
    for name in (LLAMA, QWEN, KIMI, HUNYUAN, STABILITY, LFM, LTX):
        terms = real.license(name)
        assert terms is not None
        free[name] = {reach(each, use).name for each in terms.answer("thresholds").thresholds} == {"NOT_CONCERNED"}
    assert free == {
        LLAMA: False, QWEN: True, KIMI: True, HUNYUAN: False, STABILITY: False, LFM: True, LTX: True,
    }  # fmt: skip


def test_outputs_belong_to_the_licensor_in_one_exaone_and_not_in_the_next(real: StoredKnowledge) -> None:
    older, newer = real.license("exaone-1.1-nc"), real.license("exaone-1.2-nc")
    assert older is not None
    assert newer is not None
    assert "outputs belong to the licensor" in (older.answer("outputs-restricted").when or "")
    assert "claims no rights" in (newer.answer("outputs-restricted").when or "")


@pytest.mark.parametrize("name", ["llama3.2", "llama4"])
def test_llamas_policy_takes_the_grant_and_not_the_use_of_a_product(real: StoredKnowledge, name: str) -> None:
    terms = real.license(name)
    assert terms is not None
    excluded = terms.answer("regions-excluded")
    assert (excluded.items, excluded.who, excluded.modality) == (("EU",), "domicile", "multimodal")
    assert "end users of a product" in (excluded.when or "")


@pytest.mark.parametrize("name", ["llama3.1", "llama3.2", "llama3.3", "llama4"])
def test_whether_a_name_in_the_middle_is_at_the_beginning_is_told_as_contested(
    real: StoredKnowledge, name: str
) -> None:
    terms = real.license(name)
    assert terms is not None
    assert terms.answer("name-prefix").words == "at the beginning of any such AI model name"
    assert "contested" in (terms.answer("name-prefix").note or "")


def test_an_earlier_text_of_flux_says_nothing_of_filters(real: StoredKnowledge) -> None:
    older = real.license("flux-1-dev-non-commercial")
    newer = real.license("LicenseRef-black-forest-labs-flux-1-dev-non-commercial-1.1.1")
    assert older is not None
    assert newer is not None
    assert "filter" not in (older.answer("outputs-restricted").when or "")
    assert "filter" in (newer.answer("outputs-restricted").when or "")
