"""Constants of other files, in Go, Java, Kotlin, C#, Rust, Ruby and PHP: from the name in a call to the text it stands for.

Which file has a constant is told by its package, module or class: Go's packages are folders, Rust's modules are files, and
in the other languages a class stands in the file of its name. Where several files fit, the one whose folders agree best
with the import counts, then the nearest; where these say different things, none does.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from auditor.detectors import language_calls
from auditor.detectors.base import Claim
from auditor.detectors.language_calls.syntax import LANGUAGES
from auditor.domain.evidence import Occurrence
from auditor.domain.expression import Sought, Text
from auditor.files.reading import read
from auditor.files.scope import scope_of
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

_MOST_FILES: Final = 60
"""files that are read for one name, as those of a package are"""
_MOST_READ: Final = 2_000
"""files that are read for a tree"""
_MODULE_FILES: Final = frozenset({"mod", "lib", "main"})
"""Rust's files that are called after their folder"""
_NO_FOLDERS: Final = frozenset({"crate", "super", "self", "Self"})
_SHARED: Final = {"java": "jvm", "kotlin": "jvm"}
"""languages that use one another's classes"""


def named_elsewhere(
    root: Path, paths: Iterable[str], claims: Mapping[str, Sequence[Claim]], knowledge: KnowledgeBase
) -> list[Occurrence]:
    """What calls name by constants of other files. `paths` are the tree's files, `claims` what the detectors said of each."""
    sought = {path: [claim for claim in said if isinstance(claim, Sought)] for path, said in claims.items()}
    sought = {path: wanted for path, wanted in sought.items() if wanted}
    if not sought:
        return []
    tree = _Tree(root, paths)
    found: list[Occurrence] = []
    for path in sorted(sought):
        texts = {}
        for wanted in sought[path]:
            text = tree.constant(wanted, path)
            if text is not None:
                texts[wanted.written] = text
        file = read(root, path) if texts else None
        if isinstance(file, SourceFile):
            found += [tree.placed(occurrence) for occurrence in language_calls.told(file, knowledge, texts)]
    return found


class _Tree:
    """The source files of a tree, by folder and by name."""

    def __init__(self, root: Path, paths: Iterable[str]) -> None:
        self._root = root
        self._by_stem: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_folder: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._inside: dict[tuple[str, str], list[str]] = defaultdict(list)
        """by the last name of the folder"""
        self._constants: dict[str, dict[str, list[Text]]] = {}
        for path in sorted(paths):
            place = PurePosixPath(path)
            language = _family(place)
            if language is None or (language == "go" and place.stem.endswith("_test")):
                continue
            self._by_stem[language, _folded(place.stem)].append(path)
            self._by_folder[language, str(place.parent)].append(path)
            self._inside[language, _folded(place.parent.name)].append(path)

    def constant(self, wanted: Sought, path: str) -> Text | None:
        """The text behind a name that `path` takes from another file."""
        files = [file for file in self._candidates(wanted, PurePosixPath(path)) if file != path]
        words = [_folded(word) for word in wanted.owner if word not in _NO_FOLDERS]
        best: tuple[int, int] = (-1, -1)
        texts: list[Text] = []
        for file in sorted(files, key=partial(_rank, words, path), reverse=True)[:_MOST_FILES]:
            found = self._constants_of(file).get(wanted.name, ())
            rank = _rank(words, path, file)
            if found and rank >= best:
                best = rank
                texts += found
        return texts[0] if texts and len({text.value for text in texts}) == 1 else None

    def placed(self, occurrence: Occurrence) -> Occurrence:
        """With the line, and the scope, of the file in which the text stands."""
        place = occurrence.location
        file = read(self._root, place.path)
        snippet = file.snippet(place.line) if isinstance(file, SourceFile) else ""
        return msgspec.structs.replace(occurrence, snippet=snippet, scope=scope_of(place.path))

    def _candidates(self, wanted: Sought, place: PurePosixPath) -> list[str]:
        language = _family(place) or ""
        owner = [word for word in wanted.owner if word not in _NO_FOLDERS]
        folder = self._by_folder.get((language, str(place.parent)), [])
        if not owner:
            named = [file for file in folder if PurePosixPath(file).stem in _MODULE_FILES]
            return named if language == "rust" else folder
        last = _folded(owner[-1])
        if language == "go":
            return self._inside.get((language, last), [])
        files = list(self._by_stem.get((language, last), []))
        if language == "rust":
            inside = self._inside.get((language, last), [])
            files += [file for file in inside if PurePosixPath(file).stem in _MODULE_FILES]
        if language == "jvm" and not files:  # Kotlin's constants outside of classes
            files += self._inside.get((language, last), [])
        return files

    def _constants_of(self, path: str) -> dict[str, list[Text]]:
        if path not in self._constants:
            file = read(self._root, path) if len(self._constants) < _MOST_READ else None
            self._constants[path] = language_calls.constants(file) if isinstance(file, SourceFile) else {}
        return self._constants[path]


def _rank(words: Sequence[str], importer: str, path: str) -> tuple[int, int]:
    """How many folders and the file itself agree with the words of an import, from the end; and how near the file is."""
    place = PurePosixPath(path)
    parts = [_folded(part) for part in place.with_suffix("").parts]
    tails = (parts, parts[:-1])
    agreeing = max((_agreeing(tail, words) for tail in tails), default=0)
    near = 0
    for one, other in zip(PurePosixPath(importer).parent.parts, place.parent.parts, strict=False):
        if one != other:
            break
        near += 1
    return agreeing, near


def _agreeing(parts: Sequence[str], words: Sequence[str]) -> int:
    count = 0
    for part, word in zip(reversed(parts), reversed(words), strict=False):
        if part != word:
            break
        count += 1
    return count


def _family(place: PurePosixPath) -> str | None:
    language = LANGUAGES.get(place.suffix)
    return None if language is None else _SHARED.get(language, language)


def _folded(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
