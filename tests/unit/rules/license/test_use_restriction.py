"""Forbidden uses, and who has to be told of them."""

from auditor.policy.policy import Distribution
from auditor.rules.license import use_restriction
from tests.unit.frozen import edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one

ALONE = doing(hosting=False, distribution=Distribution.NONE)


def test_a_list_that_has_to_be_passed_on() -> None:
    finding = only(use_restriction, one("LicenseRef-llama"), doing(hosting=True))
    assert (finding.severity, finding.action, finding.policy_key) == ("medium", "warn", "use.hosting")
    assert finding.message == (
        "acme/one: its terms list forbidden uses, "
        "which you must pass on to those who get it from you or reach it over a network"
    )
    assert clauses(finding) == [
        "LicenseRef-llama 1: use-restrictions",
        "LicenseRef-llama 1: use-restrictions-flow-down",
    ]
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_a_list_for_ourselves_alone_or_for_we_do_not_know_whom() -> None:
    assert told(use_restriction, one("LicenseRef-llama"), ALONE) == [
        "low note: acme/one: its terms list forbidden uses"
    ]
    assert told(use_restriction, one("LicenseRef-llama"), SILENT) == [
        (
            "low note: acme/one: its terms list forbidden uses, "
            "to be passed on if others get it from you or reach it over a network"
        )
    ]


def test_military_use() -> None:
    armed = doing(business=("military",))
    finding = only(use_restriction, one("LicenseRef-self-hosted-only"), armed)
    assert (finding.severity, finding.action, finding.policy_key) == ("critical", "fail", "use.business")
    assert finding.message == "acme/one: military use is forbidden by its terms"
    assert told(use_restriction, one("LicenseRef-on-request"), armed) == [
        "medium warn: acme/one: military use is allowed under conditions only by its terms"
    ]


def test_of_two_licences_that_hold_together_the_one_that_forbids_counts() -> None:
    both = one("LicenseRef-on-request AND LicenseRef-self-hosted-only")
    assert told(use_restriction, both, doing(business=("military",)))[0].startswith("critical fail")


def test_no_military_business_or_none_said() -> None:
    assert told(use_restriction, one("LicenseRef-self-hosted-only"), doing(business=("hosting-api",))) == []
    assert told(use_restriction, one("LicenseRef-self-hosted-only"), SILENT) == []


def test_no_list_a_free_branch_and_an_unknown_licence() -> None:
    assert told(use_restriction, one("MIT"), doing(hosting=True)) == []
    assert told(use_restriction, one("LicenseRef-llama OR MIT"), doing(hosting=True)) == []
    assert told(use_restriction, graph([use("acme/one")]), doing(hosting=True, business=("military",))) == []


def test_the_bases_list_comes_down_with_its_weights() -> None:
    built = graph(
        [use("acme/lora")],
        [
            licensed("acme/lora", "MIT"),
            licensed("meta/base", "LicenseRef-llama"),
            edge("acme/lora", "adapter-of", "meta/base"),
        ],
    )
    assert chain(only(use_restriction, built, doing(hosting=True))) == [
        "our-app",
        "uses acme/lora",
        "adapter-of meta/base",
    ]
