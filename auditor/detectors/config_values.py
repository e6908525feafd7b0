"""Values of configuration files that name models and datasets: YAML, JSON, TOML, INI, text protos, `.env`, Helm, workflows.

Keys decide what is named (`model_keys`), values must look like names (`model_values`), commands are read as commands.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.bill_of_materials import is_inventory
from auditor.detectors.claims import occurrence
from auditor.detectors.config_documents import document_claims
from auditor.detectors.config_lines import line_claims
from auditor.detectors.model_keys import Hint, words
from auditor.detectors.model_values import identified
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Occurrence
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "config-values"

_DOCUMENTS: Final = (".yaml", ".yml", ".json", ".jsonc", ".json5", ".toml", ".tpl", ".jsonl", ".dvc")
_LINES: Final = (".ini", ".cfg", ".conf", ".properties", ".pbtxt", ".textproto", ".txtpb")
_ELSEWHERE: Final = words(
    """
    package.json package-lock.json npm-shrinkwrap.json pyproject.toml adapter_config.json pnpm-lock.yaml
    composer.lock environment.yml environment.yaml tsconfig.json tokenizer.json vocab.json
    model.safetensors.index.json pixi.toml tokenizer_config.json special_tokens_map.json generation_config.json
    Cargo.toml setup.cfg tox.ini pylock.toml
    """
)
"""files that other detectors read, or whose keys mean something else"""
_COMPOSE: Final = re.compile(r"(?:docker-)?compose(?:[.-][\w.-]{1,60})?\.ya?ml", re.IGNORECASE)
_ENVIRONMENT: Final = re.compile(
    r"\.env(?:rc|[._-][\w.-]{0,40})?|[\w.-]{1,60}\.env(?:\.[\w-]{1,20})?"
    r"|env\.(?:example|sample|template|dist)"
)
_NEEDLES: Final = re.compile(
    rb"(?i)model|llm|dataset|token|huggingface|hf\.co|checkpoint|lora|ollama|adapter|safetensors|gguf"
    rb"|pip |npm |embed|rerank|hf_|repo_id|\.pth\b|\.onnx\b|\.tflite\b"
)
_REQUEST_MODEL: Final = re.compile(r'"model"\s{0,4}:\s{0,4}"([^"\\\s]{2,160})"')


def wants(path: PurePosixPath) -> bool:
    name = path.name
    if name in _ELSEWHERE or is_compose(path) or name.endswith((".lock", "-lock.json")):
        return False
    return name.endswith((*_DOCUMENTS, *_LINES)) or name == "MLmodel" or is_environment(path)


def is_compose(path: PurePosixPath) -> bool:
    """Whether a file is a compose file by its name."""
    return _COMPOSE.fullmatch(path.name) is not None


def is_environment(path: PurePosixPath) -> bool:
    """Whether a file holds environment variables by its name."""
    return _ENVIRONMENT.fullmatch(path.name) is not None


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    if is_environment(file.path):
        yield from line_claims(file, knowledge, NAME, environment=True)
    elif is_inventory(file) or not _NEEDLES.search(file.content):
        return
    elif file.path.suffix in _LINES:
        yield from line_claims(file, knowledge, NAME)
    elif file.path.suffix == ".jsonl":
        yield from request_claims(file, knowledge)
    else:
        yield from document_claims(file, knowledge, NAME)


def request_claims(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Occurrence]:
    """The models that requests name, one to a line, as batch interfaces take them."""
    for match in _REQUEST_MODEL.finditer(file.text):
        identity = identified(knowledge, match[1], Hint(ComponentKind.MODEL))
        if identity is not None:
            yield occurrence(file, NAME, identity, match[1], file.location_at(match.start(1), len(match[1])))
