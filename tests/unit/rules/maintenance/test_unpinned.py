"""A name alone: what it stands for may change."""

import msgspec

from auditor.domain.evidence import Technique
from auditor.domain.fact import SupportStatus
from auditor.knowledge.base import Details
from auditor.rules.maintenance import unpinned
from tests.unit.frozen import FakeKnowledge, graph, supported, use
from tests.unit.rules.judging import only, told


def test_only_the_places_that_leave_it_open_are_shown() -> None:
    sha = "a" * 40
    built = graph([use("acme/one", line=3), use("acme/one", line=9, version=sha), use("acme/two", version=sha)])
    assert told(unpinned, built) == [
        "low note: acme/one is fetched without a revision; what its name stands for may change"
    ]
    finding = only(unpinned, built)
    assert [str(place) for place in finding.locations] == ["app.py:3"]
    assert finding.policy_key == "maintenance.unpinned"


def test_a_branch_is_no_pin_and_a_commit_or_a_version_is() -> None:
    built = graph([use("acme/one", line=2, version="main"), use("acme/one", line=3, version="fp16")])
    assert told(unpinned, built) == ["low note: acme/one is fetched at fp16, main, which may be another state tomorrow"]
    for version in ("9c925d6", "9c925d64d72725edaf899c6cb9c377fd0709d9c5", "v1.2", "2024-08-06"):
        assert told(unpinned, graph([use("acme/one", version=version)])) == []


def test_a_hosted_model_is_pinned_by_the_date_in_its_name() -> None:
    built = graph([use("service:openai/gpt-x"), use("service:openai/gpt-x-2026-08-06")])
    assert told(unpinned, built) == [
        "low note: gpt-x on OpenAI API is called by a name without a date; the host may let another version answer"
    ]


def test_a_name_that_is_known_to_move_is_said_to() -> None:
    name = "service:openai/gpt-latest"
    knowledge = FakeKnowledge(details={name: Details(floating="gpt-x-2026-08-06")})
    assert told(unpinned, graph([use(name)], knowledge=knowledge)) == [
        "low note: gpt-latest on OpenAI API is a name that moves; it pointed to gpt-x-2026-08-06 when last looked up"
    ]


def test_packages_and_files_have_other_ways_of_being_pinned() -> None:
    assert told(unpinned, graph([use("library:pypi/transformers"), use("file:tree/models/x.gguf")])) == []


def test_what_is_only_asked_about_has_no_place_that_could_pin_it() -> None:
    assert told(unpinned, graph([use("acme/one", technique=Technique.ATTESTATION)])) == []


def test_what_is_gone_cannot_change_any_more() -> None:
    assert told(unpinned, graph([use("acme/one")], [supported("acme/one", SupportStatus.REMOVED)])) == []


def test_a_model_of_the_tree_is_called_by_its_title() -> None:
    ours = use("model:tree/.", path="README.md")
    titled = msgspec.structs.replace(ours, literal="acme/poster-lora", technique=Technique.ATTESTATION)
    assert told(unpinned, graph([titled, use("model:tree/.")])) == [
        "low note: acme/poster-lora is fetched without a revision; what its name stands for may change"
    ]
