"""Hosted models to which one way leads, and no other."""

from collections.abc import Sequence

from auditor.domain.fact import Fact, SupportStatus
from auditor.graph.component_graph import ComponentGraph
from auditor.knowledge.base import Details, Peers
from auditor.policy.policy import Policy, Suppliers
from auditor.rules.concentration import single_path
from tests.unit.frozen import FakeKnowledge, edge, graph, supported, use
from tests.unit.rules.judging import PLAIN, told

MODEL, ELSEWHERE, ROUTER = "service:openai/gpt-x", "service:bare/gpt-x", "service:router/gpt-x"
ALONE = ["low note: gpt-x on OpenAI API: no other host is known to serve it, and there are no weights to hold"]


def hosted(*ids: str, facts: Sequence[Fact] = (), stated: Sequence[Fact] = ()) -> ComponentGraph:
    """A used model of a family that these ids belong to."""
    details = {MODEL: Details(family="gpt")}
    knowledge = FakeKnowledge(facts, details=details, peers=Peers(hosted={"gpt": ids}))
    return graph([use(MODEL)], stated, knowledge=knowledge)


def test_no_other_host() -> None:
    assert told(single_path, hosted(MODEL)) == ALONE


def test_a_host_of_another_owner_is_a_second_way() -> None:
    assert told(single_path, hosted(MODEL, ELSEWHERE)) == []


def test_another_id_of_the_same_host_and_who_passes_calls_on_are_none() -> None:
    assert told(single_path, hosted(MODEL, "service:openai/gpt-x-mini")) == ALONE
    assert told(single_path, hosted(MODEL, ROUTER)) == ALONE
    assert told(single_path, hosted(MODEL, "service:never-heard-of/gpt-x")) == ALONE


def test_one_that_has_ended_there_is_none() -> None:
    ended = supported(ELSEWHERE, SupportStatus.REMOVED)
    assert told(single_path, hosted(MODEL, ELSEWHERE, facts=[ended])) == ALONE


def test_weights_that_can_be_held_are_a_way() -> None:
    assert told(single_path, hosted(MODEL, stated=[edge(MODEL, "serves", "acme/open")])) == []


def test_what_has_ended_what_is_ones_own_and_what_is_of_no_known_family_are_not_told() -> None:
    assert told(single_path, hosted(MODEL, stated=[supported(MODEL, SupportStatus.REMOVED)])) == []
    assert told(single_path, graph([use(MODEL), use("acme/one")])) == []
    ours = Policy(name="test", suppliers=Suppliers(internal=("service:openai/*",)))
    assert told(single_path, hosted(MODEL), PLAIN) == ALONE
    assert told(single_path, hosted(MODEL), ours) == []
