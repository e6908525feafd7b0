"""The names in a document of keys and values (YAML, JSON, TOML): by their keys, by their shape, and in commands."""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from auditor.detectors.claims import Finder, occurrence
from auditor.detectors.command_claims import environment_binding, named_claims
from auditor.detectors.keyed_models import host_of, identity_of, keyed
from auditor.detectors.model_keys import PROVIDER_KEYS, Hint, hint
from auditor.detectors.model_values import (
    BLOT,
    SCHEMES,
    certain,
    fetched,
    identified,
    is_weights_file,
    schemed,
    unwrapped,
)
from auditor.detectors.shell_commands import Named, read_command, read_words
from auditor.detectors.shell_words import Word
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Location, Occurrence, Role, Strength
from auditor.domain.expression import Binding
from auditor.files.document import Document, ParseError, Path
from auditor.files.source_file import SourceFile
from auditor.files.yaml_document import load_all
from auditor.knowledge.base import Identity, KnowledgeBase

_COMMAND_KEYS: Final = (
    "entrypoint",
    "command",
    "cmd",
    "args",
    "arguments",
    "extraArgs",
    "extra_args",
    "vllmArgs",
    "extraEngineArgs",
)
"""in the order in which they follow one another in one command line"""
_SCRIPT_KEYS: Final = frozenset(
    {"run", "script", "before_script", "after_script", "postCreateCommand", "shell", "test", "commands"}
)
_ENVIRONMENT_KEYS: Final = frozenset(
    {"env", "environment", "extraEnv", "envVars", "variables", "build_args", "containerEnv"}
)
_NAME_KEYS: Final = frozenset(
    {"name", "id", "path", "repo", "repo_id", "hf", "source", "value", "default", "hf_hub_url", "identifier"}
)
"""keys that name the thing which their parent's key tells of: `datasets: [{path: org/name}]`"""
_NEUTRAL: Final = re.compile(
    r"(?i)(?:image|repository|repo|uses|description|title|help|comment|homepage|urls?|href|links?|icon|author|label"
    r"|text|prompt|content|output_?dir|hub_model_id|push_to|run_?name|summary|notes?|reference|citation|served.*|alias"
    r"|aliases|display.*|.*name|license|documentation|tags?|keywords)"
)
"""keys under which a known id is only mentioned"""
_DATASET_SIGNS: Final = frozenset(
    {"columns", "split", "splits", "subset", "formatting", "text_column", "ranking", "features", "data_files", "tags"}
)
"""keys of which an entry about a dataset has several"""
_ROUTED_TO: Final = "litellm_params"
"""beside it, `model_name` is the router's own word for what these parameters name"""
_DESCRIPTIONS: Final = ("openapi", "swagger", "asyncapi")
_OPTION: Final = re.compile(r"[a-z][a-z0-9_]{1,40}:(?!//)")
"""options that are one text: `vae_path:ae.safetensors`"""
_COMFY_VALUES: Final = "widgets_values"
"""what a node of a ComfyUI workflow is set to"""
_NUMBER: Final = re.compile(r"[0-9.]{1,12}")
_FALLBACKS: Final = frozenset({"fallback", "fallbacks", "fall_back", "backup"})
"""keys of a model's settings that name the one which stands in for it"""
_ENUMERATIONS: Final = frozenset({"enum", "choices", "options", "examples", "allowed", "one_of"})
"""keys of lists that tell what may be chosen"""
_HUB_SOURCES: Final = frozenset({"huggingface", "hf", "huggingface_hub", "hub"})
_HUB_KEYS: Final = frozenset({"repository", "repo", "repo_id", "id", "path", "uri", "source"})
_SOURCE_KEYS: Final = ("type", "source", "provider", "backend", "from", "kind")
_EMBEDDED: Final = re.compile(r"(?m)^[ \t]*+(?:-[ \t]++)?[\"']?[\w.-]{1,60}[\"']?[ \t]*+:")
_DEEPEST: Final = 2
"""documents within documents within documents"""
_WORD_STEP: Final = 10_000_000
"""offsets of words that were given one by one: each word's index times this"""


class DocumentNames:
    """Walks through one document."""

    def __init__(
        self, file: SourceFile, knowledge: KnowledgeBase, detector: str, document: Document, depth: int = 0
    ) -> None:
        self._file = file
        self._knowledge = knowledge
        self._detector = detector
        self._document = document
        self._depth = depth
        self._finder = Finder(file)
        self._seen: set[tuple[Location, ComponentId]] = set()
        root = document.value
        self._describes = isinstance(root, dict) and any(isinstance(root.get(key), str) for key in _DESCRIPTIONS)
        """whether the document tells of an interface, so that names in it are examples"""

    def claims(self) -> Iterator[Occurrence | Binding]:
        """Everything that the document names, each place once."""
        for claim in self._walk(self._document.value, (), None, None):
            if isinstance(claim, Occurrence):
                if (claim.location, claim.component) in self._seen:
                    continue
                self._seen.add((claim.location, claim.component))
                if self._describes:
                    claim = msgspec.structs.replace(claim, strength=Strength.MENTION)  # noqa: PLW2901 - the same
            yield claim

    # -- the walk --------------------------------------------------------------------------------------------------

    def _walk(
        self,
        value: Any,  # noqa: ANN401 - a document's values are any
        path: Path,
        expected: Hint | None,
        provider: str | None,
    ) -> Iterator[Occurrence | Binding]:
        """`expected` is what the key above lets one expect; `provider` what a key beside it tells."""
        if isinstance(value, dict):
            yield from self._mapping(value, path, expected)
        elif isinstance(value, list):
            texts = sum(isinstance(each, str) for each in value)
            enumerated = _last_key(path) in _ENUMERATIONS or (expected is not None and expected.plural)
            choices = enumerated and texts > 1
            for index, child in enumerate(value):
                if isinstance(child, str):
                    yield from self._string(
                        child, (*path, index), expected, provider, Role.CHOICE if choices else Role.DEFAULT
                    )
                else:
                    yield from self._walk(child, (*path, index), expected, provider)
        elif isinstance(value, str):
            yield from self._string(value, path, expected, provider, Role.DEFAULT)

    def _mapping(self, mapping: dict[str, Any], path: Path, expected: Hint | None) -> Iterator[Occurrence | Binding]:
        provider = next((mapping[key] for key in PROVIDER_KEYS if isinstance(mapping.get(key), str)), None)
        if provider is None and any(isinstance(part, str) and part.lower() == "ollama" for part in path):
            provider = "ollama"
        if (pair := _environment_pair(mapping, path)) is not None:
            yield from self._environment(*pair, (*path, "value"))
            return
        from_hub = any(
            isinstance(mapping.get(key), str) and mapping[key].lower() in _HUB_SOURCES for key in _SOURCE_KEYS
        )
        of_datasets = "dataset" in self._file.path.name.lower() or len(_DATASET_SIGNS & mapping.keys()) > 1
        directly = bool(path) and isinstance(path[-1], str)
        addresses = [each for each in mapping.values() if isinstance(each, str) and "://" in each]
        saved = {address.partition("?")[0].rpartition("/")[2] for address in addresses}
        displayed = expected is not None and any(
            isinstance(child, str) and child and key != "name" and _of_model(key) for key, child in mapping.items()
        )  # `{name: "Our model", model: "…"}`
        yield from self._command_line(mapping, path)
        for key, child in mapping.items():
            below = (*path, key)
            if key == "name" and displayed:
                continue
            if isinstance(child, str) and child in saved and is_weights_file(child):
                continue  # the name under which the address beside it is saved
            pulled = key == "run" and provider == "ollama"  # beside `pull`: models that are kept in memory
            if (key in _COMMAND_KEYS or key in _SCRIPT_KEYS) and not pulled:
                yield from self._scripts(key, child, below)
                continue
            if key in _ENVIRONMENT_KEYS and isinstance(child, dict | list):
                yield from self._environments(child, below)
                continue
            if (key == "model_name" and _ROUTED_TO in mapping) or (key == "create" and provider == "ollama"):
                continue
            own = hint(key)
            if own is not None and own.plural and isinstance(child, dict) and keyed(child):
                yield from self._keyed(child, below, own, host_of(self._knowledge, mapping, _last_key(path)))
                continue
            if own is not None and own.unsaid and (of_datasets or expected is not None):
                own = expected or Hint(ComponentKind.DATASET, "huggingface")
            if key in _HUB_KEYS and from_hub:
                own = expected or Hint(ComponentKind.MODEL, "huggingface")
            if own is None and expected is not None:
                if expected.plural and (not isinstance(child, str) or _NUMBER.fullmatch(child)):
                    yield from self._key(key, below, expected)
                listed = key in _ENUMERATIONS and isinstance(child, list)
                listed |= key == "repository" and isinstance(child, str) and certain(self._knowledge, child) is not None
                if listed or key in _NAME_KEYS or (expected.plural and (directly or isinstance(child, dict))):
                    own = expected
            yield from self._walk(child, below, own, provider)

    def _keyed(
        self, table: dict[str, Any], path: Path, expected: Hint, host: str | None
    ) -> Iterator[Occurrence | Binding]:
        """A table whose keys are models of one host, with the settings of each; what the settings name besides."""
        role = Role.CHOICE if len(table) > 1 else Role.DEFAULT
        models = expected.kind is ComponentKind.MODEL
        for key, entry in table.items():
            below = (*path, key)
            identity = identity_of(self._knowledge, key, host) if models else None
            if identity is not None:
                place = self._finder.first(self._document.key_position(below), key)
                yield self._occurrence(identity, key, place, role)
            else:
                yield from self._key(key, below, expected)
            for name, value in entry.items() if entry else ():
                if isinstance(value, str) and name.lower() in _FALLBACKS and models:
                    other = identity_of(self._knowledge, value, host)
                    if other is not None:
                        place = self._finder.first(self._document.position((*below, name)), value)
                        yield self._occurrence(other, value, place, Role.CHOICE)
                elif _NEUTRAL.fullmatch(name) is None:
                    yield from self._walk(value, (*below, name), hint(name), None)

    def _key(self, key: str, path: Path, expected: Hint) -> Iterator[Occurrence]:
        """A key that is a name: `dataset_mixer: {org/name: 0.5}`."""
        identity = identified(self._knowledge, key, expected) if "/" in key else None
        if identity is not None:
            yield self._occurrence(identity, key, self._finder.first(self._document.key_position(path), key))

    def _string(
        self, text: str, path: Path, expected: Hint | None, provider: str | None, role: Role
    ) -> Iterator[Occurrence]:
        if "\n" in text and _EMBEDDED.search(text):
            yield from self._embedded(text, path)
            return
        value = unwrapped(text)
        identity = None
        if value.startswith(SCHEMES):
            identity = schemed(self._knowledge, value)
        elif (address := fetched(self._knowledge, value)) is not None:
            identity = address
        elif expected is not None:
            identity = identified(self._knowledge, value, expected, provider)
        elif not self._neutral(path) and (known := certain(self._knowledge, value)) is not None:
            identity = Identity(known)
        key = _last_key(path)
        value = value.rpartition(":")[2] if identity is None and _OPTION.match(value) else value
        of_node = key == _COMFY_VALUES and value.endswith(".bin")
        if identity is None and "://" not in value and (is_weights_file(value) or of_node):
            identity = Identity(ComponentId(ComponentKind.FILE, "tree", value.removeprefix("./")), known=False)
        if identity is not None:
            yield self._occurrence(identity, value, self._finder.first(self._document.position(path), value), role)

    def _embedded(self, text: str, path: Path) -> Iterator[Occurrence]:
        """A document within a value, as the files of a Kubernetes `ConfigMap` are."""
        try:
            documents = load_all(text) if self._depth < _DEEPEST else []
        except ParseError:
            return
        mark = self._document.position(path)
        for document in documents:
            inner = DocumentNames(self._file, self._knowledge, self._detector, document, self._depth + 1)
            for claim in inner.claims():
                if isinstance(claim, Occurrence):
                    place = self._finder.first(mark, claim.literal)
                    yield msgspec.structs.replace(claim, location=place, snippet=self._file.snippet(place.line))

    def _neutral(self, path: Path) -> bool:
        return _NEUTRAL.fullmatch(_last_key(path)) is not None

    def _occurrence(
        self, identity: Identity, literal: str, location: Location, role: Role = Role.DEFAULT
    ) -> Occurrence:
        return occurrence(self._file, self._detector, identity, literal, location, role=role)

    # -- commands ----------------------------------------------------------------------------------------------------

    def _command_line(self, mapping: dict[str, Any], path: Path) -> Iterator[Occurrence]:
        """A command line that is spread over `command: [...]` and `args: [...]`."""
        words: list[Word] = []
        paths: list[Path] = []
        for key in _COMMAND_KEYS:
            value = mapping.get(key)
            if isinstance(value, list) and all(isinstance(each, str) or each is None for each in value):
                for index, each in enumerate(value):
                    words.append(Word(each or "", len(words) * _WORD_STEP))
                    paths.append((*path, key, index))

        def place(named: Named) -> Location:
            return self._finder.first(self._document.position(paths[named.offset // _WORD_STEP]), named.literal)

        if words:
            yield from named_claims(self._file, self._knowledge, self._detector, read_words(words), place)

    def _scripts(self, key: str, value: Any, path: Path) -> Iterator[Occurrence | Binding]:  # noqa: ANN401
        """Commands as text: one string, or a list of them."""
        if isinstance(value, str):
            yield from self._script(value, path)
        elif isinstance(value, list):
            for index, each in enumerate(value):
                if isinstance(each, str) and (key in _SCRIPT_KEYS or "\n" in each or " " in each.strip()):
                    yield from self._script(each, (*path, index))
                elif not isinstance(each, str):
                    yield from self._walk(each, (*path, index), None, None)
        elif isinstance(value, dict):
            yield from self._walk(value, path, None, None)

    def _script(self, text: str, path: Path) -> Iterator[Occurrence]:
        mark = self._document.position(path)
        self._finder.rewind()
        yield from named_claims(
            self._file,
            self._knowledge,
            self._detector,
            read_command(text),
            lambda named: self._finder.location(mark, named.literal),
        )

    # -- environments --------------------------------------------------------------------------------------------------

    def _environments(self, value: dict[str, Any] | list[Any], path: Path) -> Iterator[Occurrence | Binding]:
        """`{NAME: value}`, `["NAME=value"]`, or Kubernetes' `[{name: NAME, value: value}]`."""
        if isinstance(value, dict):
            for name, child in value.items():
                if isinstance(child, str):
                    yield from self._environment(name, child, (*path, name))
                else:
                    yield from self._walk(child, (*path, name), None, None)
            return
        for index, each in enumerate(value):
            if isinstance(each, str) and "=" in each:
                name, _, text = each.partition("=")
                yield from self._environment(name, text, (*path, index))
            elif isinstance(each, dict):
                yield from self._walk(each, (*path, index), None, None)

    def _environment(self, name: str, text: str, path: Path) -> Iterator[Occurrence | Binding]:
        value = unwrapped(text)
        if not value or "\n" in value or "{{" in value or BLOT in value:
            return
        location = self._finder.first(self._document.position(path), value)
        if "$" not in value:
            yield environment_binding(name, value, location)
        expected = hint(name)
        identity = identified(self._knowledge, value, expected) if expected is not None else None
        if identity is not None:
            yield self._occurrence(identity, value, location)


def _of_model(key: str) -> bool:
    expected = hint(key)
    return expected is not None and expected.kind is ComponentKind.MODEL


def _last_key(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _environment_pair(mapping: dict[str, Any], path: Path) -> tuple[str, str] | None:
    """Kubernetes' `{name: NAME, value: value}` in a list named `env`."""
    parents = [part for part in path if isinstance(part, str)]
    name, value = mapping.get("name"), mapping.get("value")
    if not (isinstance(name, str) and isinstance(value, str) and parents):
        return None
    return (name, value) if name.isupper() or "env" in parents[-1].lower() else None
