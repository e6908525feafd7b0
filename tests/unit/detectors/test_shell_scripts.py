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


def test_a_command_that_a_variable_keeps_for_later() -> None:
    text = (
        'LAUNCH="accelerate launch \\\n  train.py \\\n  --model_name_or_path Qwen/Qwen3-0.6B --bf16"\n'
        "OTHER='python train.py --dataset_name acme/talks'\n"
        'NOTE="the base model"\n'
        "$LAUNCH --tokenizer_name Qwen/Qwen3-1.7B\n"
    )
    assert seen(shell_scripts, "run.sh", text) == [
        ("model:huggingface/Qwen/Qwen3-0.6B", 3),
        ("dataset:huggingface/acme/talks", 4),
        ("model:huggingface/Qwen/Qwen3-1.7B", 6),
    ]


def test_a_flag_for_a_provider_s_engine() -> None:
    text = "python -m eval.run --openai_engine gpt-3.5-turbo-0301 --engine v8\n"
    assert seen(shell_scripts, "run.sh", text) == [("service:openai/gpt-3.5-turbo-0301", 1)]


def test_wants() -> None:
    assert shell_scripts.wants(PurePosixPath("a/Makefile"))
    assert not shell_scripts.wants(PurePosixPath("a/run.py"))


def test_documents_that_commands_are_given() -> None:
    text = """#!/bin/bash
kubectl apply -f - <<YAML
apiVersion: kubeai.org/v1
kind: Model
spec:
  url: hf://acme/coder
---
spec:
  url: ollama://llama3.1:8b
YAML
cat > values.json <<'EOT'
{"model": "gpt-4o",
 "other": {"model": "gpt-4o"}}
EOT
cat <<EOT
Usage: --model meta-llama/Llama-3.1-8B-Instruct
EOT
python - <<EOT
model: [unclosed
EOT
"""
    assert seen(shell_scripts, "deploy.sh", text) == [
        ("model:huggingface/acme/coder", 6),
        ("model:ollama/llama3.1", 9),
        ("service:openai/gpt-4o", 12),
        ("service:openai/gpt-4o", 13),
    ]


def test_clones_of_the_hub_and_values_for_helm() -> None:
    text = """git clone git@hf.co:acme/one
git lfs clone git@huggingface.co:datasets/acme/two.git
git clone git@github.com:acme/three
helm install x chart --set a[0].model.name=Qwen/Qwen2.5-7B,image.repository=acme/image --set replicas=1
"""
    assert seen(shell_scripts, "run.sh", text) == [
        ("model:huggingface/acme/one", 1),
        ("dataset:huggingface/acme/two", 2),
        ("model:huggingface/Qwen/Qwen2.5-7B", 4),
    ]


def test_a_word_that_a_model_is_served_as_is_no_model() -> None:
    serve = "python -m server --model_name=llama3.1"
    assert seen(shell_scripts, "a.sh", f"{serve} --model_id=Qwen/Qwen2.5-7B") == [
        ("model:huggingface/Qwen/Qwen2.5-7B", 1)
    ]
    assert seen(shell_scripts, "a.sh", serve) == [("model:ollama/llama3.1", 1)]


def test_an_operand_that_a_template_fills_in_names_nothing() -> None:
    assert seen(shell_scripts, "run.sh", "ollama pull {{ .name }}\nollama run llama3\n") == [("model:ollama/llama3", 2)]
