"""What a README says of a model's licence, and what is known of it."""

import msgspec

from auditor.domain.evidence import LicenseRemark, Location
from auditor.domain.fact import Fact
from auditor.graph.component_graph import ComponentGraph
from auditor.knowledge.base import Details
from auditor.rules.license import claimed_otherwise
from tests.unit.frozen import FakeKnowledge, edge, graph, licensed, use
from tests.unit.rules.judging import only, told

MODEL, HOSTED = "model:huggingface/meta/llama-9", "service:bare/llama-9"
KNOWN = [licensed("meta/llama-9", "LicenseRef-llama")]


def says(license_: str, line: int = 3, subject: str = "llama-9") -> LicenseRemark:
    return LicenseRemark(location=Location("README.md", line), subject=subject, named="Llama 9", license=license_)


def tree(*remarks: LicenseRemark, name: str = "meta/llama-9", facts: list[Fact] | None = None) -> ComponentGraph:
    details = {MODEL: Details(family="llama-9")}
    built = graph([use(name)], KNOWN if facts is None else facts, knowledge=FakeKnowledge(KNOWN, details=details))
    return msgspec.structs.replace(built, remarks=remarks)


def test_a_sentence_that_is_wrong() -> None:
    finding = only(claimed_otherwise, tree(says("MIT"), says("MIT", 9)))
    assert finding.message == "Llama 9 is said to be under MIT; meta/llama-9 is under LicenseRef-llama"
    assert (finding.severity, finding.action, finding.about) == ("medium", "warn", "MIT")
    assert [str(place) for place in finding.locations] == ["README.md:3", "README.md:9"]


def test_each_wrong_licence_is_told() -> None:
    assert len(told(claimed_otherwise, tree(says("MIT"), says("Apache-2.0")))) == 2


def test_what_is_right_one_of_a_choice_and_another_family_say_nothing() -> None:
    assert told(claimed_otherwise, tree(says("LicenseRef-llama"))) == []
    choice: list[Fact] = [licensed("meta/llama-9", "MIT OR Apache-2.0")]
    assert told(claimed_otherwise, tree(says("MIT"), facts=choice)) == []
    assert told(claimed_otherwise, tree(says("MIT", subject="llama-8"))) == []
    assert told(claimed_otherwise, tree()) == []


def test_the_weights_behind_a_host_are_what_it_speaks_of() -> None:
    built = tree(says("MIT"), name=HOSTED, facts=[edge(HOSTED, "serves", "meta/llama-9"), *KNOWN])
    assert told(claimed_otherwise, built) == [
        "medium warn: Llama 9 is said to be under MIT; meta/llama-9 is under LicenseRef-llama"
    ]
    assert told(claimed_otherwise, tree(says("MIT"), name=HOSTED, facts=[])) == []


def test_against_a_guess_and_against_nothing_nothing_is_held() -> None:
    guess: list[Fact] = [licensed("meta/llama-9", "LicenseRef-llama", guess=True)]
    assert told(claimed_otherwise, tree(says("MIT"), facts=guess)) == []
    assert told(claimed_otherwise, tree(says("MIT"), facts=[])) == []
