"""What the terms turn on, and the policy leaves open."""

from auditor.policy.policy import Distribution
from auditor.rules.license import use_not_stated
from tests.unit.frozen import edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one

SAYS = "acme/one: the policy does not say"


def test_a_number_of_users() -> None:
    finding = only(use_not_stated, one("LicenseRef-llama"), SILENT)
    assert (finding.severity, finding.action) == ("medium", "warn")
    assert finding.message == f"{SAYS} whether you have more than 700,000,000 monthly active users"
    assert finding.policy_key == "use.monthly-active-users"
    assert clauses(finding) == ["LicenseRef-llama 2: thresholds"]
    assert (chain(finding), finding.about) == (["our-app", "uses acme/one"], "use.monthly-active-users")


def test_said_is_said_whichever_way() -> None:
    assert told(use_not_stated, one("LicenseRef-llama"), doing(monthly_active_users=5)) == []
    assert told(use_not_stated, one("LicenseRef-llama"), doing(monthly_active_users=10**9)) == []


def test_nothing_is_asked_where_one_branch_asks_nothing_or_nothing_is_known() -> None:
    assert told(use_not_stated, one("LicenseRef-llama OR MIT"), SILENT) == []
    assert told(use_not_stated, graph([use("acme/one")]), SILENT) == []


def test_where_we_are_and_then_where_our_users_are() -> None:
    built = one("LicenseRef-no-eu")
    assert told(use_not_stated, built, SILENT) == [
        f"medium warn: {SAYS} where you are established (nothing is granted in EU, GB, KR)"
    ]
    assert told(use_not_stated, built, doing(domicile=("US",))) == [
        f"medium warn: {SAYS} where your users are (nothing is granted in EU, GB, KR)"
    ]
    assert told(use_not_stated, built, doing(domicile=("US",), regions=("US",))) == []
    assert told(use_not_stated, one("LicenseRef-no-eu-firms"), doing(domicile=("US",), monthly_active_users=5)) == []


def test_what_is_excluded_already_is_not_asked_again() -> None:
    assert told(use_not_stated, one("LicenseRef-no-eu"), doing(regions=("EU",))) == []
    assert told(use_not_stated, one("LicenseRef-no-eu"), doing(domicile=("DE",))) == []


def test_all_that_one_component_asks_stands_in_one_finding_and_what_weighs_most_first() -> None:
    finding = only(use_not_stated, one("LicenseRef-self-hosted-only"), SILENT)
    assert finding.message == (
        f"{SAYS} whether others reach it over a network, nor whether copies are passed on, "
        "nor what kind of business you are in (nothing is granted for competitors of shut, model as a service), "
        "nor whether you change it, nor whether you train other models on what it says"
    )
    assert finding.policy_key == "use.hosting"


def test_what_concerns_few_is_a_note() -> None:
    ours = doing(hosting=False, distribution=Distribution.NONE, business=())
    assert told(use_not_stated, one("LicenseRef-self-hosted-only"), ours) == [
        f"low note: {SAYS} whether you change it, nor whether you train other models on what it says"
    ]


def test_of_a_service_only_what_one_can_do_with_it_is_asked() -> None:
    built = graph([use("service:bare/y")], [licensed("service:bare/y", "LicenseRef-self-hosted-only")])
    assert told(use_not_stated, built, doing(business=(), hosting=False)) == [
        "low note: y: the policy does not say whether you train other models on what it says"
    ]


def test_a_currency_and_a_figure_that_no_key_can_tell_are_always_asked() -> None:
    finding = only(use_not_stated, one("LicenseRef-euro"), doing(annual_revenue_usd=5))
    assert finding.message == f"{SAYS} whether you have more than EUR 1,000,000 of annual revenue"
    assert finding.policy_key is None


def test_a_number_for_some_asks_whether_we_are_among_them_once_it_is_reached() -> None:
    built = one("LicenseRef-large-hosts")
    rich = {"annual_revenue_usd": 50_000_000, "monthly_active_users": 200_000_000}
    assert told(use_not_stated, built, doing(**rich)) == [
        (
            f"medium warn: {SAYS} whether you are in a business of model as a service, "
            "with more than USD 20,000,000 of annual revenue, "
            "nor whether your use is commercial, with more than 100,000,000 monthly active users"
        )
    ]
    assert told(use_not_stated, built, doing(commercial=False, business=(), **rich)) == []
    assert told(use_not_stated, built, doing(annual_revenue_usd=5, monthly_active_users=5)) == []


def test_the_base_asks_too() -> None:
    built = graph(
        [use("acme/tuned")],
        [
            licensed("acme/tuned", "MIT"),
            licensed("meta/base", "LicenseRef-llama"),
            edge("acme/tuned", "fine-tuned-from", "meta/base"),
        ],
    )
    finding = only(use_not_stated, built, SILENT)
    assert finding.message == (
        "acme/tuned, made from meta/base: the policy does not say "
        "whether you have more than 700,000,000 monthly active users"
    )
    assert chain(finding) == ["our-app", "uses acme/tuned", "fine-tuned-from meta/base"]
