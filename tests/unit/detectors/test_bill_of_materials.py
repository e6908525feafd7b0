"""CycloneDX and SPDX documents as a source of components."""

import json
from typing import Any

import pytest

from auditor.detectors import bill_of_materials, config_values
from auditor.domain.audit import Diagnostic
from auditor.domain.relationship import Relationship
from tests.unit.detectors.fakes import claims, occurrences, seen

LLAMA = "meta-llama/Llama-3.1-8B-Instruct"


def told(document: dict[str, Any], path: str = "bom.json") -> tuple[list[tuple[str, str | None]], list[str]]:
    """Components with versions, and edges."""
    found = claims(bill_of_materials, path, json.dumps(document, indent=1))
    edges = [f"{e.source} {e.type} {e.target}" for e in found if isinstance(e, Relationship)]
    return [(str(o.component), o.version) for o in occurrences(found)], edges


@pytest.mark.parametrize("version", ["1.4", "1.5", "1.6", "1.7"])
def test_cyclonedx(version: str) -> None:
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "metadata": {"component": {"type": "application", "name": "ours", "bom-ref": "x"}},
        "components": [
            {
                "type": "machine-learning-model",
                "bom-ref": "m",
                "name": "tuned",
                "group": "acme",
                "purl": "pkg:huggingface/acme/tuned@abc",
                "pedigree": {"ancestors": [{"type": "machine-learning-model", "name": LLAMA}]},
                "modelCard": {"modelParameters": {"datasets": [{"ref": "d"}, {"type": "dataset", "name": "a/b"}]}},
                "licenses": [{"license": {"id": "MIT"}}],
            },
            {"type": "data", "bom-ref": "d", "name": "yahma/alpaca-cleaned"},
            {"type": "library", "name": "Transformers", "version": "4.1", "purl": "pkg:pypi/transformers@4.44.0"},
            {"type": "library", "name": "requests", "purl": "pkg:pypi/requests@1"},
            {
                "type": "framework",
                "name": "outer",
                "components": [{"type": "library", "name": "openai", "purl": "pkg:npm/openai@4.0.0"}],
            },
            {"type": "machine-learning-model", "name": "in-house"},
        ],
    }
    components, edges = told(document)
    assert components == [
        ("model:huggingface/acme/tuned", "abc"),
        ("dataset:huggingface/yahma/alpaca-cleaned", None),
        ("library:pypi/transformers", "4.44.0"),
        ("library:npm/openai", "4.0.0"),
        ("model:unknown/in-house", None),
    ]
    assert edges == [
        f"model:huggingface/acme/tuned fine-tuned-from model:huggingface/{LLAMA}",
        "model:huggingface/acme/tuned trained-on dataset:huggingface/yahma/alpaca-cleaned",
        "model:huggingface/acme/tuned trained-on dataset:huggingface/a/b",
    ]


def test_spdx_2() -> None:
    document = {
        "spdxVersion": "SPDX-2.3",
        "packages": [
            {
                "SPDXID": "a",
                "name": "vllm",
                "versionInfo": "0.6",
                "externalRefs": [
                    {"referenceType": "cpe23Type", "referenceLocator": "x"},
                    {"referenceType": "purl", "referenceLocator": "pkg:pypi/vllm@0.6.0"},
                ],
            },
            {
                "SPDXID": "b",
                "name": "x",
                "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:huggingface/acme/x"}],
            },
            {
                "SPDXID": "c",
                "name": "y",
                "externalRefs": [{"referenceType": "purl", "referenceLocator": f"pkg:huggingface/{LLAMA}"}],
            },
        ],
        "relationships": [
            {"spdxElementId": "b", "relationshipType": "DESCENDANT_OF", "relatedSpdxElement": "c"},
            {"spdxElementId": "b", "relationshipType": "CONTAINS", "relatedSpdxElement": "a"},
        ],
    }
    assert told(document, "app.spdx.json") == (
        [
            ("library:pypi/vllm", "0.6.0"),
            ("model:huggingface/acme/x", None),
            (f"model:huggingface/{LLAMA}", None),
        ],
        [f"model:huggingface/acme/x fine-tuned-from model:huggingface/{LLAMA}"],
    )


def test_spdx_3() -> None:
    document = {
        "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
        "@graph": [
            {"type": "ai_AIPackage", "spdxId": "m", "name": LLAMA, "software_packageVersion": "1"},
            {"type": "dataset_DatasetPackage", "spdxId": "d", "name": "yahma/alpaca-cleaned"},
            {"type": "software_Package", "spdxId": "p", "name": "o", "software_packageUrl": "pkg:pypi/openai@1.2.3"},
            {"type": "Relationship", "from": "m", "relationshipType": "trainedOn", "to": ["d", "nobody"]},
            {"type": "Person", "name": "Somebody"},
        ],
    }
    assert told(document, "a.spdx3.jsonld") == (
        [
            (f"model:huggingface/{LLAMA}", "1"),
            ("dataset:huggingface/yahma/alpaca-cleaned", None),
            ("library:pypi/openai", "1.2.3"),
        ],
        [f"model:huggingface/{LLAMA} trained-on dataset:huggingface/yahma/alpaca-cleaned"],
    )


def test_places() -> None:
    text = '{"bomFormat": "CycloneDX",\n "components": [\n  {"name": "z",\n   "purl": "pkg:pypi/openai@1"}]}'
    assert seen(bill_of_materials, "bom.json", text) == [("library:pypi/openai", 4)]


def test_such_a_document_is_no_configuration() -> None:
    text = json.dumps({"bomFormat": "CycloneDX", "components": [{"model": "gpt-4o", "name": "x"}]})
    assert seen(config_values, "bom.json", text) == []
    assert seen(config_values, "bom.json", '{"model": "gpt-4o"}') == [("service:openai/gpt-4o", 1)]


@pytest.mark.parametrize(
    "document",
    [
        {"bomFormat": "CycloneDX"},
        {"bomFormat": "CycloneDX", "components": {"a": 1}, "metadata": []},
        {"bomFormat": "CycloneDX", "components": [1, None, {"type": 3, "purl": 4, "name": 5}, {"purl": "pkg:"}]},
        {"spdxVersion": "SPDX-2.2", "packages": [{"externalRefs": "x"}], "relationships": [{}]},
        {"@context": "https://spdx.org/rdf/3.0.1/x", "@graph": [{"type": ["a"]}, {"to": [1], "from": {}}]},
        {"bomFormat": "CycloneDX", "components": [{"type": "machine-learning-model", "name": " "}]},
    ],
)
def test_odd_documents_list_nothing(document: dict[str, Any]) -> None:
    assert told(document) == ([], [])


def test_a_broken_document_is_one_diagnostic() -> None:
    [found] = claims(bill_of_materials, "bom.json", '{"bomFormat": "CycloneDX", "components": [')
    assert isinstance(found, Diagnostic)
    assert found.code == "unparsable"


def test_deep_nesting_ends() -> None:
    inner: dict[str, Any] = {"name": "x"}
    for _ in range(30):
        inner = {"components": [inner, {"purl": "pkg:pypi/openai"}]}
    components, _ = told({"bomFormat": "CycloneDX", **inner})
    assert 0 < len(components) <= 20
