"""Values of configuration files."""

from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from auditor.detectors import config_values
from auditor.domain.audit import Diagnostic
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Occurrence, Role
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import Identity
from tests.unit.detectors.fakes import FakeKnowledge, bound, claims, occurrences, seen

BOMB = "model: &a [x]\n" + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in pairwise("abcdefg"))
LLAMA = "model:huggingface/meta-llama/Llama-3.1-8B-Instruct"


def test_a_training_recipe() -> None:
    text = """\
model_name_or_path: acme/base
model_revision: main
dataset_mixer:
  HuggingFaceH4/ultrachat_200k: 1.0
  acme/more-data: 0.5
dataset_splits: [train_sft]
dataset_mixture:
  datasets:
    - id: acme/other
      config: all
      split: llama_3.1_tulu
tokenizer_name: gpt2
hub_model_id: acme/result
output_dir: data/result
run_name: acme/run-7
"""
    assert seen(config_values, "recipes/sft.yaml", text) == [
        ("model:huggingface/acme/base", 1),
        ("dataset:huggingface/HuggingFaceH4/ultrachat_200k", 4),
        ("dataset:huggingface/acme/more-data", 5),
        ("dataset:huggingface/acme/other", 9),
        ("model:huggingface/gpt2", 12),
    ]


def test_a_kubernetes_manifest_with_arguments_environment_and_an_embedded_file() -> None:
    text = """\
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: vllm
      image: vllm/vllm-openai
      command: ["/bin/sh", "-c"]
      args:
        - |
          pip install vllm &&
          vllm serve meta-llama/Llama-3.1-8B-Instruct
      env:
        - name: MODEL_ID
          value: mistralai/Mistral-7B-v0.1
    - args: [--model, gpt2, --port=80]
---
kind: ConfigMap
data:
  config.yaml: |
    models:
      - id: short
        source: acme/adapter
"""
    assert seen(config_values, "k8s/pod.yml", text) == [
        ("library:pypi/vllm", 10),
        (LLAMA, 11),
        ("model:huggingface/mistralai/Mistral-7B-v0.1", 14),
        ("model:huggingface/gpt2", 15),
        ("model:huggingface/acme/adapter", 22),
    ]
    assert bound(claims(config_values, "k8s/pod.yml", text)) == {"env:MODEL_ID": "mistralai/Mistral-7B-v0.1"}


def test_a_job_whose_arguments_are_one_command_over_several_lines() -> None:
    text = """\
tasks:
  - command: ["/bin/sh", "-c"]
    arguments: ['
        accelerate launch --num_processes 8
        train.py
        --model_name_or_path acme/base
    ']
"""
    assert seen(config_values, "job.yaml", text) == [("model:huggingface/acme/base", 6)]


def test_a_workflow_runs_commands_and_uses_actions() -> None:
    text = """\
jobs:
  test:
    strategy:
      matrix: {model: [gpt2, mistralai/Mistral-7B-v0.1]}
    steps:
      - uses: actions/checkout@v4
      - run: |
          pip install torch
          ollama pull llama3
      - uses: acme/model-action@v1
        with: {model: gpt-4o}
"""
    assert seen(config_values, ".github/workflows/ci.yml", text) == [
        ("model:huggingface/gpt2", 4),
        ("model:huggingface/mistralai/Mistral-7B-v0.1", 4),
        ("library:pypi/torch", 8),
        ("model:ollama/llama3", 9),
        ("service:openai/gpt-4o", 11),
    ]


def test_helm_templates_keep_their_places() -> None:
    text = """\
{{- if .Values.enabled }}
model: "{{ .Values.model }}"
{{- with .Values.x }}
labels: {{ toYaml . | nindent 4 }}
{{- end }}
modelURL: "meta-llama/Llama-3.1-8B-Instruct"
image: {{ .Values.image }}:{{ .Values.tag }}
{{- end }}
"""
    assert seen(config_values, "templates/deployment.yaml", text) == [(LLAMA, 6)]


def test_a_template_that_no_parser_reads_is_read_by_lines() -> None:
    text = "{{ if x }}\nmodelURL: gpt2\n  bad: [\n{{ end }}\n  - pip install torch\nrun: ollama pull llama3\n"
    assert ("model:huggingface/gpt2", 2) in seen(config_values, "values.tpl", text)


def test_a_provider_beside_the_model_tells_whose_it_is() -> None:
    ollama, openai = "a: {provider: ollama, model: llama3}\n", "b: {provider: openai, model: ft-7}\n"
    text = ollama + openai + "c: {provider: acme, model: seven}\n"
    assert seen(config_values, "config.yaml", text) == [("model:ollama/llama3", 1), ("service:openai/ft-7", 2)]


def test_entries_of_a_list_are_choices() -> None:
    found = occurrences(claims(config_values, "app.json", '{"models": ["gpt-4o", "gpt2"], "model": "gpt2"}'))
    assert [each.role for each in found] == [Role.CHOICE, Role.CHOICE, Role.DEFAULT]


def test_json_with_comments_and_toml_and_ini() -> None:
    assert seen(config_values, "a.jsonc", '// c\n{\n  "model": "gpt2", // d\n}') == [("model:huggingface/gpt2", 3)]
    assert seen(config_values, "a.toml", '[llm]\nmodel = "gpt2"\n') == [("model:huggingface/gpt2", 2)]
    assert seen(config_values, "a.ini", "[llm]\n; model = gpt-4o\nmodel = gpt2 ; yes\n") == [
        ("model:huggingface/gpt2", 3)
    ]


def test_requests_of_a_batch() -> None:
    text = '{"custom_id": "1", "body": {"model": "gpt-4o", "messages": []}}\nnot json "model": "acme thing"\n'
    assert seen(config_values, "batch.jsonl", text) == [("service:openai/gpt-4o", 1)]


def test_an_environment_file_also_binds_its_names() -> None:
    text = (
        "# MODEL=gpt2\nOPENAI_MODEL_NAME=gpt-4o # default\nexport OLLAMA_MODEL='llama3'\nPORT=80\nURL=$BASE/x\nEMPTY=\n"
    )
    assert seen(config_values, ".env.example", text) == [("service:openai/gpt-4o", 2), ("model:ollama/llama3", 3)]
    assert bound(claims(config_values, ".env", text)) == {
        "env:OPENAI_MODEL_NAME": "gpt-4o",
        "env:OLLAMA_MODEL": "llama3",
        "env:PORT": "80",
    }


@pytest.mark.parametrize(
    "text",
    [
        "uses: actions/setup-python@v5",
        "accept: application/json",
        "image: meta-llama/Llama-3.1-8B-Instruct",
        "model: ./models/llama",
        "model: /data/models/llama",
        "model: outputs/llama",
        "model: your-org/your-model",
        "model: ghcr.io/acme/model",
        "model_type: llama",
        "model: llama",
        "model: {{ model }}",
        "data_model: acme/customer",
        "description: uses meta-llama/Llama-3.1-8B-Instruct",
        "task: text-generation",
        "dataset_split: train",
        "dataset_path: data/train.jsonl",
        "served_model_name: acme/llm",
        '"@acme/models": "^1.0"',
        "model: a b/c",
    ],
)
def test_what_only_looks_like_a_name(text: str) -> None:
    assert seen(config_values, "x.yaml", text) == []


def test_a_known_id_counts_whatever_its_key_and_a_mention_does_not() -> None:
    assert seen(
        config_values,
        "x.yaml",
        "brain: meta-llama/Llama-3.1-8B-Instruct\nllm: x\nhomepage: meta-llama/Llama-3.1-8B-Instruct\n",
    ) == [(LLAMA, 1)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yaml", "model: [\n"),
        ("a.yml", BOMB),
        ("a.json", '{"model": ' + "[" * 5000),
        ("a.toml", "model = \n"),
    ],
)
def test_a_broken_or_hostile_file_is_one_diagnostic(path: str, text: str) -> None:
    [claim] = claims(config_values, path, text)
    assert isinstance(claim, Diagnostic)
    assert claim.code == "unparsable"
    assert claim.location is not None
    assert claim.location.line > 0


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("values.yaml", True),
        (".env.local", True),
        ("prod.env", True),
        ("package.json", False),
        ("uv.lock", False),
        ("docker-compose.yml", False),
        ("env.py", False),
        ("README.md", False),
    ],
)
def test_wants(path: str, *, wanted: bool) -> None:
    assert config_values.wants(PurePosixPath(path)) is wanted


def test_hub_ids_of_datasets_are_told_by_what_stands_beside_them() -> None:
    text = '{"alpaca": {"hf_hub_url": "acme/alpaca", "columns": {}, "formatting": "x"}, "b": {"hf_hub_url": "acme/b"}}'
    assert seen(config_values, "data.json", text) == [
        ("dataset:huggingface/acme/alpaca", 1),
        ("model:huggingface/acme/b", 1),
    ]


def test_weights_files_of_workflows_and_options() -> None:
    text = '{"widgets_values": ["sd15/x.safetensors", "y.bin", "z.png"], "o": "vae_path:ae.safetensors", "p": "q.bin"}'
    assert seen(config_values, "workflow.json", text) == [
        ("file:tree/sd15/x.safetensors", 1),
        ("file:tree/y.bin", 1),
        ("file:tree/ae.safetensors", 1),
    ]


def test_an_api_behind_the_port_of_ollama_serves_its_models() -> None:
    text = "OPENAI_API_BASE=http://localhost:11434/v1\nOPENAI_MODEL_NAME=openhermes\n"
    assert seen(config_values, ".env", text) == [("model:ollama/openhermes", 2)]
    assert seen(config_values, ".env", text.replace("11434", "8000")) == []


def test_addresses_that_name_a_model_whatever_their_key() -> None:
    text = """\
spec:
  url: hf://acme/coder
  storageUri: "hf://datasets/acme/data@main"
  image: hf://acme/picture
  link: ollama://llama3.1:8b
  href: https://huggingface.co/acme/page
  other: [hf://acme, "hf://spaces/acme/x", "ollama://", "hf://acme/$NAME"]
"""
    assert seen(config_values, "model.yaml", text) == [
        ("model:huggingface/acme/coder", 2),
        ("dataset:huggingface/datasets/acme/data@main", 3),
        ("model:huggingface/acme/picture", 4),
        ("model:ollama/llama3.1", 5),
    ]


def test_a_router_s_own_words_are_no_models() -> None:
    text = """\
model_list:
  - model_name: gpt-4o
    litellm_params: {model: claude-opus-4-5}
  - model_name: gpt-4o
"""
    assert seen(config_values, "litellm.yaml", text) == [
        ("service:anthropic/claude-opus-4-5", 3),
        ("service:openai/gpt-4o", 4),
    ]


def test_a_section_for_ollama_holds_its_short_names() -> None:
    chart = "ollama:\n  models:\n    pull: [mistral, 'llama3:8b']\n    create: [{name: mine}]\n"
    assert seen(config_values, "values.yaml", chart) == [("model:ollama/mistral", 3), ("model:ollama/llama3", 3)]
    settings = "spring.ai.ollama.chat.model=mistral\nspring.ai.other.chat.model=mistral\n"
    assert seen(config_values, "application.properties", settings) == [("model:ollama/mistral", 1)]


def test_short_names_without_a_number_are_words() -> None:
    assert seen(config_values, "a.yaml", "model: mistral\nllm: llama3\n") == [("model:ollama/llama3", 2)]


def test_mlflow_and_dvc() -> None:
    text = "flavors:\n  transformers:\n    source_model_name: gpt2\n    model_binary: model\n"
    assert seen(config_values, "runs/MLmodel", text) == [("model:huggingface/gpt2", 3)]
    text = "deps:\n- path: https://huggingface.co/acme/one\nouts:\n- path: one\n  md5: 0\n"
    assert len(seen(config_values, "a.dvc", text)) == 1


def test_settings_below_ollama_are_no_models() -> None:
    chart = "ollama:\n  models:\n    clean: false\n    pull: [\"{{ .Values.x }}\"]\n    run: [auto, 'llama3:8b']\n"
    assert seen(config_values, "values.yaml", chart) == [("model:ollama/llama3", 5)]


def test_the_examples_of_an_interface_are_mentions() -> None:
    text = 'openapi: 3.0.0\ncomponents:\n  schemas:\n    Request: {example: {model: "gpt-4o"}}\n'
    [found] = occurrences(claims(config_values, "openapi.yaml", text))
    assert (str(found.component), found.strength) == ("service:openai/gpt-4o", "mention")


RELEASE = "https://github.com/acme/tool/releases/download/v1/depth.pth"


def test_the_address_of_a_weights_file_is_a_use_whatever_its_key() -> None:
    text = f"""\
[
  {{"name": "One", "filename": "one.Q4_0.gguf",
    "url": "https://huggingface.co/acme/one-GGUF/resolve/main/one.Q4_0.gguf?download=true"}},
  {{"name": "Two", "filename": "depth.pth", "url": "{RELEASE}"}},
  {{"name": "Three", "filename": "other.gguf", "url": "https://example.org/picture.png"}},
  {{"firmware": "https://example.org/router.bin", "model": "https://example.org/your-model.gguf"}}
]
"""
    knowledge = Hub()
    found = list(config_values.detect(SourceFile("models.json", text.encode()), knowledge))
    assert [(str(each.component), each.location.line) for each in found if isinstance(each, Occurrence)] == [
        ("model:huggingface/acme/one-GGUF", 3),
        (f"file:url/{RELEASE}", 4),
        ("file:tree/other.gguf", 5),
    ]


def test_text_protos() -> None:
    text = f"""\
benchmark_setting {{
  delegate_choice: {{
    model_file: {{ # a comment
      model_path: "{RELEASE}"
      model_checksum: ""
    }}
  }}
}}
"""
    assert seen(config_values, "tasks.pbtxt", text) == [(f"file:url/{RELEASE}", 4)]


class Hub(FakeKnowledge):
    """Knows addresses on the hub."""

    def known_name(self, text: str) -> ComponentId | None:
        if text.startswith("https://huggingface.co/"):
            return ComponentId(ComponentKind.MODEL, "huggingface", "/".join(text.split("/")[3:5]))
        return super().known_name(text)

    def identify(self, ecosystem: str, name: str, kind: ComponentKind) -> Identity:
        known = self.known_name(name) if "://" in name else None
        return Identity(known) if known else super().identify(ecosystem, name, kind)


def test_a_table_whose_keys_are_the_models_of_a_host() -> None:
    text = """\
default-model: gpt-4o
apis:
  openai:
    base-url: https://api.openai.com/v1
    models:
      gpt-4o:
        aliases: ["gpt-4", "claude-opus-4-5"]
        max-input-chars: 1
        fallback: o3-mini
      o1-mini: {}
      acme/own: {}
  mine:
    base-url: http://localhost:11434
    models:
      "llama3:70b":
        aliases: [llama3]
"""
    assert [(str(each.component), each.location.line, each.role) for each in _found("mods.yml", text)] == [
        ("service:openai/gpt-4o", 1, Role.DEFAULT),
        ("service:openai/gpt-4o", 6, Role.CHOICE),
        ("service:openai/o3-mini", 9, Role.CHOICE),
        ("service:openai/o1-mini", 10, Role.CHOICE),
        ("service:openai/acme/own", 11, Role.CHOICE),
        ("model:ollama/llama3", 15, Role.DEFAULT),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "models:\n  gpt-4o:\n    model: meta-llama/Llama-3.1-8B-Instruct\n",
        "models:\n  my-own-4o:\n    source: meta-llama/Llama-3.1-8B-Instruct\n",
    ],
)
def test_a_key_is_the_project_s_own_name_where_its_entry_names_the_model(text: str) -> None:
    assert seen(config_values, "models.yml", text) == [(LLAMA, 3)]


def test_keys_that_are_words_name_nothing() -> None:
    text = "openai:\n  models:\n    fast: {temperature: 0.1}\n    smart: {temperature: 0.7}\n"
    assert seen(config_values, "app.yml", text) == []


@pytest.mark.parametrize(
    "text",
    [
        'args: ["ollama serve & ollama run {{ .Values.MODEL }} & wait"]\n',
        "command: |\n  ollama pull {{ .Values.name }}:{{ .Values.tag }}\n",
        "model: {{ .Values.model }}\nmodelId: org/{{ .Values.model }}\nx: hf://org/{{ .Values.model }}\n",
    ],
)
def test_what_a_template_fills_in_is_no_name(text: str) -> None:
    assert seen(config_values, "templates/deployment.yaml", text) == []


def test_a_name_beside_a_model_is_what_people_read() -> None:
    text = """\
models:
  - name: llama3
    provider: ollama
    model: llama3.1
  - name: gpt-4o
    provider: openai
"""
    assert seen(config_values, "config.yaml", text) == [("model:ollama/llama3.1", 4), ("service:openai/gpt-4o", 5)]


def test_the_choices_of_a_schema() -> None:
    text = '{"properties": {"model": {"default": "gpt-4o", "enum": ["gpt-4o", "meta-llama/Llama-3.1-8B-Instruct"]}}}'
    assert [(each.literal, each.role) for each in _found("config_schema.json", text)] == [
        ("gpt-4o", Role.DEFAULT),
        ("gpt-4o", Role.CHOICE),
        ("meta-llama/Llama-3.1-8B-Instruct", Role.CHOICE),
    ]


def _found(path: str, text: str) -> list[Occurrence]:
    return occurrences(claims(config_values, path, text))


def test_a_known_models_repository_under_model_is_a_use_and_an_image_is_none() -> None:
    chart = """\
model:
  repository: meta-llama/Llama-3.1-8B-Instruct
server:
  image:
    repository: mistralai/Mistral-7B-v0.1
model_server:
  repository: acme/model-server
"""
    assert seen(config_values, "chart/values.yaml", chart) == [(LLAMA, 2)]
