"""Dockerfiles and compose files."""

from pathlib import PurePosixPath

import pytest

from auditor.detectors import container_files
from auditor.domain.audit import Diagnostic
from tests.unit.detectors.fakes import bound, claims, seen

LLAMA = "model:huggingface/meta-llama/Llama-3.1-8B-Instruct"


def test_instructions_of_a_dockerfile() -> None:
    text = """\
# syntax=docker/dockerfile:1
FROM vllm/vllm-openai:v0.6.3 AS base
ARG MODEL=meta-llama/Llama-3.1-8B-Instruct
ENV TOKEN_LIMIT=5 EMBEDDING_MODEL="gpt2"
RUN --mount=type=cache,target=/x pip install torch==2.1 \\
    # a comment between
    && hf download $MODEL
RUN <<EOF
ollama serve &
ollama pull llama3:8b
EOF
ENTRYPOINT ["vllm", "serve"]
CMD ["mistralai/Mistral-7B-v0.1", "--port", "80"]
"""
    assert seen(container_files, "Dockerfile", text) == [
        (LLAMA, 3),
        ("model:huggingface/gpt2", 4),
        ("library:pypi/torch", 5),
        ("model:ollama/llama3", 10),
        ("model:huggingface/mistralai/Mistral-7B-v0.1", 13),
    ]
    assert bound(claims(container_files, "Dockerfile", text)) == {
        "env:MODEL": "meta-llama/Llama-3.1-8B-Instruct",
        "env:TOKEN_LIMIT": "5",
        "env:EMBEDDING_MODEL": "gpt2",
    }


def test_the_older_form_of_env() -> None:
    text = 'FROM x\nENV MODEL_ID "meta-llama/Llama-3.1-8B-Instruct"\n'
    assert seen(container_files, "gpu.Dockerfile", text) == [(LLAMA, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "FROM meta-llama/Llama-3.1-8B-Instruct\n",
        "FROM x\nCOPY models/ /models/\nENV PATH=/opt/model:$PATH\n",
        "CMD [",
        "",
        "\\\n\\",
    ],
)
def test_images_and_paths_are_no_models(text: str) -> None:
    assert seen(container_files, "Dockerfile", text) == []


def test_a_compose_file() -> None:
    text = """\
services:
  llm:
    image: vllm/vllm-openai
    command: --model meta-llama/Llama-3.1-8B-Instruct --served-model-name acme/llm
    environment:
      - MODEL_ID=mistralai/Mistral-7B-v0.1
  pull:
    image: ollama/ollama
    entrypoint: ["/bin/sh", "-c"]
    command: ["ollama pull llama3 && ollama pull mistral"]
    environment:
      OLLAMA_MODEL: ${MODEL:-llama3.1}
      PORT: "80"
models:
  llm:
    model: ai/smollm2
  other:
    model: hf.co/acme/foo-GGUF
"""
    assert seen(container_files, "docker-compose.gpu.yml", text) == [
        ("model:oci/ai/smollm2", 16),
        ("model:huggingface/acme/foo-GGUF", 18),
        (LLAMA, 4),
        ("model:huggingface/mistralai/Mistral-7B-v0.1", 6),
        ("model:ollama/llama3", 10),
        ("model:ollama/mistral", 10),
        ("model:ollama/llama3.1", 12),
    ]
    assert bound(claims(container_files, "compose.yaml", text)) == {
        "env:MODEL_ID": "mistralai/Mistral-7B-v0.1",
        "env:OLLAMA_MODEL": "llama3.1",
        "env:PORT": "80",
    }


def test_a_broken_compose_file_is_one_diagnostic() -> None:
    [claim] = claims(container_files, "compose.yml", "services: [\n")
    assert isinstance(claim, Diagnostic)


def test_wants() -> None:
    wanted = ["Dockerfile", "Dockerfile.gpu", "docker/web.dockerfile", "Containerfile", "compose.override.yml"]
    assert all(container_files.wants(PurePosixPath(path)) for path in wanted)
    assert not any(
        container_files.wants(PurePosixPath(path)) for path in ["dockerfile.py/x", "values.yaml", "my_dockerfiles"]
    )
