"""Whether a text that reached a call names a component: placeholders, local paths and built-in formats do not."""

import ipaddress
import re
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

LONGEST: Final = 200
WEIGHTS: Final = (".safetensors", ".gguf", ".ckpt", ".pt", ".pth", ".onnx", ".tflite", ".keras", ".ggml", ".h5", ".bin")
DATA: Final = (".json", ".jsonl", ".csv", ".tsv", ".parquet", ".arrow", ".txt")

_TO_FILL_IN: Final = r"""^(?:your|my|some|any|the)[-_ /]               # my-model, your/model
      | /(?:your|my)[-_] | [-_]here$
      | ^(?:org|organization|user|username|user-?name|author|owner|namespace)/"""
_FILL_IN: Final = re.compile(_TO_FILL_IN, re.IGNORECASE | re.VERBOSE)
_PLACEHOLDER: Final = re.compile(
    rf"""(?ix) {_TO_FILL_IN}
      | ^(?:model|models|name|path|none|null|true|false|auto|default|string|unknown|n/a|todo|changeme)$
      | (?:path|here|id|name)[-_ ]?(?:to|of)[-_/ ]
      | ^(?:foo|bar|dummy|fake|xxx+|test|mock)(?:[-_/]|$)
      | \.\.\. """
)
_STRANGE: Final = re.compile(r"[\s{}<>$|*?\"'`,;()=\\\x00-\x1f]")
_HUB_ID: Final = re.compile(r"(?:[A-Za-z0-9][\w.-]{0,95}/)?[A-Za-z0-9_][\w.-]{0,95}(?:@[\w.-]{1,64})?")
_FOLDERS: Final = frozenset(
    [
        "model",
        "models",
        "data",
        "dataset",
        "datasets",
        "checkpoint",
        "checkpoints",
        "ckpt",
        "ckpts",
        "weights",
        "output",
        "outputs",
        "result",
        "results",
        "run",
        "runs",
        "log",
        "logs",
        "tmp",
        "temp",
        "src",
        "saved",
        "saved_models",
        "saved_model",
        "pretrained",
        "pretrained_models",
        "finetuned",
        "experiments",
        "assets",
        "cache",
        "content",
        "drive",
        "kaggle",
        "mnt",
        "home",
        "root",
        "workspace",
        "app",
        "opt",
        "static",
        "resources",
        "artifacts",
        "local",
        "trained_models",
    ]
)
_NUMBER: Final = re.compile(r"\A[0-9.,_%-]{2,20}\Z")
"""a share or a weight, which some lists give beside each name"""
_FILE: Final = re.compile(
    r"(?i).*\.(?:py|ya?ml|jsonl?|csv|tsv|txt|md|sh|tar|gz|zip|parquet|png|jpe?g|html?|js|ts|cfg|ini|toml|pdf|pkl|npy|npz|arrow|xml|wav|mp[34])"
)
_BUILDERS: Final = frozenset(
    [
        "csv",
        "json",
        "text",
        "parquet",
        "arrow",
        "pandas",
        "imagefolder",
        "audiofolder",
        "videofolder",
        "webdataset",
        "sql",
        "xml",
        "generator",
        "pdffolder",
    ]
)
"""formats of local files that `load_dataset` takes in a dataset's place"""
_LOCAL_ENDS: Final = (".local", ".internal", ".localhost", ".svc", ".lan", ".localdomain")


def is_placeholder(text: str) -> bool:
    """Whether a text stands in for a name that somebody is to fill in, or can be no name at all."""
    return not 2 <= len(text) <= LONGEST or any(bool(each.search(text)) for each in (_PLACEHOLDER, _STRANGE, _NUMBER))  # noqa: PLR2004


def is_to_be_filled_in(text: str) -> bool:
    """Whether a text stands where somebody is to put a name of their own: `your-model`, `my-deployment`, `org/model`."""
    return len(text) <= LONGEST and bool(_FILL_IN.search(text)) and not _STRANGE.search(text)


def is_weights(text: str) -> bool:
    """Whether a text names a weights file."""
    return text.lower().endswith(WEIGHTS)


def is_data(text: str) -> bool:
    """Whether a text names a file of records."""
    return text.lower().endswith(DATA)


def tree_file(text: str, importer: str, paths: Collection[str]) -> str | None:
    """The file of the tree that a relative path means, from the root or from the file that has it."""
    plain = text.removeprefix("./")
    for candidate in (plain, str(PurePosixPath(importer).parent / plain)):
        if candidate in paths:
            return candidate
    return None


def is_local_path(text: str, folders: Collection[str]) -> bool:
    """Whether a text is a path on somebody's disk rather than a name: absolute, relative, Windows', or in the tree."""
    if text.startswith((".", "/", "~", "\\", "file:")) or "\\" in text or text.endswith("/"):
        return True
    if re.match(r"[A-Za-z]:[/\\]", text) or _FILE.fullmatch(text):
        return True
    first = text.partition("/")[0]
    return text in folders or ("/" in text and first.lower() in _FOLDERS) or text.lower() in _FOLDERS


def is_hub_id(text: str) -> bool:
    """Whether a text has the shape of a hub's id: `org/name`, or an old id without an organisation."""
    return bool(_HUB_ID.fullmatch(text))


def is_builder(text: str) -> bool:
    """Whether `load_dataset` reads local files of this format."""
    return text.lower() in _BUILDERS


def host_of(url: str) -> tuple[str, int | None] | None:
    """Host and port of an address; None for what is no address."""
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
        found = (parts.hostname, parts.port) if parts.hostname else None
    except ValueError:
        return None
    return found


def is_private(host: str) -> bool:
    """Whether a host is one's own: loopback, a private address, or a name that only one's own network knows."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_LOCAL_ENDS)
    return address.is_private or address.is_loopback or address.is_unspecified
