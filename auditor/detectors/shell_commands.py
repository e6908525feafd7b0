"""What shell commands name: packages that are installed, models that are pulled, downloaded or served, flags' values.

Used for everything that holds commands: scripts, Makefiles, Dockerfiles, compose files, workflows, notebooks.
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise, zip_longest
from pathlib import PurePosixPath
from typing import Final

import msgspec

from auditor.detectors.model_keys import Hint, hint
from auditor.detectors.model_values import BLOT, certain, identified, unwrapped
from auditor.detectors.python_snippets import given, named_by
from auditor.detectors.requirement_lines import read_requirement
from auditor.detectors.shell_programs import (
    HF_VALUED,
    HUB_FLAGS,
    INSTALLERS,
    LEADING,
    NAMING,
    NPM_VALUED,
    SHELLS,
    SKIPPED,
    VALUED,
    Head,
)
from auditor.detectors.shell_words import Command, Word, commands
from auditor.domain.component import ComponentKind
from auditor.knowledge.base import Identity, KnowledgeBase
from auditor.knowledge.hub import HUB_ID


class Named(msgspec.Struct, frozen=True):
    """Something that a command names."""

    kind: ComponentKind
    ecosystem: str
    """pypi, npm, huggingface, ollama …; `any` where only a flag or variable says that a model is named"""
    literal: str
    offset: int
    """in the text that was read"""
    version: str | None = None
    certain: bool = True
    """False: a flag or variable says so, and the value must still look like a name: ask `identify`"""
    call: str | None = None
    """the Python function that it is given to, and at which place: the libraries' tables say what it means there"""


def read_command(text: str, base: int = 0) -> list[Named]:
    """What the commands of a text name, each place once. Variables set in the text are followed."""
    reader = Reader()
    for command in commands(text, base):
        reader.read(command)
    return reader.found


def read_words(words: Sequence[Word]) -> list[Named]:
    """The same for a command whose words were given one by one, as in `CMD ["vllm", "serve", "x/y"]`."""
    reader = Reader()
    reader.read(Command(tuple(words)))
    return reader.found


def identify(knowledge: KnowledgeBase, named: Named) -> Identity | None:
    """The component behind a name; None for a package that is no AI package, and for a value that names nothing."""
    if named.call is not None:
        return named_by(named.call, named.literal, knowledge)
    if named.kind is ComponentKind.LIBRARY:
        listed = knowledge.package(named.ecosystem, named.literal) is not None
        return knowledge.identify(named.ecosystem, named.literal, named.kind) if listed else None
    if BLOT in named.literal:
        return None
    if named.certain and named.ecosystem not in {"any", "huggingface"}:
        return knowledge.identify(named.ecosystem, named.literal, named.kind)
    if named.ecosystem == OPERAND:
        known = certain(knowledge, named.literal)
        return None if known is None else Identity(known)
    return identified(knowledge, named.literal, Hint(named.kind, named.ecosystem))


_PYTHON: Final = re.compile(r"python(?:\d(?:\.\d{1,2})?)?")
_ASSIGNMENT: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]{0,80})\??=(.*)", re.DOTALL)
_QUOTED_COMMAND: Final = re.compile(r"[A-Za-z_]\w{0,80}=([\"'])([\w./-]++\s(?:(?!\1)[^\\]|\\.)*+)\1", re.DOTALL)
_VARIABLE: Final = re.compile(r"\$\{?([A-Za-z_][A-Za-z0-9_]{0,80})\}?")
_FALLBACK: Final = re.compile(r"\$\{[A-Za-z0-9_]{1,80}:?[-=]([^{}$]{1,160})\}")
_PAYLOAD_MODEL: Final = re.compile(r'["\']model["\']\s{0,4}:\s{0,4}["\']([^"\'\s]{2,160})["\']')
_HUB_URL: Final = re.compile(r"https?://(?:huggingface\.co|hf\.co|hf-mirror\.com)/([^\s\"']{3,300})")
_HUB_SSH: Final = re.compile(r"git@(?:hf\.co|huggingface\.co):((?:datasets/)?[\w.-]{1,96}/[\w.-]{1,96}?)(?:\.git)?")
_IDENTIFYING: Final = frozenset({"--model-id", "--model_id", "--model-dir", "--model_dir", "--model-path"})
_SERVED_AS: Final = frozenset({"--model-name", "--model_name"})
"""flags that, beside those which identify a model, say under which word it is served"""
_EDITORS: Final = frozenset({"yq", "jq"})
_EDIT: Final = re.compile(r"\.([A-Za-z_][\w-]{0,80})\s{0,4}\|?=\s{0,4}\"([^\"\s]{2,160})\"")
_SETTERS: Final = frozenset({"--set", "--set-string"})
OPERAND: Final = "operand"
"""the ecosystem of a word that no flag speaks of; it names something only if it is a known id"""
_LONGEST_LOOP: Final = 50


class Reader:
    """Reads commands one after the other, and remembers variables."""

    def __init__(self) -> None:
        self._found: dict[int, Named] = {}
        self.assigned: list[tuple[str, Word]] = []
        """variables that were set, with their values"""
        self._variables: dict[str, list[Word]] = {}

    def read(self, command: Command, depth: int = 0) -> None:
        """Read one more command."""
        words = self._assignments(command.words)
        if not words:
            return
        program = PurePosixPath(words[0].text).name
        if program == "for" and len(words) > 3 and words[2].text == "in":  # noqa: PLR2004 - for NAME in …
            self._variables[words[1].text] = words[3 : 3 + _LONGEST_LOOP]
            return
        if program in SKIPPED:
            return
        if program in SHELLS:
            self._script(words, command, depth)
        if _PYTHON.fullmatch(program):
            self._snippet(words, command)
        options = [self._expanded(word) for word in words]
        for choice in range(min(max(map(len, options)), _LONGEST_LOOP)):
            self._simple([each[min(choice, len(each) - 1)] for each in options])

    def _simple(self, words: Sequence[Word]) -> None:
        """A command without variables."""
        self._urls(words)
        head = Head(words)
        for begin, ecosystem in INSTALLERS.items():
            if (operands := head.behind(begin)) is not None:
                self._packages(operands, ecosystem)
                return
        for begin, ecosystem in NAMING.items():
            if (operands := head.behind(begin)) is not None:
                self._first_operand(operands, ecosystem)
        if head.programs & _EDITORS:
            self._edits(words)
        self._flags(words, head)

    @property
    def found(self) -> list[Named]:
        """What was named so far, in order of place."""
        return [self._found[offset] for offset in sorted(self._found)]

    def _add(self, named: Named) -> None:
        """Keep a name; of two readings of one place the certain one counts."""
        before = self._found.get(named.offset)
        if named.literal and (before is None or (named.certain and not before.certain)):
            self._found[named.offset] = named

    # -- variables -----------------------------------------------------------------------------------------------

    def _assignments(self, words: Sequence[Word]) -> list[Word]:
        """The words behind leading assignments and words such as `sudo`; what is assigned is remembered."""
        if len(words) > 2 and words[1].text in {"=", ":=", "?=", "::="}:  # noqa: PLR2004 - a Makefile's NAME := value
            self._assign(words[0].text, words[2])
            return []
        at = 0
        while at < len(words):
            text = words[at].text.lstrip("@") or "@"
            match = _ASSIGNMENT.fullmatch(text)
            if match:
                self._assign(match[1], words[at].part(match[2]))
                self._command_in(words[at])
            elif text not in LEADING and text not in {
                "export",
                "declare",
                "local",
                "readonly",
                "set",
                "-x",
                "ENV",
                "ARG",
            }:
                break
            at += 1
        rest = words[at:]
        return [rest[0].part(rest[0].text.lstrip("@")), *rest[1:]] if rest else []

    def _assign(self, name: str, value: Word) -> None:
        fallback = _FALLBACK.fullmatch(value.text)
        if fallback:
            value = value.part(fallback[1])
        self._variables[name] = [value]
        self.assigned.append((name, value))
        if (expected := hint(name)) is not None:
            self._add(Named(expected.kind, expected.ecosystem, unwrapped(value.text), value.offset, certain=False))

    def _command_in(self, word: Word) -> None:
        """`LAUNCH="accelerate launch train.py --model …"`: a command that is kept in a variable, to be run later."""
        quoted = _QUOTED_COMMAND.fullmatch(word.raw or word.text)
        if quoted is not None:
            for inner in commands(quoted[2], word.offset + quoted.start(2)):
                self._simple(inner.words)

    def _expanded(self, word: Word) -> list[Word]:
        if fallback := _FALLBACK.fullmatch(word.text):
            return [word.part(fallback[1])]
        match = _VARIABLE.fullmatch(word.text)
        return self._variables.get(match[1], [word]) if match else [word]

    # -- kinds of command ------------------------------------------------------------------------------------------

    def _script(self, words: Sequence[Word], command: Command, depth: int) -> None:
        """`bash -c "…"`, and a shell that reads a heredoc."""
        if depth > 3:  # noqa: PLR2004 - shells within shells within shells
            return
        texts = [
            (words[i + 1].text, words[i + 1].offset)
            for i, w in enumerate(words[:-1])
            if re.fullmatch(r"-[a-z]*c", w.text)
        ]
        if command.heredoc is not None:
            texts.append((command.heredoc.text, command.heredoc.offset))
        for text, offset in texts:
            for inner in commands(text, offset):
                self.read(inner, depth + 1)

    def _snippet(self, words: Sequence[Word], command: Command) -> None:
        """`python -c "…"`, and a Python that reads a heredoc."""
        codes = [code for flag, code in pairwise(words) if flag.text == "-c"][:1]
        if command.heredoc is not None and not codes:
            codes = [Word(command.heredoc.text, command.heredoc.offset)]
        for code in codes:
            for one in given(code.text):
                place = code.part(one.text)
                self._add(Named(ComponentKind.MODEL, "any", one.text, place.offset, one.revision, call=one.call))

    def _packages(self, operands: Sequence[Word], ecosystem: str) -> None:
        valued = VALUED if ecosystem == "pypi" else NPM_VALUED
        skip = False
        for word in operands:
            if skip:
                skip = word.text.startswith("-") and word.text in valued
                if not word.text.startswith("git+"):  # `-e git+https://…` is a package all the same
                    continue
            if word.text.startswith("-"):
                skip = word.text in valued
            elif ecosystem == "npm":
                name, version = _npm(word.text)
                self._add(Named(ComponentKind.LIBRARY, "npm", name, word.offset, version))
            elif not word.text.startswith((".", "/", "$")) and (named := read_requirement(_conda(word.text))):
                offset = word.offset + named.offset
                self._add(Named(ComponentKind.LIBRARY, "pypi", named.name, offset, named.version))

    def _first_operand(self, operands: Sequence[Word], ecosystem: str) -> None:
        kind, revision, operand, skip = ComponentKind.MODEL, None, None, False
        for word, following in zip_longest(operands, operands[1:]):
            if word.text in {"--repo-type", "--repo-type=dataset"}:
                dataset = "=" in word.text or (following is not None and following.text == "dataset")
                kind = ComponentKind.DATASET if dataset else kind
            if word.text == "--revision" and following is not None:
                revision = following.text
            if not skip and operand is None and not word.text.startswith("-"):
                operand = word
            skip = word.text in HF_VALUED
        if operand is not None and not operand.text.startswith(("$", "/", ".")) and not set(operand.text) & set("{}<>"):
            self._add(Named(kind, ecosystem, operand.text, operand.offset, revision))

    def _urls(self, words: Sequence[Word]) -> None:
        """`git clone`, `curl` and `wget` of the hub, and models in the payload of a request."""
        for word in words:
            if (
                (match := _HUB_URL.search(word.text))
                and match[1].count("/") >= 1
                and not match[1].startswith(("api/", "spaces/"))
            ):
                kind = ComponentKind.DATASET if match[1].startswith("datasets/") else ComponentKind.MODEL
                self._add(Named(kind, "huggingface", match[0], word.part(match[0]).offset))
            if cloned := _HUB_SSH.fullmatch(word.text):
                kind = ComponentKind.DATASET if cloned[1].startswith("datasets/") else ComponentKind.MODEL
                name = cloned[1].removeprefix("datasets/")
                self._add(Named(kind, "huggingface", name, word.part(name).offset))
            for payload in _PAYLOAD_MODEL.finditer(word.text):
                self._add(Named(ComponentKind.MODEL, "any", payload[1], word.part(payload[1]).offset, certain=False))

    def _operand(self, word: Word) -> None:
        """A word of its own that has the shape of a hub id: it counts when the id is known."""
        if HUB_ID.fullmatch(word.text):
            self._add(Named(ComponentKind.MODEL, OPERAND, word.text, word.offset, certain=False))

    def _flags(self, words: Sequence[Word], head: Head) -> None:
        """Values of flags such as `--model`, variables that a container gets, and operands that are known ids."""
        hub = next((flags for program, flags in HUB_FLAGS.items() if program in head.programs), ())
        named = any(word.text.partition("=")[0] in _IDENTIFYING for word in words)
        flagged = False
        for word, following in zip_longest(words, words[1:]):
            flag, equals, text = word.text.partition("=")
            if not flag.startswith("-"):
                if not flagged:
                    self._operand(word)
                flagged = False
                continue
            flagged = not equals
            value = word.part(text) if equals else following
            if value is None or value.text.startswith("-"):
                continue
            if flag in _SETTERS and "helm" in head.programs:
                self._settings(value)
            elif flag in {"-e", "--env", "--build-arg"} and (match := _ASSIGNMENT.fullmatch(value.text)):
                self._assign(match[1], value.part(match[2]))
            elif flag in hub:
                self._value(value, Hint(ComponentKind.MODEL, "huggingface"))
            elif named and flag in _SERVED_AS:
                continue
            elif flag.startswith("--") and (expected := hint(flag)) is not None:
                self._value(value, expected)

    def _edits(self, words: Sequence[Word]) -> None:
        """What yq or jq writes into a document: `.spec.model.MODEL_ID = "org/name"`."""
        for word in words:
            for edit in islice(_EDIT.finditer(word.text), _LONGEST_LOOP):
                if (expected := hint(edit[1])) is not None:
                    self._value(word.part(edit[2]), expected)

    def _settings(self, value: Word) -> None:
        """Helm's `--set model.name=org/name,replicas=1`."""
        for part in value.text.split(",")[:_LONGEST_LOOP]:
            path, equals, text = part.partition("=")
            keys = re.sub(r"\[\d{1,4}\]", "", path).split(".")
            expected = hint(keys[-1]) or hint(".".join(keys[-2:]))
            if equals and expected is not None:
                self._value(value.part(text), expected)

    def _value(self, value: Word, expected: Hint) -> None:
        """A flag's value; where the flag takes several, they stand between commas."""
        at = 0
        for part in value.text.split(",") if expected.plural else (value.text,):
            literal = unwrapped(part)
            offset = value.offset + max((value.raw or value.text).find(literal, at), 0)
            at += len(part) + 1
            self._add(Named(expected.kind, expected.ecosystem, literal, offset, certain=False))


def _npm(text: str) -> tuple[str, str | None]:
    name, at, version = text.rpartition("@")
    if not name:
        return text, None
    return name, version if at and re.fullmatch(r"\d+\.\d+\.\d+[\w.+-]{0,60}", version) else None


def _conda(text: str) -> str:
    """A conda specification (`pytorch=2.1`) as pip would have it."""
    return re.sub(r"(?<![=<>!~])=(?!=)", "==", text, count=1) if "=" in text and "://" not in text else text
