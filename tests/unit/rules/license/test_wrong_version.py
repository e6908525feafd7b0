"""One version of a maker's licence is stated, and the base is under another."""

from auditor.domain.fact import Fact
from auditor.graph.component_graph import ComponentGraph
from auditor.rules.license import wrong_version
from tests.unit.frozen import edge, graph, licensed, made_by, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import chain


def made(own: str, base: str, *more: Fact) -> ComponentGraph:
    return graph(
        [use("acme/child")],
        [
            licensed("acme/child", own),
            licensed("meta/base", base),
            edge("acme/child", "fine-tuned-from", "meta/base"),
            *more,
        ],
    )


def test_the_licence_of_another_version() -> None:
    finding = only(wrong_version, made("llama3", "llama3.1"))
    assert (finding.severity, finding.action) == ("medium", "warn")
    assert finding.message == (
        "acme/child states LicenseRef-llama-old, though meta/base, from which it was made, is under the LicenseRef-llama"
    )
    assert chain(finding) == ["our-app", "uses acme/child", "fine-tuned-from meta/base"]


def test_the_same_version_another_makers_licence_and_a_choice() -> None:
    assert told(wrong_version, made("llama3.1", "llama3.1")) == []
    assert told(wrong_version, made("MIT", "llama3.1")) == []
    assert told(wrong_version, made("llama3 OR MIT", "llama3.1")) == []


def test_licences_that_are_written_for_all_have_no_base_version() -> None:
    assert told(wrong_version, made("CC-BY-4.0", "CC-BY-SA-4.0")) == []


def test_the_maker_may_move_its_own_model_to_a_new_version() -> None:
    assert told(wrong_version, made("llama3", "llama3.1", made_by("acme/child", "meta"))) == []


def test_an_unknown_licence_states_no_version() -> None:
    assert told(wrong_version, made("other", "llama3.1")) == []
    assert told(wrong_version, made("llama3", "other")) == []
