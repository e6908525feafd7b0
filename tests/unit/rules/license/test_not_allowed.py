"""Licences that the policy denies, or does not allow."""

from typing import Any

from auditor.policy.policy import LicenseSection, Otherwise, Policy
from auditor.rules.license import not_allowed
from tests.unit.frozen import graph, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import chain, one


def listing(**keys: Any) -> Policy:
    return Policy(name="test", license=LicenseSection(**keys))


STRICT = listing(allow=("MIT", "Apache-*"), otherwise=Otherwise.DENY)


def test_a_licence_on_the_deny_list() -> None:
    finding = only(not_allowed, one("CC-BY-NC-4.0"), listing(deny=("cc-by-nc-*",)))
    assert (finding.severity, finding.action, finding.policy_key) == ("high", "fail", "license.deny")
    assert finding.message == "acme/one: the policy denies CC-BY-NC-4.0"
    assert (finding.about, chain(finding)) == ("CC-BY-NC-4.0", ["our-app", "uses acme/one"])


def test_another_licence_passes() -> None:
    assert told(not_allowed, one("MIT"), listing(deny=("CC-BY-NC-*",))) == []
    assert told(not_allowed, one("CC-BY-NC-4.0"), listing()) == []


def test_an_alias_is_the_licence_too_and_an_exception_stands_on_the_allow_list() -> None:
    assert len(told(not_allowed, one("llama3.1"), listing(deny=("llama3.1",)))) == 1
    assert told(not_allowed, one("CC-BY-4.0"), listing(deny=("CC-*",), allow=("CC-BY-4.0",))) == []


def test_a_strict_list_denies_what_it_does_not_name() -> None:
    finding = only(not_allowed, one("AGPL-3.0-only"), STRICT)
    assert finding.message == "acme/one: AGPL-3.0-only is not on the policy's list of allowed licences"
    assert finding.policy_key == "license.otherwise"
    assert told(not_allowed, one("Apache-2.0"), STRICT) == []


def test_one_allowed_branch_is_enough_and_all_that_holds_together_must_be_allowed() -> None:
    assert told(not_allowed, one("AGPL-3.0-only OR MIT"), STRICT) == []
    assert len(told(not_allowed, one("AGPL-3.0-only AND MIT"), STRICT)) == 1
    assert told(not_allowed, one("AGPL-3.0-only OR MIT"), listing(deny=("AGPL-*",))) == []
    assert len(told(not_allowed, one("AGPL-3.0-only AND MIT"), listing(deny=("AGPL-*",)))) == 1


def test_what_is_denied_by_name_is_told_so_under_a_strict_list_too() -> None:
    both = listing(allow=("MIT",), deny=("AGPL-*",), otherwise=Otherwise.DENY)
    assert told(not_allowed, one("AGPL-3.0-only"), both) == ["high fail: acme/one: the policy denies AGPL-3.0-only"]


def test_an_unknown_licence_is_for_another_rule() -> None:
    assert told(not_allowed, graph([use("acme/one")]), STRICT) == []
