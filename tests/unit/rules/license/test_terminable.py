"""A licence that may end, or change, although nobody broke it."""

from auditor.rules.license import terminable
from tests.unit.frozen import edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import chain, clauses, one


def test_who_gave_it_may_end_it() -> None:
    finding = only(terminable, one("LicenseRef-self-hosted-only"))
    assert (finding.severity, finding.action, finding.policy_key) == ("low", "note", None)
    assert finding.message == "acme/one: who gave the licence may end it although nothing was breached"
    assert clauses(finding) == ["LicenseRef-self-hosted-only 1: termination-without-breach"]
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_several_ways_in_one_sentence() -> None:
    assert told(terminable, one("LicenseRef-self-hosted-only AND LicenseRef-on-request")) == [
        "low note: acme/one: who gave the licence may end it although nothing was breached and revoke it"
    ]


def test_a_lasting_grant_a_free_branch_a_service_and_an_unknown_licence() -> None:
    assert told(terminable, one("MIT")) == []
    assert told(terminable, one("LicenseRef-self-hosted-only OR MIT")) == []
    assert told(terminable, graph([use("service:openai/gpt-x")])) == []
    assert told(terminable, graph([use("acme/one")])) == []


def test_what_was_made_from_it_stands_on_the_same_goodwill() -> None:
    built = graph(
        [use("acme/lora")],
        [licensed("base/x", "LicenseRef-on-request"), edge("acme/lora", "adapter-of", "base/x")],
    )
    finding = only(terminable, built)
    assert finding.message == "acme/lora: who gave the licence may revoke it"
    assert chain(finding)[-1] == "adapter-of base/x"
