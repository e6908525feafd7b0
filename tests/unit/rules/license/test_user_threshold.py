"""More users than the licence grants."""

import pytest

from auditor.rules.license import user_threshold
from tests.unit.frozen import graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import PRODUCT, SILENT, STUDY, chain, clauses, doing, one, paths

LLAMA = one("LicenseRef-llama")


def test_more_than_it_grants() -> None:
    finding = only(user_threshold, LLAMA, doing(monthly_active_users=800_000_000))
    assert (finding.severity, finding.action) == ("high", "fail")
    assert finding.message == (
        "acme/one: you have more than 700,000,000 monthly active users, "
        "so a licence of its own must be requested from the licensor"
    )
    assert finding.policy_key == "use.monthly-active-users"
    assert clauses(finding) == ["LicenseRef-llama 2: thresholds"]
    assert chain(finding) == ["our-app", "uses acme/one"]


@pytest.mark.parametrize("users", [0, 699_999_999, 700_000_000])
def test_up_to_the_number_it_says_nothing(users: int) -> None:
    assert told(user_threshold, LLAMA, doing(monthly_active_users=users)) == []


def test_one_more_is_more() -> None:
    assert len(told(user_threshold, LLAMA, doing(monthly_active_users=700_000_001))) == 1


def test_not_said_is_neither_more_nor_less() -> None:
    assert told(user_threshold, LLAMA, SILENT) == []


def test_a_name_to_be_shown_is_milder_than_a_licence_to_be_asked_for() -> None:
    large = one("LicenseRef-large-hosts")
    assert told(user_threshold, large, doing(commercial=True, monthly_active_users=200_000_000)) == [
        (
            "medium warn: acme/one: you have more than 100,000,000 monthly active users, "
            "so the model's name must be shown to users"
        )
    ]


def test_a_number_for_commercial_use_binds_nobody_else_and_where_it_is_sold_alone() -> None:
    built = graph(
        [use("acme/one", "study/a.py"), use("acme/one", "product/b.py")],
        [licensed("acme/one", "LicenseRef-large-hosts")],
    )
    assert told(user_threshold, built, doing(commercial=False, monthly_active_users=10**9)) == []
    finding = only(user_threshold, built, doing(STUDY, PRODUCT, monthly_active_users=10**9))
    assert paths(finding) == ["product/b.py"]


def test_a_free_branch() -> None:
    assert told(user_threshold, one("LicenseRef-llama OR MIT"), doing(monthly_active_users=10**9)) == []
