"""The two questions that the link stage may put to files of source code, whether or not a detector was shown them."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final, Protocol

from auditor.detectors import javascript_calls, python_calls
from auditor.files.reading import read
from auditor.files.source_file import SourceFile

_PYTHON: Final = (".py", ".pyi", ".pyw", ".ipynb")
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
        """Python file → the names that it may be calling; the same bytes are kept once"""
        self._words: dict[bytes, bytes] = {}

    def bindings_of(self, path: str) -> Iterable[object]:
        """All bindings, functions and classes of a file."""
        file = read(self._root, path)
        return _speaker(path).bindings(file) if isinstance(file, SourceFile) else ()

    def calls_to(self, names: frozenset[str]) -> Iterable[object]:
        """The calls of functions with these last names, from all files, with the bindings that they need."""
        wanted = {name.encode() for name in names}
        for path in self._sources:
            known = self._called.get(path)
            if known is not None and wanted.isdisjoint(known):
                continue
            file = read(self._root, path)
            if not isinstance(file, SourceFile):
                continue
            if path.endswith(_PYTHON) and known is None:
                called = python_calls.called(file)
                self._called[path] = known = frozenset(self._words.setdefault(word, word) for word in called)
            if not wanted.isdisjoint(known) if known is not None else any(word in file.content for word in wanted):
                yield from _speaker(path).calls(file, names)


def _speaker(path: str) -> _Speaker:
    return python_calls if path.endswith(_PYTHON) else javascript_calls
