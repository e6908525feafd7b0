"""Copies that may not be passed on."""

import pytest

from auditor.policy.policy import Distribution
from auditor.rules.license import redistribution_limited
from tests.unit.frozen import graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one

SHUT = "LicenseRef-self-hosted-only"


@pytest.mark.parametrize("what", [Distribution.APPLICATION, Distribution.WEIGHTS])
def test_copies_leave_the_house(what: Distribution) -> None:
    finding = only(redistribution_limited, one(SHUT), doing(distribution=what))
    assert (finding.severity, finding.action, finding.policy_key) == ("high", "fail", "use.distribution")
    assert finding.message == "copies of acme/one may not be passed on"
    assert clauses(finding) == [f"{SHUT} 1: redistribution"]
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_none_leaves_it_or_nothing_is_said() -> None:
    assert told(redistribution_limited, one(SHUT), doing(distribution=Distribution.NONE)) == []
    assert told(redistribution_limited, one(SHUT), doing(hosting=True)) == []
    assert told(redistribution_limited, one(SHUT), SILENT) == []


def test_a_free_branch_and_an_unknown_licence() -> None:
    ours = doing(distribution=Distribution.WEIGHTS)
    assert told(redistribution_limited, one(f"MIT OR {SHUT}"), ours) == []
    assert told(redistribution_limited, graph([use("acme/one")]), ours) == []


def test_an_application_need_not_hold_the_data_so_it_warns() -> None:
    assert told(
        redistribution_limited, one(SHUT, "dataset:huggingface/acme/data"), doing(distribution=Distribution.APPLICATION)
    ) == [
        "medium warn: copies of acme/data may not be passed on; whether what you pass on holds any, the policy does not say"
    ]


def test_nobody_holds_what_runs_behind_an_endpoint() -> None:
    service = graph([use("service:bare/y")], [licensed("service:bare/y", SHUT)])
    assert told(redistribution_limited, service, doing(distribution=Distribution.WEIGHTS)) == []
