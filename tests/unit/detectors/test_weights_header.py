"""Weights files in the tree: what they are, and what their headers say of licence and lineage."""

import io
from typing import Any

import pytest

from auditor.detectors import weights_header
from auditor.detectors.base import Claim
from auditor.domain.audit import Diagnostic
from auditor.domain.fact import LicenseFact
from auditor.domain.relationship import Relationship
from auditor.files.source_file import SourceFile
from auditor.files.weights.head import read_head
from auditor.knowledge.load import open_knowledge
from tests.unit.detectors.fakes import FakeKnowledge, occurrences
from tests.unit.files import weights


def claims(path: str, content: bytes) -> list[Claim]:
    head = read_head(io.BytesIO(content), path.rpartition("/")[2])
    return list(weights_header.detect(SourceFile(path, head, size=len(content)), FakeKnowledge()))


def told(found: list[Claim]) -> list[str]:
    """Licence and edges, in words."""
    words = []
    for claim in found:
        if isinstance(claim, LicenseFact):
            words.append(f"{claim.component} under {claim.expression}")
        elif isinstance(claim, Relationship):
            words.append(f"{claim.source} {claim.type} {claim.target}")
        elif isinstance(claim, Diagnostic):
            words.append(claim.code)
    return words


HUB = "https://huggingface.co/"


def test_a_quantised_mirror_says_what_it_was_made_from() -> None:
    found = claims(
        "models/llama-q4.gguf",
        weights.gguf(
            {
                "general.name": "Llama",
                "general.license": "llama3.1",
                "general.file_type": 15,
                "general.source.repo_url": HUB + "meta-llama/Llama-3.1-8B-Instruct",
                "general.base_model.count": 1,
                "general.base_model.0.name": "Llama 3.1 8B",
                "general.base_model.0.repo_url": HUB + "mistralai/Mistral-7B-v0.1",
                "general.datasets": ["yahma/alpaca-cleaned", "some text"],
            }
        ),
    )
    [seen] = occurrences(found)
    assert (str(seen.component), seen.location.line, seen.confidence, seen.technique) == (
        "file:tree/models/llama-q4.gguf",
        0,
        "high",
        "binary-analysis",
    )
    assert told(found) == [
        "file:tree/models/llama-q4.gguf under llama3.1",
        "file:tree/models/llama-q4.gguf quantized-from model:huggingface/meta-llama/Llama-3.1-8B-Instruct",
        "file:tree/models/llama-q4.gguf fine-tuned-from model:huggingface/mistralai/Mistral-7B-v0.1",
        "file:tree/models/llama-q4.gguf trained-on dataset:huggingface/yahma/alpaca-cleaned",
    ]


def test_several_parents_are_a_merge_and_an_adapter_is_an_adapter() -> None:
    parents: dict[str, Any] = {
        "general.base_model.0.organization": "mistralai",
        "general.base_model.0.name": "Mistral 7B v0.1",
        "general.base_model.1.repo_url": HUB + "meta-llama/Llama-3.1-8B-Instruct",
    }
    assert told(claims("a.gguf", weights.gguf(parents))) == [
        "file:tree/a.gguf merged-from model:huggingface/mistralai/Mistral-7B-v0.1",
        "file:tree/a.gguf merged-from model:huggingface/meta-llama/Llama-3.1-8B-Instruct",
    ]
    adapter = {"general.type": "adapter", "general.base_model.0.repo_url": HUB + "mistralai/Mistral-7B-v0.1"}
    assert told(claims("a.gguf", weights.gguf(adapter))) == [  # type: ignore[arg-type]  # texts are entries
        "file:tree/a.gguf adapter-of model:huggingface/mistralai/Mistral-7B-v0.1"
    ]


def test_a_name_alone_is_no_lineage() -> None:
    content = weights.gguf({"general.name": "Meta Llama 3.1 8B Instruct", "general.base_model.0.name": "Llama"})
    assert told(claims("a.gguf", content)) == []


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({"general.license": "other", "general.license.name": "acme-1"}, ["file:tree/a.gguf under acme-1"]),
        ({"general.license": "other"}, ["file:tree/a.gguf under other"]),
        ({"general.license": "MIT License"}, ["file:tree/a.gguf under MIT License"]),
        ({}, []),
    ],
)
def test_the_licence_of_a_gguf(entries: dict[str, Any], expected: list[str]) -> None:
    assert told(claims("a.gguf", weights.gguf(entries))) == expected


def test_an_adapter_for_pictures() -> None:
    content = weights.safetensors(
        {
            "modelspec.license": "CreativeML Open RAIL-M",
            "modelspec.architecture": "stable-diffusion-v1/lora",
            "ss_sd_model_name": "mistralai/Mistral-7B-v0.1",
            "ss_output_name": "x/y",
        }
    )
    assert told(claims("loras/a.safetensors", content)) == [
        "file:tree/loras/a.safetensors under CreativeML Open RAIL-M",
        "file:tree/loras/a.safetensors adapter-of model:huggingface/mistralai/Mistral-7B-v0.1",
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"modelspec.architecture": "stable-diffusion-xl-v1-base/lora"}, ["stabilityai/stable-diffusion-xl-base-1.0"]),
        ({"modelspec.architecture": "flux-1-dev", "ss_network_module": "x"}, ["black-forest-labs/FLUX.1-dev"]),
        (
            {"modelspec.architecture": "flux-1-dev/lora", "ss_sd_model_name": "black-forest-labs/FLUX.1-Krea-dev"},
            ["black-forest-labs/FLUX.1-Krea-dev"],
        ),
        ({"modelspec.architecture": "stable-diffusion-v1/lora"}, []),
        ({"modelspec.architecture": "stable-diffusion-xl-v1-base"}, []),
    ],
    ids=["one model's", "by its trainer's keys", "its base is named", "several models'", "no adapter"],
)
def test_what_an_adapter_was_made_for(texts: dict[str, str], expected: list[str]) -> None:
    file = SourceFile("a.safetensors", weights.safetensors(texts))
    edges = [claim for claim in weights_header.detect(file, open_knowledge()) if isinstance(claim, Relationship)]
    assert [(edge.type.value, str(edge.target)) for edge in edges] == [
        ("adapter-of", f"model:huggingface/{name}") for name in expected
    ]


def test_shards_are_one_component() -> None:
    for number in (1, 2):
        [seen] = occurrences(
            claims(f"m/model-0000{number}-of-00002.safetensors", weights.safetensors({"format": "pt"}))
        )
        assert str(seen.component) == "file:tree/m/model-00001-of-00002.safetensors"
        assert seen.location.path == f"m/model-0000{number}-of-00002.safetensors"


def test_onnx_and_tflite() -> None:
    assert told(claims("a.onnx", weights.onnx({"license": "Acme-1.0 (https://acme.example/x)"}))) == [
        "file:tree/a.onnx under Acme-1.0 (https://acme.example/x)"
    ]
    assert told(claims("a.tflite", weights.tflite("Acme License"))) == ["file:tree/a.tflite under Acme License"]


@pytest.mark.parametrize(
    ("path", "content", "strength", "confidence", "codes"),
    [
        ("a.pt", b"\x80\x02", "use", "medium", ["pickle-not-opened"]),
        ("pytorch_model.bin", b"PK\x03\x04", "use", "medium", ["pickle-not-opened"]),
        ("labels.pkl", b"\x80\x02", "mention", "low", ["pickle-not-opened"]),
        ("a.keras", b"PK\x03\x04", "use", "medium", []),
        ("a.gguf", b"GGUF\x03\0\0\0", "use", "medium", ["unparsable"]),
        ("a.gguf", b"", "use", "medium", ["unparsable"]),
        ("labels.pkl", b"", "mention", "low", ["pickle-not-opened"]),
        (
            "a.safetensors",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
            "use",
            "medium",
            ["git-lfs-pointer"],
        ),
    ],
)
def test_what_is_there_is_told_even_where_it_cannot_be_read(
    path: str, content: bytes, strength: str, confidence: str, codes: list[str]
) -> None:
    found = claims(path, content)
    [seen] = occurrences(found)
    assert (seen.strength, seen.confidence, told(found)) == (strength, confidence, codes)


def test_other_binaries_are_none_of_its_business() -> None:
    from pathlib import PurePosixPath

    assert not any(weights_header.wants(PurePosixPath(name)) for name in ("a.bin", "data.npy", "x.zip", "model.py"))
