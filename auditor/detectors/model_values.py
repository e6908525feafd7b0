"""Whether a value names a model or dataset, given what its key lets one expect; paths and placeholders do not."""

import re
from typing import Final

from auditor.detectors.model_keys import Hint, words
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import SupplierFact
from auditor.knowledge.base import Identity, KnowledgeBase
from auditor.knowledge.hub import ID, SHORT

_LONGEST: Final = 200
_LONGEST_ADDRESS: Final = 400
_HOST: Final = re.compile(r"\Ahttps?://[^/]{1,253}/")
_HUB_ID: Final = re.compile(rf"{ID}(?:[@:][\w.-]{{1,64}})?")
_ROUTED: Final = re.compile(r"[A-Za-z0-9][\w.-]{0,95}(?:/[\w.:@-]{1,96}){2,4}")
_BARE: Final = re.compile(r"[A-Za-z0-9][\w.-]{1,95}(?:[:@][\w.-]{1,64})?")
_OLLAMA: Final = re.compile(r"(?:[\w.-]{1,80}/){0,2}[A-Za-z][\w.-]{1,95}(?::[\w.-]{1,64})?")
_WORDS: Final = words(
    "true false null none auto autodetect default latest yes no on off always ifnotpresent disabled enabled"
)
"""values that are settings, under whatever key"""
_ARN: Final = re.compile(r"arn:aws[\w-]*:bedrock:[\w:./-]{1,180}")
_FALLBACK: Final = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]{0,80}:?[-=:]([^{}$]{1,160})\}")

WEIGHTS: Final = (".safetensors", ".gguf", ".ckpt", ".pt", ".pth", ".onnx", ".tflite", ".keras", ".ggml", ".h5")
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".mp4", ".md")
"""files of a hub repository that are no use of it"""
_FILES: Final = re.compile(
    r".*\.(?:py|ya?ml|jsonl?|csv|tsv|txt|md|sh|tar|gz|zip|parquet|png|jpe?g|html?|jsx?|tsx?|mjs|cfg|ini|toml|bin|pdf|arrow|pkl"
    r"|safetensors|gguf|ckpt|pth?|onnx|tflite|keras|h5|ggml|db|sql|xml|so|exe|model|ipynb|go|rs|tpl|env|log|wav|mp[34])",
    re.IGNORECASE,
)
_FOLDERS: Final = words(
    """
    application audio font image message model multipart text video data dataset datasets models outputs output
    checkpoints checkpoint ckpt ckpts weights results result runs run logs log tmp temp src config configs
    assets saved saved_models examples scripts local path paths app opt mnt home usr var etc root workspace
    cache docs test tests lib bin build dist content drive kaggle static public resources artifacts pretrained
    pretrained_models finetuned experiments exp trained_models api rest v1 v1beta v1alpha v2 v3
    """
)
_PLACEHOLDER: Final = re.compile(
    r"(?i).*(?:\byour[-_ ]?|<[^<>]*>|\.\.\.|\bxxx|\bfoo\b|path[-_]?to|placeholder|\btest-model\b|example\.com|my[-_]org"
    r"|user-?name/|\borg/|(?:^|/)model$|[-_]?name[-_]here|changeme|todo)"
)


BLOT: Final = "\ue000"
"""stands in a text where a template had a directive; no name has it"""


def unwrapped(value: str) -> str:
    """The value without quotes and spaces around it; of `${NAME:-default}` the default."""
    value = value.strip().strip("\"'").strip()
    fallback = _FALLBACK.fullmatch(value)
    return fallback[1].strip("\"' ") if fallback else value


def identified(knowledge: KnowledgeBase, value: str, hint: Hint, provider: str | None = None) -> Identity | None:
    """What `value` names; None when it does not look like a name, or when nobody could tell whose name it is."""
    if not 2 <= len(value) <= _LONGEST or BLOT in value or _PLACEHOLDER.match(value):  # noqa: PLR2004 - no id is shorter
        return None
    if value.startswith(SCHEMES):
        return schemed(knowledge, value)
    if value.startswith(("https://", "http://", *SHORT)):
        return _located(knowledge, value, hint)
    if any(character in value for character in " \n\t{}$<>|*?\\,;()'\"`=~") or value.startswith((".", "/", "-", "@")):
        return None
    if provider and (named := _of_provider(knowledge, value, provider)):
        return named
    known = knowledge.known_name(value)
    if known is not None:
        return _fitting(knowledge, value, known, hint)
    if _ARN.fullmatch(value):
        return knowledge.identify("bedrock", value, ComponentKind.SERVICE)
    if hint.ecosystem == "ollama" and (_BARE.fullmatch(value) or _HUB_ID.fullmatch(value)):
        return knowledge.identify("ollama", value, ComponentKind.MODEL)
    if "/" in value:
        return _slashed(knowledge, value, hint)
    return _bare(knowledge, value, hint)


SCHEMES: Final = ("hf://", "ollama://")
"""how an address begins that names a model or dataset, whatever its key"""


def schemed(knowledge: KnowledgeBase, value: str) -> Identity | None:
    """What `hf://org/name` or `ollama://name:tag` names."""
    if len(value) > _LONGEST or any(character in value for character in f" \n\t{{}}<>$\"'{BLOT}"):
        return None
    if value.startswith("ollama://"):
        name = value.removeprefix("ollama://").partition("?")[0]
        return knowledge.identify("ollama", name, ComponentKind.MODEL) if name else None
    path = value.removeprefix("hf://").partition("?")[0]
    kind = ComponentKind.DATASET if path.startswith("datasets/") else ComponentKind.MODEL
    if path.removeprefix("datasets/").count("/") < 1 or path.startswith("spaces/"):
        return None
    return knowledge.identify("huggingface", f"hf://{path}", kind)


def certain(knowledge: KnowledgeBase, value: str) -> ComponentId | None:
    """The component that a value names whatever its key: a known id with a namespace, or an address on the hub."""
    if not 4 <= len(value) <= _LONGEST or any(character in value for character in " \n\t{}<>"):  # noqa: PLR2004
        return None
    if "/" not in value or value.startswith(("/", ".")) or value.lower().endswith(_PICTURES):
        return None
    known = knowledge.known_name(value)
    if known is None or not known.name:  # the address of a library's front page
        return None
    return _fitting(knowledge, value, known, Hint(known.kind)).component


def is_weights_file(value: str) -> bool:
    """Whether a value is the name of a weights file; `.bin` alone does not say so."""
    return (
        value.lower().endswith(WEIGHTS)
        and 6 <= len(value) <= _LONGEST  # noqa: PLR2004 - no name of a file is shorter
        and not set(value) & set("{}$<>|*?\n\"'`,;" + BLOT)
    )


def fetched(knowledge: KnowledgeBase, value: str) -> Identity | None:
    """What the address of a weights file fetches, whatever its key: a model of the hub, or the file itself."""
    path = value.partition("?")[0].partition("#")[0]
    if not value.startswith(("https://", "http://")) or not path.lower().endswith((*WEIGHTS, ".bin")):
        return None
    if (
        len(value) > _LONGEST_ADDRESS
        or set(value) & set(" \n\t{}<>$|*\"'`" + BLOT)
        or _PLACEHOLDER.match(_HOST.sub("", value))
    ):
        return None
    known = knowledge.known_name(value)
    if known is not None and known.name:
        return knowledge.identify(known.ecosystem, value, known.kind)
    # `.bin` is also what firmware ends in
    return (
        None if path.lower().endswith(".bin") else Identity(ComponentId(ComponentKind.FILE, "url", value), known=False)
    )


def _located(knowledge: KnowledgeBase, value: str, hint: Hint) -> Identity | None:
    known = None if value.lower().endswith(_PICTURES) else knowledge.known_name(value)
    if known is None:
        return None
    return knowledge.identify("huggingface", value, known.kind if hint.kind is ComponentKind.MODEL else hint.kind)


def _fitting(knowledge: KnowledgeBase, value: str, known: ComponentId, hint: Hint) -> Identity:
    """The known component.

    Where a dataset is expected and a model is known, the hub has both under one name. And where a host serves weights
    under their hub id, the id alone means the weights.
    """
    if hint.kind is ComponentKind.DATASET and known.kind is not ComponentKind.DATASET:
        return knowledge.identify("huggingface", value, ComponentKind.DATASET)
    if known.kind is ComponentKind.SERVICE and _HUB_ID.fullmatch(value) and known.name.lower() == value.lower():
        return knowledge.identify("huggingface", value, ComponentKind.MODEL)
    identity = knowledge.identify(known.ecosystem, value, known.kind)
    return Identity(known, identity.version)


def _of_provider(knowledge: KnowledgeBase, value: str, provider: str) -> Identity | None:
    provider = provider.strip().lower()
    if value.lower() in _WORDS:
        return None
    if provider == "ollama":
        return knowledge.identify("ollama", value, ComponentKind.MODEL) if _OLLAMA.fullmatch(value) else None
    if knowledge.service(provider) is not None and (_BARE.fullmatch(value) or _ROUTED.fullmatch(value)):
        return knowledge.identify(provider, value, ComponentKind.SERVICE)
    return None


def _slashed(knowledge: KnowledgeBase, value: str, hint: Hint) -> Identity | None:
    first = value.split("/", 1)[0]
    if (
        _FILES.fullmatch(value)
        or first.lower() in _FOLDERS
        or ("." in first and first.rsplit(".", 1)[-1] in _TOP_LEVEL)
    ):
        return None
    if _HUB_ID.fullmatch(value):
        if hint.ecosystem == "huggingface" or knowledge.is_model_like(value):
            return knowledge.identify("huggingface", value, hint.kind)
        identity = knowledge.identify("any", value, hint.kind)
        if identity.component.kind is ComponentKind.SERVICE and not identity.known and _on_hub(knowledge, value):
            alone = knowledge.identify("any", value.partition("/")[2], hint.kind)
            if alone.component.ecosystem != identity.component.ecosystem:  # `anthropic/claude-…` is no repository
                return knowledge.identify("huggingface", value, hint.kind)
        return None if identity.component.ecosystem == "unknown" else identity
    if _ROUTED.fullmatch(value) and hint.kind is ComponentKind.MODEL:
        identity = knowledge.identify("any", value, hint.kind)
        return identity if identity.known or identity.component.ecosystem not in {"unknown", "huggingface"} else None
    return None


_TOP_LEVEL: Final = frozenset({"com", "io", "org", "net", "co", "ai", "dev", "local", "azurecr"})
"""ends of host names: `ghcr.io/org/image` is an image, `example.com/x` an address"""


def _on_hub(knowledge: KnowledgeBase, value: str) -> bool:
    """Whether the namespace is known on the hub: `openai/…` may be a router's prefix or an organisation there."""
    facts = knowledge.facts(ComponentId(ComponentKind.MODEL, "huggingface", value))
    return any(isinstance(fact, SupplierFact) for fact in facts)


def _bare(knowledge: KnowledgeBase, value: str, hint: Hint) -> Identity | None:
    if not _BARE.fullmatch(value) or _FILES.fullmatch(value):
        return None
    if hint.kind is ComponentKind.MODEL:
        of_host = hint.ecosystem not in {"any", "huggingface"} and knowledge.service(hint.ecosystem) is not None
        if of_host and any(character in value for character in "-.0123456789"):
            return knowledge.identify(hint.ecosystem, value, ComponentKind.SERVICE)
        if knowledge.is_model_like(value):
            return knowledge.identify("any", value, ComponentKind.MODEL)
    for ecosystem in ("huggingface", "ollama") if hint.kind is ComponentKind.MODEL else ("huggingface",):
        identity = knowledge.identify(ecosystem, value, hint.kind)
        # Of Ollama's short names only those with a number are told from ordinary words: `phi4`, but not `mistral`.
        if identity.known and (ecosystem == "huggingface" or any(character in value for character in ":0123456789")):
            return identity
    return None
