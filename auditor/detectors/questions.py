"""The two questions that the link stage may put to files of source code, whether or not a detector was shown them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple, Protocol

from auditor.detectors import javascript_calls, python_calls
from auditor.domain.expression import last_name
from auditor.files.reading import read
from auditor.files.source_file import SourceFile

_PYTHON: Final = (".py", ".pyi", ".pyw", ".ipynb")
_PACKAGES: Final = ("__init__.py", "index.ts", "index.js", "index.tsx", "index.mjs")
_PACKAGE: Final = frozenset({"__init__", "index"})
_WORD: Final = re.compile(rb"[A-Za-z_$][\w$]*+")
SOURCES: Final = (*_PYTHON, *sorted(javascript_calls.SUFFIXES))


class _Speaker(Protocol):
    """A detector of source code: what a file binds, its calls of some functions, and whether it has any."""

    def bindings(self, file: SourceFile) -> Iterable[object]: ...
    def calls(self, file: SourceFile, functions: Collection[str]) -> Iterable[object]: ...


class Questions:
    """Answers from the files of one tree."""

    def __init__(self, root: Path, paths: Sequence[str]) -> None:
        self._root = root
        self._sources = [path for path in paths if path.endswith(SOURCES)]
        self._called: dict[str, frozenset[bytes]] = {}
        """file → the names that it may be calling; the same bytes are kept once"""
        self._words: dict[bytes, bytes] = {}
        self._paths = frozenset(self._sources)
        self._asked: set[str] = set()
        self._packages: dict[str, bytes] = {}

    def bindings_of(self, path: str) -> Iterable[object]:
        """All bindings, functions and classes of a file."""
        self._asked.add(path)
        file = read(self._root, path)
        return _speaker(path).bindings(file) if isinstance(file, SourceFile) else ()

    def calls_to(self, functions: frozenset[str]) -> Iterable[object]:
        """What may be calls of these functions and classes of the tree, with the bindings that they need.

        A file that calls another's function names that one's module, or a package that hands it on. What a function's
        own file calls was told with the function, unless only that file's bindings were asked for.
        """
        wanted: dict[bytes, list[_Wanted]] = {}
        for full in functions:
            path, _, rest = full.partition("::")
            name = last_name(full).encode()
            owner = rest.removesuffix(".__init__").partition(".")[0].encode()
            marks = {*self._marks(path, owner), *([owner] if owner != name else [])}
            wanted.setdefault(name, []).append(_Wanted(path, frozenset(marks)))
        for path in self._sources:
            called = self._called.get(path)
            if called is not None and wanted.keys().isdisjoint(called):
                continue
            file = read(self._root, path)
            if not isinstance(file, SourceFile):
                continue
            names = [name for name in wanted.keys() & self._names(file) if self._may_call(file, wanted[name])]
            if names:
                yield from _speaker(path).calls(file, [name.decode() for name in names])

    def _may_call(self, file: SourceFile, wanted: Iterable["_Wanted"]) -> bool:
        path = str(file.path)
        others = (mark for one in wanted if one.path != path for mark in one.marks)
        own = path in self._asked and any(one.path == path for one in wanted)
        return own or any(mark in file.content for mark in others)

    def _names(self, file: SourceFile) -> frozenset[bytes]:
        path = str(file.path)
        if path not in self._called:
            called = python_calls.called(file) if path.endswith(_PYTHON) else frozenset(_WORD.findall(file.content))
            self._called[path] = frozenset(self._words.setdefault(word, word) for word in called)
        return self._called[path]

    def _marks(self, path: str, exported: bytes) -> Iterator[bytes]:
        """What a file may import a module's class or function by: the module, or a package that hands it on."""
        place = PurePosixPath(path)
        handed_on = re.compile(rb"\b" + re.escape(exported) + rb"\b")
        if place.stem not in _PACKAGE:
            yield place.stem.encode()
        for folder in place.parents:
            if any(handed_on.search(self._content(folder / file)) for file in _PACKAGES if str(folder / file) != path):
                yield folder.name.encode()
        if place.stem in _PACKAGE:
            yield place.parent.name.encode()

    def _content(self, path: PurePosixPath) -> bytes:
        if str(path) not in self._packages:
            known = str(path) in self._paths
            file = read(self._root, str(path)) if known else None
            self._packages[str(path)] = file.content if isinstance(file, SourceFile) else b""
        return self._packages[str(path)]


class _Wanted(NamedTuple):
    path: str
    marks: frozenset[bytes]


def _speaker(path: str) -> _Speaker:
    return python_calls if path.endswith(_PYTHON) else javascript_calls
