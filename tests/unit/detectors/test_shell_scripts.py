"""Shell scripts and Makefiles."""

from pathlib import PurePosixPath

from auditor.detectors import shell_scripts
from tests.unit.detectors.fakes import bound, claims, seen


def test_a_script() -> None:
    text = '#!/bin/sh\r\nset -e\r\nexport LLM_MODEL="meta-llama/Llama-3.1-8B-Instruct"\r\n'
    text += "pip install vllm numpy\r\nvllm serve $LLM_MODEL\r\n"
    assert seen(shell_scripts, "run.sh", text) == [
        ("model:huggingface/meta-llama/Llama-3.1-8B-Instruct", 3),
        ("library:pypi/vllm", 4),
    ]
    assert bound(claims(shell_scripts, "run.sh", text)) == {"env:LLM_MODEL": "meta-llama/Llama-3.1-8B-Instruct"}


def test_a_makefile() -> None:
    text = "MODEL ?= mistralai/Mistral-7B-v0.1\n\nrun:\n\t@ollama pull llama3:8b\n\techo torch\n"
    assert seen(shell_scripts, "Makefile", text) == [
        ("model:huggingface/mistralai/Mistral-7B-v0.1", 1),
        ("model:ollama/llama3", 4),
    ]


def test_operands_count_only_when_they_are_known() -> None:
    text = "docker run $IMAGE meta-llama/Llama-3.1-8B-Instruct\ndocker run acme/server other/thing\ncp src/a dist/b\n"
    assert seen(shell_scripts, "run.sh", text) == [("model:huggingface/meta-llama/Llama-3.1-8B-Instruct", 1)]


def test_what_a_flag_names_must_look_like_a_name() -> None:
    text = "train --model ./out/model --tokenizer /data/tok --dataset data/a.json --model-type x --output-model a/b\n"
    assert seen(shell_scripts, "run.sh", text) == []


def test_wants() -> None:
    assert shell_scripts.wants(PurePosixPath("a/Makefile"))
    assert not shell_scripts.wants(PurePosixPath("a/run.py"))
