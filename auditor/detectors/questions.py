"""The two questions that the link stage may put to files of source code, whether or not a detector was shown them."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple, Protocol

from auditor.detectors import javascript_calls, python_calls
from auditor.domain.expression import Vocabulary, last_name
from auditor.files.reading import read
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.call_sites import call_sites

_PYTHON: Final = (".py", ".pyi", ".pyw", ".ipynb")
_PACKAGES: Final = ("__init__.py", "index.ts", "index.js", "index.tsx", "index.mjs")
_PACKAGE: Final = frozenset({"__init__", "index"})
_WORD: Final = re.compile(rb"[A-Za-z_$][\w$]*+")
_SEGMENT: Final = re.compile(rb"[\w$@.-]++")
"""a word, or a part of a script's path"""
SOURCES: Final = (*_PYTHON, *sorted(javascript_calls.SUFFIXES))

_MOST_CALLERS: Final = 60
"""files that call a method by a name that all share (`from_config`), without naming its class"""

Answer = tuple[object, ...]


class _Speaker(Protocol):
    """A detector of source code: what a file binds, its calls of some functions, and whether it has any."""

    def bindings(self, file: SourceFile) -> Iterable[object]: ...
    def calls(self, file: SourceFile, functions: Collection[str]) -> Iterable[object]: ...


class Kept(Protocol):
    """Answers of earlier runs about files that are still the same."""

    def recalled(self, path: str, question: str) -> Answer | None:
        """What the file said, if it was asked the same."""

    def keep(self, path: str, question: str, answer: Answer) -> None:
        """Keep what it said."""


class Questions:
    """Answers from the files of one tree."""

    def __init__(
        self,
        root: Path,
        paths: Sequence[str],
        known: Mapping[str, Vocabulary],
        kept: Kept | None = None,
        told: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """`known` are the vocabularies of the files that a detector has read.

        `told` says of a function's name whether every call of it in these files was a claim of the detector's already.
        """
        self._root = root
        self._sources = [path for path in paths if path.endswith(SOURCES)]
        self._kept = kept
        self._told = told
        self._read = frozenset(known)
        self._words: dict[str, str] = {}
        """the same text is kept once"""
        self._known = {path: self._sets(vocabulary) for path, vocabulary in known.items()}
        self._paths = frozenset(self._sources)
        self._asked: set[str] = set()
        self._packages: dict[str, bytes] = {}

    def bindings_of(self, path: str) -> Iterable[object]:
        """All bindings, functions and classes of a file."""
        self._asked.add(path)
        return self._answer(path, "bindings", _speaker(path).bindings)

    def calls_to(self, functions: frozenset[str]) -> Iterable[object]:
        """What may be calls of these functions and classes of the tree, with the bindings that they need.

        A file that calls another's function names that one's module, or a package that hands it on. What a function's
        own file calls was told with the function, unless only that file's bindings were asked for.
        """
        wanted: dict[str, list[_Wanted]] = {}
        for full in functions:
            path, _, rest = full.partition("::")
            name = last_name(full)
            owner = rest.removesuffix(".__init__").partition(".")[0]
            marks = {*self._marks(path, owner), *([owner] if owner != name else [])}
            wanted.setdefault(name, []).append(_Wanted(path, owner, frozenset(marks)))
        asked: dict[str, list[str]] = {}
        for name, those in sorted(wanted.items()):
            for path in self._callers(name, those):
                asked.setdefault(path, []).append(name)
        for path in self._sources:
            if path in asked:
                yield from self._answer(path, f"calls {' '.join(asked[path])}", partial(_calls, asked[path]))

    def _callers(self, name: str, wanted: Sequence["_Wanted"]) -> list[str]:
        """The files that may call functions of a name; of very many only those that name the class, if it is a method."""
        found = []
        for path in self._sources:
            called, imported = self._vocabulary(path)
            if (
                name in called
                and self._may_call(path, imported, wanted)
                and not (self._shown(path) and self._told(name))
            ):
                found.append(path)
        if len(found) <= _MOST_CALLERS or any(one.owner == name for one in wanted):
            return found
        owners = {one.owner for one in wanted}
        return [path for path in found if not owners.isdisjoint(self._vocabulary(path).imported)]

    def _answer(self, path: str, question: str, ask: Callable[[SourceFile], Iterable[object]]) -> Answer:
        if self._kept is not None and (kept := self._kept.recalled(path, question)) is not None:
            return kept
        file = read(self._root, path)
        answer = tuple(ask(file)) if isinstance(file, SourceFile) else ()
        if self._kept is not None:
            self._kept.keep(path, question, answer)
        return answer

    def _may_call(self, path: str, imported: frozenset[str], wanted: Iterable["_Wanted"]) -> bool:
        own = path in self._asked and any(one.path == path for one in wanted)
        return own or any(not one.marks.isdisjoint(imported) for one in wanted if one.path != path)

    def _shown(self, path: str) -> bool:
        return path in self._read or not path.endswith(_PYTHON)

    def _vocabulary(self, path: str) -> "_Vocabulary":
        if path not in self._known:
            file = read(self._root, path)
            if not isinstance(file, SourceFile):
                self._known[path] = _Vocabulary(frozenset(), frozenset())
            elif path.endswith(_PYTHON):
                self._known[path] = self._sets(python_calls.vocabulary(file))
            else:
                words = [word.decode() for word in {*_WORD.findall(file.content)}]
                parts = [part.decode() for part in {*_SEGMENT.findall(file.content)}]
                stems = [part.rpartition(".")[0] for part in parts]
                self._known[path] = self._sets(Vocabulary(tuple(words), (*words, *parts, *stems)))
        return self._known[path]

    def _sets(self, vocabulary: Vocabulary) -> "_Vocabulary":
        called, imported = (
            frozenset(self._words.setdefault(word, word) for word in words)
            for words in (vocabulary.called, vocabulary.imported)
        )
        return _Vocabulary(called, imported)

    def _marks(self, path: str, exported: str) -> Iterator[str]:
        """What a file may import a module's class or function by: the module, or a package that hands it on."""
        place = PurePosixPath(path)
        handed_on = re.compile(rb"\b" + re.escape(exported.encode()) + rb"\b")
        if place.stem not in _PACKAGE:
            yield place.stem
        for folder in place.parents:
            if any(handed_on.search(self._content(folder / file)) for file in _PACKAGES if str(folder / file) != path):
                yield folder.name
        if place.stem in _PACKAGE:
            yield place.parent.name

    def _content(self, path: PurePosixPath) -> bytes:
        if str(path) not in self._packages:
            known = str(path) in self._paths
            file = read(self._root, str(path)) if known else None
            self._packages[str(path)] = file.content if isinstance(file, SourceFile) else b""
        return self._packages[str(path)]


def told_by(knowledge: KnowledgeBase) -> Callable[[str], bool]:
    """Whether a detector tells every call of functions of a name in the files that it reads."""
    tables = [call_sites(knowledge, language) for language in ("python", "javascript")]
    return lambda name: any(table.always(name) for table in tables)


class _Wanted(NamedTuple):
    path: str
    owner: str
    """the class, or the function itself"""
    marks: frozenset[str]


class _Vocabulary(NamedTuple):
    called: frozenset[str]
    imported: frozenset[str]


def _calls(names: Collection[str], file: SourceFile) -> Iterable[object]:
    return _speaker(str(file.path)).calls(file, names)


def _speaker(path: str) -> _Speaker:
    return python_calls if path.endswith(_PYTHON) else javascript_calls
