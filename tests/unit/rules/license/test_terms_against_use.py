"""Every ban and duty meets the policy's `use:` block: it applies, it does not, or the policy does not say."""

from typing import Any

import pytest

from auditor.domain.evidence import Location, Unresolved
from auditor.knowledge.base import Details
from auditor.policy.policy import Distribution, LicenseSection, Otherwise, Policy, Use, UseByPath
from auditor.rules.base import Rule
from auditor.rules.license import (
    attribution_duty,
    business_excluded,
    contaminated_data,
    hosting_limited,
    inherited_terms,
    looser_than_parent,
    modification_limited,
    naming_duty,
    non_commercial,
    not_allowed,
    notice_duty,
    output_training,
    provider_terms,
    redistribution_limited,
    region_excluded,
    revenue_threshold,
    share_alike,
    terminable,
    unresolved_name,
    use_not_stated,
    use_restriction,
    user_threshold,
)
from tests.unit.frozen import FakeKnowledge, edge, graph, licensed, use
from tests.unit.rules.judging import told

SHIP, WEIGHTS, NONE = Distribution.APPLICATION, Distribution.WEIGHTS, Distribution.NONE


def levels(rule: Rule, expression: str, **said: Any) -> list[str]:
    """`critical fail` for each finding about a component under a licence, with this use."""
    found = rule.check(
        graph([use("acme/one")], [licensed("acme/one", expression)]), Policy(name="test", use=Use(**said))
    )
    return [f"{finding.severity} {finding.action}" for finding in found]


@pytest.mark.parametrize(
    ("rule", "license", "applies", "applies_not", "level"),
    [
        (non_commercial, "CC-BY-NC-4.0", {"commercial": True}, {"commercial": False}, "critical fail"),
        (
            region_excluded,
            "LicenseRef-no-eu",
            {"regions": ("DE",), "domicile": ("US",)},
            {"regions": ("US",), "domicile": ("US",)},
            "critical fail",
        ),
        (region_excluded, "LicenseRef-no-eu", {"domicile": ("GB",)}, {"domicile": ("JP",)}, "critical fail"),
        (
            user_threshold,
            "LicenseRef-llama",
            {"monthly_active_users": 700_000_001},
            {"monthly_active_users": 700_000_000},
            "high fail",
        ),
        (
            revenue_threshold,
            "LicenseRef-small-firms",
            {"annual_revenue_usd": 1_000_000},
            {"annual_revenue_usd": 999_999},
            "high fail",
        ),
        (hosting_limited, "LicenseRef-self-hosted-only", {"hosting": True}, {"hosting": False}, "high fail"),
        (
            redistribution_limited,
            "LicenseRef-self-hosted-only",
            {"distribution": SHIP},
            {"distribution": NONE},
            "high fail",
        ),
        (
            modification_limited,
            "LicenseRef-self-hosted-only",
            {"modification": True},
            {"modification": False},
            "high fail",
        ),
        (
            output_training,
            "LicenseRef-self-hosted-only",
            {"train_on_outputs": True},
            {"train_on_outputs": False},
            "high fail",
        ),
        (
            business_excluded,
            "LicenseRef-self-hosted-only",
            {"business": ("model-as-a-service",)},
            {"business": ()},
            "high fail",
        ),
        (
            use_restriction,
            "LicenseRef-self-hosted-only",
            {"business": ("military",)},
            {"business": ()},
            "critical fail",
        ),
        (
            attribution_duty,
            "LicenseRef-llama",
            {"hosting": True},
            {"hosting": False, "distribution": NONE},
            "medium warn",
        ),
        (notice_duty, "LicenseRef-llama", {"distribution": WEIGHTS}, {"distribution": NONE}, "medium warn"),
        (
            naming_duty,
            "LicenseRef-llama",
            {"modification": True, "hosting": True},
            {"modification": False},
            "medium warn",
        ),
        (share_alike, "AGPL-3.0-only", {"distribution": SHIP}, {"distribution": NONE, "hosting": False}, "high warn"),
    ],
)
def test_it_applies_and_its_twin_does_not(
    rule: Rule, license: str, applies: dict[str, Any], applies_not: dict[str, Any], level: str
) -> None:
    assert levels(rule, license, **applies) == [level]
    assert levels(rule, license, **applies_not) == []
    assert levels(rule, "MIT", **applies) == []


@pytest.mark.parametrize(
    ("rule", "license", "applies"),
    [
        (non_commercial, "CC-BY-NC-4.0", {"commercial": True}),
        (region_excluded, "LicenseRef-no-eu", {"domicile": ("FR",)}),
        (user_threshold, "LicenseRef-llama", {"monthly_active_users": 10**9}),
        (hosting_limited, "LicenseRef-self-hosted-only", {"hosting": True}),
    ],
)
def test_nobody_is_accused_who_may_choose_another_licence(rule: Rule, license: str, applies: dict[str, Any]) -> None:
    assert levels(rule, f"{license} OR MIT", **applies) == []
    assert levels(rule, f"{license} AND MIT", **applies) != []


def test_a_ban_on_commerce_asks_a_policy_that_says_nothing() -> None:
    found = told(non_commercial, graph([use("acme/one")], [licensed("acme/one", "CC-BY-NC-4.0")]))
    assert found == [
        "critical warn: acme/one may not be used commercially; the policy does not say whether your use is commercial"
    ]


@pytest.mark.parametrize(
    ("license", "words"),
    [
        ("LicenseRef-llama", ["more than 700,000,000 monthly active users"]),
        ("LicenseRef-small-firms", ["at least USD 1,000,000 of annual revenue"]),
        ("LicenseRef-no-eu", ["where you are established (nothing is granted in EU, GB, KR)"]),
        ("LicenseRef-self-hosted-only", ["whether others reach it over a network", "whether copies are passed on"]),
    ],
)
def test_what_the_policy_leaves_open_is_asked_and_never_passes(license: str, words: list[str]) -> None:
    (text,) = told(use_not_stated, graph([use("acme/one")], [licensed("acme/one", license)]))
    assert text.startswith("medium warn: acme/one: the policy does not say ")
    assert all(word in text for word in words)


def test_a_policy_that_says_all_leaves_nothing_open() -> None:
    said = Use(
        commercial=True,
        hosting=False,
        distribution=NONE,
        modification=False,
        train_on_outputs=False,
        monthly_active_users=1,  # type: ignore[arg-type]
        annual_revenue_usd=1,  # type: ignore[arg-type]
        domicile=("US",),
        regions=("US",),
        business=(),
    )
    for license in ("LicenseRef-llama", "LicenseRef-small-firms", "LicenseRef-no-eu", "LicenseRef-self-hosted-only"):
        there = graph([use("acme/one")], [licensed("acme/one", license)])
        assert told(use_not_stated, there, Policy(name="test", use=said)) == []


@pytest.mark.parametrize(("modalities", "count"), [(("text",), 0), (("text", "image"), 1), ((), 1)])
def test_a_region_that_is_closed_to_multimodal_models_is_open_to_text(modalities: tuple[str, ...], count: int) -> None:
    known = FakeKnowledge(details={"model:huggingface/meta/vision": Details(modalities=modalities)})
    there = graph([use("meta/vision")], [licensed("meta/vision", "LicenseRef-llama-vision")], knowledge=known)
    assert len(told(region_excluded, there, Policy(name="test", use=Use(domicile=("DE",))))) == count


def test_one_repository_may_hold_several_products() -> None:
    there = graph(
        [use("acme/one", "shop/app.py"), use("acme/one", "study/try.py")], [licensed("acme/one", "CC-BY-NC-4.0")]
    )
    policy = Policy(name="test", use=Use(commercial=True, paths=(UseByPath(match="study/**", commercial=False),)))
    (found,) = non_commercial.check(there, policy)
    assert [place.path for place in found.locations] == ["shop/app.py"]
    only_study = graph([use("acme/one", "study/try.py")], [licensed("acme/one", "CC-BY-NC-4.0")])
    assert told(non_commercial, only_study, policy) == []


def test_lists_of_licences() -> None:
    there = graph([use("acme/one")], [licensed("acme/one", "CC-BY-NC-4.0 OR CC-BY-SA-4.0")])

    def with_lists(**lists: Any) -> list[str]:
        return told(not_allowed, there, Policy(name="test", license=LicenseSection(**lists)))

    assert with_lists(deny=("CC-BY-NC-*",)) == []  # the other one may be chosen
    assert with_lists(deny=("CC-BY-*",)) == ["high fail: acme/one: the policy denies CC-BY-NC-4.0"]
    assert with_lists(allow=("CC-BY-SA-4.0",), otherwise=Otherwise.DENY) == []
    assert len(with_lists(allow=("MIT",), otherwise=Otherwise.DENY)) == 1


def test_terms_come_down_with_the_weights_and_a_looser_card_changes_nothing() -> None:
    there = graph(
        [use("acme/tuned")],
        [
            licensed("acme/tuned", "MIT"),
            licensed("base/nc", "CC-BY-NC-4.0"),
            edge("acme/tuned", "fine-tuned-from", "acme/middle"),
            edge("acme/middle", "quantized-from", "base/nc"),
        ],
    )
    sold = Policy(name="test", use=Use(commercial=True))
    (text,) = told(inherited_terms, there, sold)
    assert text.startswith("critical fail: acme/tuned")
    assert "comes from base/nc, which may not be used commercially" in text
    (found,) = inherited_terms.check(there, sold)
    assert [step.component.name for step in found.chain] == ["our-app", "acme/tuned", "acme/middle", "base/nc"]
    assert len(told(looser_than_parent, there, sold)) == 1
    assert told(inherited_terms, there, Policy(name="test", use=Use(commercial=False))) == []


def test_a_child_under_its_parents_licence_inherits_nothing_new() -> None:
    there = graph(
        [use("acme/tuned")],
        [
            licensed("acme/tuned", "CC-BY-NC-4.0"),
            licensed("base/nc", "CC-BY-NC-4.0"),
            edge("acme/tuned", "fine-tuned-from", "base/nc"),
        ],
    )
    sold = Policy(name="test", use=Use(commercial=True))
    assert told(inherited_terms, there, sold) == told(looser_than_parent, there, sold) == []
    assert len(told(non_commercial, there, sold)) == 1


@pytest.mark.parametrize(("name", "count"), [("acme/csm-1b", 1), ("acme/Llama-csm-1b", 0)])
def test_our_own_model_must_bear_the_name_of_its_base(name: str, count: int) -> None:
    there = graph(
        [use(name, "models/README.md")],
        [
            licensed("meta/Llama-3.2-1B", "LicenseRef-llama"),
            edge(name, "fine-tuned-from", "meta/Llama-3.2-1B", own=True),
        ],
    )
    found = told(naming_duty, there, Policy(name="test", use=Use(distribution=WEIGHTS, modification=False)))
    assert len(found) == count
    assert all(text.startswith("high fail: acme/csm-1b") for text in found)


def test_what_data_may_taint_is_told_and_not_judged() -> None:
    there = graph(
        [use("acme/model")],
        [
            licensed("acme/model", "Apache-2.0"),
            licensed("dataset:huggingface/lab/data", "CC-BY-NC-4.0"),
            edge("acme/model", "trained-on", "dataset:huggingface/lab/data"),
        ],
    )
    sold = Policy(name="test", use=Use(commercial=True))
    (text,) = told(contaminated_data, there, sold)
    assert text.startswith("medium note: acme/model was trained on lab/data")
    assert told(contaminated_data, there, Policy(name="test", use=Use(commercial=False))) == []
    assert told(inherited_terms, there, sold) == []


def test_data_made_with_a_hosted_model_is_under_its_providers_terms() -> None:
    there = graph(
        [use("dataset:huggingface/lab/data")],
        [
            licensed("dataset:huggingface/lab/data", "MIT"),
            edge("dataset:huggingface/lab/data", "distilled-from", "service:openai/gpt-4"),
        ],
    )
    (text,) = told(provider_terms, there)
    assert text.startswith("medium warn: lab/data was made with outputs of gpt-4")
    assert "models that compete with the provider" in text
    written_by_people = graph([use("dataset:huggingface/lab/data")], [licensed("dataset:huggingface/lab/data", "MIT")])
    assert told(provider_terms, written_by_people) == []


def test_a_licence_that_may_end_by_itself() -> None:
    assert levels(terminable, "LicenseRef-self-hosted-only") == ["low note"]
    assert levels(terminable, "MIT") == []


def test_calls_without_a_name_are_told_once_with_all_their_places() -> None:
    calls = [
        Unresolved(location=Location("a.py", line), call="transformers.pipeline", expression="name", reason="argument")
        for line in (3, 9)
    ]
    (found,) = unresolved_name.check(graph([], unresolved=calls), Policy(name="test"))
    assert found.component is None
    assert [place.line for place in found.locations] == [3, 9]
    assert list(unresolved_name.check(graph([]), Policy(name="test"))) == []
