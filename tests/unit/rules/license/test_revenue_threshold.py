"""More revenue than the licence grants."""

import pytest

from auditor.rules.license import revenue_threshold
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one

SMALL = one("LicenseRef-small-firms")


def test_from_the_number_on_the_rights_end() -> None:
    finding = only(revenue_threshold, SMALL, doing(annual_revenue_usd=1_000_000))
    assert (finding.severity, finding.action) == ("high", "fail")
    assert finding.message == "acme/one: you have at least USD 1,000,000 of annual revenue, so the rights end"
    assert finding.policy_key == "use.annual-revenue-usd"
    assert clauses(finding) == ["LicenseRef-small-firms IV: thresholds"]
    assert chain(finding) == ["our-app", "uses acme/one"]


@pytest.mark.parametrize("revenue", [0, 999_999])
def test_below_it_says_nothing(revenue: int) -> None:
    assert told(revenue_threshold, SMALL, doing(annual_revenue_usd=revenue)) == []


def test_users_are_no_revenue_and_nothing_said_is_nothing() -> None:
    assert told(revenue_threshold, SMALL, doing(monthly_active_users=10**9)) == []
    assert told(revenue_threshold, SMALL, SILENT) == []


def test_another_currency_is_never_compared() -> None:
    assert told(revenue_threshold, one("LicenseRef-euro"), doing(annual_revenue_usd=10**12)) == []


def test_a_number_for_one_kind_of_business_binds_no_other() -> None:
    large = one("LicenseRef-large-hosts")
    rich = {"annual_revenue_usd": 50_000_000}
    assert told(revenue_threshold, large, doing(business=(), **rich)) == []
    assert told(revenue_threshold, large, doing(**rich)) == []
    assert told(revenue_threshold, large, doing(business=("model-as-a-service",), **rich)) == [
        (
            "high fail: acme/one: you have more than USD 20,000,000 of annual revenue, "
            "so a licence of its own must be requested from the licensor"
        )
    ]


def test_a_free_branch() -> None:
    assert told(revenue_threshold, one("LicenseRef-small-firms OR MIT"), doing(annual_revenue_usd=10**9)) == []
