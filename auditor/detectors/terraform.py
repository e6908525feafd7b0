"""Terraform, OpenTofu, Terragrunt and Nomad: hosted models that are deployed or may be called, and models in variables.

A permission to call a model (an ARN among an IAM statement's resources) is a choice that is open, not yet a call.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import occurrence, unparsable
from auditor.detectors.command_claims import named_claims
from auditor.detectors.model_keys import Hint, hint
from auditor.detectors.model_values import certain, identified
from auditor.detectors.shell_commands import read_command
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Occurrence, Role
from auditor.files.document import ParseError
from auditor.files.hcl_document import Assigned, assigned
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import Identity, KnowledgeBase

NAME: Final = "terraform"
NEEDLES: Final = frozenset(
    word.encode()
    for word in (
        "model MODEL Model llm LLM bedrock openai cognitive vertex sagemaker huggingface HF_ ollama vllm embedding pip "
        "dataset DATASET"
    ).split()
)

_ENDINGS: Final = (".tf", ".tofu", ".tfvars", ".hcl", ".nomad")
_BEDROCK_ARN: Final = re.compile(r"arn:[^:]{1,60}:bedrock:[^/]{0,200}/([a-z0-9][a-z0-9.:-]{3,100})")
_BEDROCK_KEYS: Final = frozenset(
    {"foundation_model", "model_id", "model_arn", "base_model_identifier", "embedding_model_arn", "base_model_arn"}
)
_AZURE_MODELS: Final = frozenset({"OpenAI", "OpenAI-OSS"})
_GARDEN: Final = re.compile(r"publishers/[\w-]{1,60}/models/([\w.@-]{2,100})")
_PERMISSIONS: Final = frozenset({"resources", "Resource", "resource", "not_resources"})
_SCRIPT_KEYS: Final = frozenset({"user_data", "command", "inline", "startup_script", "metadata_startup_script", "args"})


def wants(path: PurePosixPath) -> bool:
    return path.name.endswith(_ENDINGS) and path.name != ".terraform.lock.hcl"


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    try:
        entries = list(assigned(file.text))
    except ParseError as error:
        yield unparsable(file, error)
        return
    beside: dict[int, dict[str, str]] = defaultdict(dict)
    for entry in entries:
        beside[entry.frame].setdefault(entry.key, entry.text)
    for entry in entries:
        yield from _claims(file, knowledge, entry, beside[entry.frame])


def _claims(
    file: SourceFile, knowledge: KnowledgeBase, entry: Assigned, beside: dict[str, str]
) -> Iterator[Occurrence]:
    if "\n" in entry.text or entry.key in _SCRIPT_KEYS:
        named = read_command(entry.text, entry.offset)
        yield from named_claims(
            file, knowledge, NAME, named, lambda found: file.location_at(found.offset, len(found.literal))
        )
        return
    found = _named(knowledge, entry, beside)
    if found is None:
        return
    identity, literal, version = found
    offset = entry.offset + max(entry.text.find(literal), 0)
    role = Role.CHOICE if entry.key in _PERMISSIONS else Role.DEFAULT
    yield occurrence(file, NAME, identity, literal, file.location_at(offset, len(literal)), version=version, role=role)


def _named(
    knowledge: KnowledgeBase, entry: Assigned, beside: dict[str, str]
) -> tuple[Identity, str, str | None] | None:
    """What a text names, the words that do so, and a version that stands beside it."""
    text = entry.text
    if arn := _BEDROCK_ARN.fullmatch(text):
        return knowledge.identify("bedrock", arn[1], ComponentKind.SERVICE), arn[1], None
    if (publisher := _GARDEN.search(text)) is not None:
        # `models/gemma3@gemma-3-1b-it` names the family before its variant.
        identity = knowledge.identify("vertex", publisher[1].rpartition("@")[2], ComponentKind.SERVICE)
        return identity, publisher[1], None
    if _of_azure(entry, beside):
        version = beside.get("version") or None
        return knowledge.identify("azure", text, ComponentKind.SERVICE), text, version
    if "$" in text:
        return None
    if _in_bedrock(entry.blocks) and entry.key in _BEDROCK_KEYS and "." in text:
        return knowledge.identify("bedrock", text, ComponentKind.SERVICE), text, None
    expected = _expected(entry, beside)
    if expected is not None:
        fitting = identified(knowledge, text, expected)
        return None if fitting is None else (fitting, text, None)
    known = certain(knowledge, text)
    return None if known is None else (Identity(known), text, None)


def _of_azure(entry: Assigned, beside: dict[str, str]) -> bool:
    """The name of a deployment's model: `model { format = "OpenAI"  name = "gpt-4o" }`."""
    inside = bool(entry.blocks) and entry.blocks[-1] == "model" and entry.key == "name" and "format" in beside
    deployed = any(block.startswith(("azurerm_", "azapi_")) for block in entry.blocks)
    return inside and (deployed or beside["format"] in _AZURE_MODELS)


def _in_bedrock(blocks: Sequence[str]) -> bool:
    return any(block.startswith(("aws_bedrock", "awscc_bedrock")) for block in blocks)


def _expected(entry: Assigned, beside: dict[str, str]) -> Hint | None:
    """What the key lets one expect: its own word, or for a variable's default and for pairs of name and value, the name."""
    key = entry.key
    if entry.blocks[:1] == ("variable",) and key == "default" and len(entry.blocks) > 1:
        key = entry.blocks[1]
    elif key == "value" and "name" in beside:
        key = beside["name"].rpartition(".")[2]
    elif key in {"description", "type", "name", "validation", "error_message"}:
        return None
    return hint(key)
