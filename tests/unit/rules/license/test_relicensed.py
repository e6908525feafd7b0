"""A licence was replaced by a stricter one on a known day."""

from datetime import date

from auditor.domain.fact import Fact
from auditor.graph.component_graph import ComponentGraph
from auditor.rules.license import relicensed
from tests.unit.frozen import TODAY, FakeKnowledge, edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import chain, clauses

DAY = date(2023, 8, 2)


def changed(before: str, now: str, *more: Fact, used: str = "acme/base", as_of: date = TODAY) -> ComponentGraph:
    stated = [
        licensed("acme/base", before, valid_to=date(2023, 8, 1)),
        licensed("acme/base", now, valid_from=DAY),
        *more,
    ]
    return graph([use(used)], stated, knowledge=FakeKnowledge(stated), as_of=as_of)


def test_a_model_that_became_non_commercial() -> None:
    finding = only(relicensed, changed("MIT", "CC-BY-NC-4.0"))
    assert (finding.severity, finding.action) == ("medium", "warn")
    assert finding.message == (
        "acme/base is under CC-BY-NC-4.0 since 2023-08-02, and was under MIT before: commercial use came in"
    )
    assert clauses(finding) == ["CC-BY-NC-4.0 1: commercial-use"]
    assert finding.about == "model:huggingface/acme/base 2023-08-02"


def test_a_mirror_of_it_that_still_says_otherwise() -> None:
    mirror: list[Fact] = [licensed("other/mirror", "MIT"), edge("other/mirror", "quantized-from", "acme/base")]
    finding = only(relicensed, changed("MIT", "CC-BY-NC-4.0", *mirror, used="other/mirror"))
    assert finding.message.startswith("acme/base, from which other/mirror was made, is under CC-BY-NC-4.0 since")
    assert chain(finding) == ["our-app", "uses other/mirror", "quantized-from acme/base"]


def test_looser_terms_the_same_terms_and_the_days_before_are_silent() -> None:
    assert told(relicensed, changed("CC-BY-NC-4.0", "MIT")) == []
    assert told(relicensed, changed("MIT", "Apache-2.0")) == []
    assert told(relicensed, changed("MIT", "CC-BY-NC-4.0", as_of=date(2023, 8, 1))) == []


def test_training_data_and_licences_without_a_history() -> None:
    data: list[Fact] = [licensed("other/child", "MIT"), edge("other/child", "trained-on", "acme/base")]
    assert told(relicensed, changed("MIT", "CC-BY-NC-4.0", *data, used="other/child")) == []
    assert told(relicensed, graph([use("acme/one")], [licensed("acme/one", "CC-BY-NC-4.0")])) == []
    assert told(relicensed, graph([use("acme/one")])) == []


def test_what_is_not_understood_is_no_comparison() -> None:
    assert told(relicensed, changed("my own words", "CC-BY-NC-4.0")) == []
    assert told(relicensed, changed("MIT", "my own words")) == []
