"""Model and dataset cards."""

import pytest

from auditor.detectors import model_card
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import Occurrence
from auditor.domain.fact import LicenseFact
from auditor.domain.relationship import Relationship
from tests.unit.detectors.fakes import claims, seen
from tests.unit.license_texts.samples import KNOWN, OPEN


def edges(text: str) -> list[tuple[str, str, str]]:
    found = claims(model_card, "models/mine/README.md", text)
    return [(str(e.source), e.type.value, str(e.target)) for e in found if isinstance(e, Relationship)]


def licenses(text: str, path: str = "models/mine/README.md") -> list[tuple[str, str]]:
    return [
        (str(each.component), each.expression)
        for each in claims(model_card, path, text)
        if isinstance(each, LicenseFact)
    ]


def test_a_card_with_licence_base_model_and_datasets() -> None:
    text = """\
---
license: apache-2.0
library_name: peft
base_model: mistralai/Mistral-7B-v0.1
datasets:
- HuggingFaceH4/ultrachat_200k
- squad
---
# Mine
"""
    own = "model:tree/models/mine"
    assert licenses(text) == [(own, "apache-2.0")]
    assert edges(text) == [
        (own, "adapter-of", "model:huggingface/mistralai/Mistral-7B-v0.1"),
        (own, "trained-on", "dataset:huggingface/HuggingFaceH4/ultrachat_200k"),
        (own, "trained-on", "dataset:huggingface/squad"),
    ]
    assert seen(model_card, "README.md", text) == [
        ("model:tree/.", 9),
        ("model:huggingface/mistralai/Mistral-7B-v0.1", 4),
        ("dataset:huggingface/HuggingFaceH4/ultrachat_200k", 6),
        ("dataset:huggingface/squad", 7),
    ]


@pytest.mark.parametrize(
    ("head", "body", "name", "line"),
    [
        ("license: mit\ntags: [a]", "\nSome words.\n\n## Tug 7B  \n\n# Not this\n", "Tug 7B", 8),
        ("license: mit\ntags: [a]", "#hashtag\n####### seven\n", "mine", 1),
        ("license: mit\nmodel_name: Tug", "# Another\n", "Tug", 3),
        ("license: mit\ntags: [a]", "\n" * 50 + "# Far below\n", "mine", 1),
    ],
)
def test_the_model_of_a_card_is_a_component_by_the_name_that_the_card_gives_it(
    head: str, body: str, name: str, line: int
) -> None:
    own, *_ = claims(model_card, "models/mine/README.md", f"---\n{head}\n---\n{body}")
    assert isinstance(own, Occurrence)
    assert (str(own.component), own.literal, own.location.line) == ("model:tree/models/mine", name, line)
    assert (own.role, own.version) == ("implied", None)


def test_where_the_licence_stands_is_told_with_it() -> None:
    def link(text: str) -> str | None:
        [fact] = [
            each for each in claims(model_card, "m/README.md", f"---\n{text}\n---\n") if isinstance(each, LicenseFact)
        ]
        return fact.origin.url

    assert link("license: other\nlicense_link: https://example.org/a/blob/main/L\ntags: [a]") == (
        "https://example.org/a/blob/main/L"
    )
    assert link("license: other\nlicense_link: LICENSE\ntags: [a]") is None
    assert link("license: other\nlicense_link: [1, {a: b}]\ntags: [a]") is None
    assert link("license: other\ntags: [a]") is None


@pytest.mark.parametrize(
    ("relation", "edge"),
    [
        ("adapter", "adapter-of"),
        ("merge", "merged-from"),
        ("quantized", "quantized-from"),
        ("finetune", "fine-tuned-from"),
        ("odd", "fine-tuned-from"),
    ],
)
def test_the_card_says_how_it_was_made(relation: str, edge: str) -> None:
    text = f"---\nlicense: mit\nbase_model: acme/base\nbase_model_relation: {relation}\n---\n"
    assert [each[1] for each in edges(text)] == [edge]


def test_two_bases_and_the_tag_merge() -> None:
    text = "---\nlicense: mit\nbase_model: [acme/one, acme/two]\ntags: [merge]\n---\n"
    assert [each[1] for each in edges(text)] == ["merged-from", "merged-from"]


def test_other_is_a_licence_by_its_name() -> None:
    text = "---\nlicense: other\nlicense_name: acme-licence\nbase_model: acme/one\n---\n"
    assert licenses(text) == [("model:tree/models/mine", "acme-licence")]
    assert licenses("---\nlicense: other\nbase_model: acme/one\n---\n") == [("model:tree/models/mine", "other")]


def test_a_dataset_card_speaks_of_a_dataset() -> None:
    text = "---\nlicense: cc-by-4.0\ntask_categories: [text-generation]\n---\n"
    assert licenses(text, "README.md") == [("dataset:tree/.", "cc-by-4.0")]


@pytest.mark.parametrize(
    "text",
    [
        "# A program\n\nlicense: mit\n",
        "---\ntitle: A post\nlayout: post\n---\nbase_model: acme/x\n",
        "---\ntitle: Docs\nlicense: mit\n---\n",
        "---\n- a\n- b\n---\n",
        "---\nno end\n",
        "---\n---\n",
        "",
    ],
)
def test_other_texts_are_no_cards(text: str) -> None:
    assert claims(model_card, "docs/README.md", text) == []


def test_a_broken_head_is_one_diagnostic() -> None:
    [claim] = claims(model_card, "README.md", "---\nlicense: [\n---\n")
    assert isinstance(claim, Diagnostic)
    assert claims(model_card, "notes.md", "---\na: [\n---\n") == []


def test_values_of_another_shape_are_passed_over() -> None:
    text = "---\nlicense: {a: b}\nbase_model: [1, {x: y}, ./local, acme/ok]\ndatasets: {x: y}\n---\n"
    assert [each[2] for each in edges(text)] == ["model:huggingface/acme/ok"]


@pytest.mark.parametrize(
    ("head", "change", "expected"),
    [
        ("license: other", "", "harbour-open at 13"),
        ("license: mit", "", "mit at 2"),
        ("license: other", "but not to merchants ", "other at 2"),
    ],
)
def test_a_licence_that_stands_in_the_body(
    head: str, change: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.license_texts.identification.shipped", lambda: KNOWN)
    text = OPEN.replace("as long as", f"{change}as long as")
    body = f"# Tug\n\n## License\n\n{text}\n## Use\n\nFor tugs only.\n"
    found = claims(model_card, "tug/README.md", f"---\n{head}\ntags: [a]\n---\n{body}")
    told = [
        f"{each.expression} at {each.location.line}"
        for each in found
        if isinstance(each, LicenseFact) and each.location
    ]
    assert told == [expected]
