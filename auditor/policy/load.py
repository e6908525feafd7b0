"""A policy by name or path → `Policy`, with what it extends, and with the line behind every key."""

import hashlib
import re
from collections.abc import Collection, Sequence
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any, Final

import msgspec

import auditor
from auditor.domain.finding import RuleMeta
from auditor.errors import AuditorError
from auditor.files.document import Document, Mark, ParseError
from auditor.files.document import Path as Path_
from auditor.files.named import whole, whole_text
from auditor.files.yaml_document import load_all
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.decode import decode, fault
from auditor.knowledge.misfit import suggestion
from auditor.knowledge.records import VocabularyRecord
from auditor.policy.checks import check_layer, check_together
from auditor.policy.layers import Layer, Place, dotted, merged, spelt_out
from auditor.policy.policy import Extends, Policy
from auditor.policy.quantities import quantity
from auditor.policy.tightness import looser

_PACKAGE: Final = Path(auditor.__file__).parent
SHIPPED: Final = (_PACKAGE / "policies", _PACKAGE.parent / "policies")
"""where a policy's name is looked up: in the wheel, then, in a checkout, beside the package"""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_MAX_BYTES: Final = 1024 * 1024
_MAX_LAYERS: Final = 20


class LoadedPolicy(msgspec.Struct, frozen=True):
    """A policy, and where each of its words was written."""

    policy: Policy
    source: str
    """`policies/default.yaml` for a shipped one, else the path as given"""
    digest: str
    """of what the policy says after `extends`; comments and layout do not count"""
    lines: dict[str, str] = {}
    """`use.commercial` → `policies/x.yaml:8 says commercial: true`; no entry for a key that no file writes"""
    places: dict[str, str] = {}
    """`waivers[0].expires` → `policies/x.yaml:40:14`"""
    written: dict[str, Any] = {}
    """all keys that any of the files writes, as they are written"""
    overridden: dict[str, tuple[str, ...]] = {}
    """`use.commercial` → what files below say of it, and what does not hold: `policies/y.yaml:3 says commercial: false`"""
    sources: tuple[str, ...] = ()
    """the files, the most general first"""


def load_policy(
    name_or_path: str,
    *,
    base: Path | None = None,
    known_rules: Collection[str] | None = None,
    vocabulary: VocabularyRecord | None = None,
    cards: tuple[RuleMeta, ...] = (),
    knowledge: KnowledgeBase | None = None,
) -> LoadedPolicy:
    """Read a policy and all that it extends. Raises AuditorError with `file:line:column`.

    A path is looked for first (from `base`, or the working folder), then a shipped policy of this name. Rule ids, words
    of the vocabulary and names of licences are checked against what is given; `cards` are those of all rules, by which
    a policy that may only be tightened is compared.
    """
    if knowledge is not None:
        vocabulary = vocabulary or knowledge.vocabulary
    file, source = find_policy(name_or_path, base)
    layers = _layers(file, source)
    said: list[Policy] = []
    for layer in layers:
        policy = decode(layer.document, Policy, source=layer.source, dec_hook=quantity)
        said.append(policy)
        check_layer(layer, policy, known_rules=known_rules, vocabulary=vocabulary, knowledge=knowledge)
    value, places, overridden = merged(layers)
    policy = msgspec.convert(value, Policy, strict=False, dec_hook=quantity)
    check_together(policy, places)
    _check_tightening(layers, said, policy, places, cards)
    return LoadedPolicy(
        policy=policy,
        source=source,
        digest=_digest(policy),
        lines={dotted(path): place.sentence for path, place in places.items()},
        places={dotted(path): str(place) for path, place in places.items()},
        written=value,
        overridden={dotted(path): tuple(place.sentence for place in below) for path, below in overridden.items()},
        sources=tuple(layer.source for layer in layers),
    )


def shipped_names() -> list[str]:
    """The names of the policies that come with the program."""
    files = (file for folder in SHIPPED if folder.is_dir() for file in folder.glob("*.yaml"))
    return sorted({file.stem for file in files if _NAME.fullmatch(file.stem)})


def find_policy(name_or_path: str, base: Path | None = None) -> tuple[Path, str]:
    """The file of a policy, and what to call it: a path first, then a shipped policy. Raises AuditorError."""
    path = (base or Path()) / name_or_path
    if path.is_file():
        return path, name_or_path.replace("\\", "/")
    if shipped := _shipped(name_or_path):
        return shipped
    if path.is_dir():
        raise AuditorError(f"{name_or_path}: there is no such policy; it is a folder, and a file is needed")
    if "/" in name_or_path or name_or_path.endswith((".yaml", ".yml")):
        raise AuditorError(f"{name_or_path}: there is no such policy file")
    raise AuditorError(_no_such_name(name_or_path))


def _shipped(name: str) -> tuple[Path, str] | None:
    if _NAME.fullmatch(name):
        for folder in SHIPPED:
            if (folder / f"{name}.yaml").is_file():
                return folder / f"{name}.yaml", f"policies/{name}.yaml"
    return None


def _no_such_name(name: str) -> str:
    names = shipped_names()
    return f"there is no policy {name[:100]!r}{suggestion(name, names) or '; there are ' + ', '.join(names)}"


def _layers(file: Path, source: str) -> list[Layer]:
    """The file and what it extends, the most general first."""
    layers: list[Layer] = []
    seen: dict[Path, str] = {}
    pinned = False
    while True:
        seen[file.resolve()] = source
        document = spelt_out(read_document(file, source))
        layers.insert(0, Layer(source, document))
        said = document.value.get("extends") if isinstance(document.value, dict) else None
        extends, pin = (said.get("path"), said.get("sha256")) if isinstance(said, dict) else (said, None)
        at: Path_ = ("extends", "path") if isinstance(said, dict) else ("extends",)
        if not isinstance(extends, str):  # decoding tells what is wrong with it
            return layers
        named = "/" in extends or extends.endswith((".yaml", ".yml"))
        if pinned and named and pin is None:
            message = f"{source} is extended by its digest, so what it extends needs one too: {{path: …, sha256: …}}"
            raise fault(document, at, message, source=source)
        file, parent = _extended(document, extends, file, source, at)
        if pin is not None:
            _check_digest(document, file, parent, pin, source)
            pinned = True
        if file.resolve() in seen:
            way = " → ".join([*seen.values(), parent])
            raise fault(document, at, f"extends runs in a circle: {way}", source=source)
        if len(layers) >= _MAX_LAYERS:
            raise fault(document, ("extends",), f"more than {_MAX_LAYERS} policies extend each other", source=source)
        source = parent


def _extended(document: Document, extends: str, file: Path, source: str, at: Path_) -> tuple[Path, str]:
    """The file that `extends` means: a shipped name, or a path from the folder of the file that says so."""
    if "/" in extends or extends.endswith((".yaml", ".yml")):
        found = file.parent / extends
        if not found.is_file():
            raise fault(document, at, f"there is no file {extends!r} to extend", source=source)
        return found, extends if extends.startswith("/") else normpath(str(PurePosixPath(source).parent / extends))
    shipped = _shipped(extends)
    if shipped is None:
        raise fault(document, at, _no_such_name(extends), source=source)
    return shipped


def _check_digest(document: Document, file: Path, name: str, pin: object, source: str) -> None:
    """Refuse a file that is not the one that was meant."""
    found = hashlib.sha256(whole(file, "policy", _MAX_BYTES, name)).hexdigest()
    if found != pin:
        message = f"{name} is not the file that was meant: its SHA-256 is {found}"
        raise fault(document, ("extends", "sha256"), message, source=source)


def _check_tightening(
    layers: Sequence[Layer],
    said: Sequence[Policy],
    policy: Policy,
    places: dict[Path_, Place],
    cards: tuple[RuleMeta, ...],
) -> None:
    """Refuse what is looser than a policy that may only be tightened. Raises AuditorError with both places."""
    for number, layer in enumerate(layers):
        extends = said[number].extends
        if not isinstance(extends, Extends) or not extends.only_tighten:
            continue
        value, before, _ = merged(layers[:number])
        base = msgspec.convert(value, Policy, strict=False, dec_hook=quantity)
        answered = {f"use.{key}" for key, answer in (value.get("use") or {}).items() if answer is not None}
        told = {dotted(path): place for path, place in places.items()}
        for key in looser(base, policy, cards):
            if key.startswith("use.") and key not in answered:
                continue  # what we do is ours to say, where nobody above has
            here = told.get(key) or told.get(key.rpartition(".")[0])
            there = next((place.sentence for path, place in before.items() if dotted(path) == key), base.name)
            raise AuditorError(f"{here or layer.source}: {key} is looser here, and may only be tighter: {there}")


def read_document(file: Path, source: str) -> Document:
    """One YAML file of a policy's kind. Raises AuditorError with its place."""
    text = whole_text(file, "policy", _MAX_BYTES, source)
    try:
        documents = load_all(text, unique_keys=True)
    except ParseError as error:
        mark = error.mark or Mark(1, 1)
        raise AuditorError(f"{source}:{mark.line}:{mark.column}: {error.message}") from error
    if len(documents) != 1:
        found = "is empty" if not documents else "holds more than one document"
        raise AuditorError(f"{source}:1:1: the policy {found}")
    return documents[0]


def _digest(policy: Policy) -> str:
    encoded = msgspec.json.encode(policy, enc_hook=_plain, order="deterministic")
    return hashlib.sha256(encoded).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - an encoder's hook
    return int(value) if isinstance(value, int) else float(value)
