"""Copyleft licences that cannot be kept at once."""

from auditor.domain.fact import Fact
from auditor.graph.component_graph import ComponentGraph
from auditor.rules.license import incompatible_share_alike
from tests.unit.frozen import edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import chain, clauses


def merged(own: str, *parents: str) -> ComponentGraph:
    facts: list[Fact] = [licensed("acme/merge", own)]
    for index, expression in enumerate(parents):
        name = f"parent/{index}"
        facts += [licensed(name, expression), edge("acme/merge", "merged-from", name)]
    return graph([use("acme/merge")], facts)


def test_two_that_each_want_themselves() -> None:
    finding = only(incompatible_share_alike, merged("MIT", "CC-BY-SA-4.0", "AGPL-3.0-only"))
    assert (finding.severity, finding.action) == ("high", "fail")
    assert finding.message == "acme/merge would have to be under AGPL-3.0-only and CC-BY-SA-4.0 at once"
    assert clauses(finding) == ["AGPL-3.0-only 13: share-alike", "CC-BY-SA-4.0 1: share-alike"]
    assert chain(finding) == ["our-app", "uses acme/merge", "merged-from parent/1"]


def test_one_alone_or_the_same_twice_can_be_kept() -> None:
    assert told(incompatible_share_alike, merged("MIT", "AGPL-3.0-only", "MIT")) == []
    assert told(incompatible_share_alike, merged("MIT", "AGPL-3.0-only", "AGPL-3.0-only")) == []


def test_a_text_may_call_another_one_compatible() -> None:
    assert told(incompatible_share_alike, merged("MIT", "AGPL-3.0-only", "GPL-3.0-only")) == []
    assert len(told(incompatible_share_alike, merged("MIT", "CC-BY-SA-4.0", "GPL-3.0-only"))) == 1


def test_the_components_own_copyleft_counts_too() -> None:
    assert told(incompatible_share_alike, merged("CC-BY-SA-4.0", "AGPL-3.0-only")) == [
        "high fail: acme/merge would have to be under AGPL-3.0-only and CC-BY-SA-4.0 at once"
    ]


def test_a_parent_that_leaves_a_choice_is_met_by_the_offer_that_fits() -> None:
    assert told(incompatible_share_alike, merged("MIT", "CC-BY-SA-4.0 OR MIT", "AGPL-3.0-only")) == []
    assert told(incompatible_share_alike, merged("MIT", "CC-BY-SA-4.0 OR AGPL-3.0-only", "AGPL-3.0-only")) == []
    stuck = merged("MIT", "CC-BY-SA-4.0 OR AGPL-3.0-only", "GPL-3.0-only AND CC-BY-SA-4.0")
    assert len(told(incompatible_share_alike, stuck)) == 1


def test_an_unknown_parent_asks_nothing_that_we_know_of() -> None:
    assert told(incompatible_share_alike, merged("MIT", "AGPL-3.0-only", "other")) == []
