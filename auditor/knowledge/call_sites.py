"""Which calls name a component: an import path, looked up in the call-sites tables."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache
from typing import Final

import msgspec

from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.records import Call, CallSitesRecord


class CallSite(msgspec.Struct, frozen=True):
    """One entry of the tables, with the file that it stands in."""

    record: CallSitesRecord
    call: Call

    @property
    def ecosystem(self) -> str:
        """Of the names in this call."""
        return self.call.ecosystem or self.record.ecosystem


class CallSites:
    """The tables of one language."""

    def __init__(self, records: Iterable[CallSitesRecord]) -> None:
        self.records = tuple(records)
        self._by_last: dict[str, list[_Entry]] = defaultdict(list)
        for record in self.records:
            for call in record.calls:
                entry = _Entry(*_split(call.function, record.modules), CallSite(record, call))
                self._by_last[call.function.rpartition(".")[2]].append(entry)
        for entries in self._by_last.values():
            entries.sort(key=_Entry.looseness)

    @cached_property
    def last_names(self) -> frozenset[str]:
        """The functions' own names: what stands before the bracket in source code."""
        return frozenset(self._by_last)

    @cached_property
    def modules(self) -> frozenset[str]:
        """The libraries' import names. In a tree they always mean the library, even beside a folder of that name."""
        return frozenset(module for record in self.records for module in record.modules)

    @cached_property
    def needles(self) -> frozenset[bytes]:
        """What a file must hold one of, to have any call of these tables."""
        return frozenset(needle.encode() for record in self.records for needle in (*record.modules, *record.needles))

    @cached_property
    def functions(self) -> re.Pattern[bytes]:
        """The name of any of the functions."""
        return re.compile(rb"\b(?:" + b"|".join(re.escape(name.encode()) for name in sorted(self.last_names)) + rb")\b")

    def called_in(self, code: bytes, called: Collection[bytes], imported: Collection[str]) -> frozenset[str]:
        """The functions' names that a file may be calling, told by a search; `code` need not hold its strings.

        `called` are its `called_names`, `imported` the words of its imports. A name that is a plain word (`load`, `Module`)
        counts only beside one of its libraries' names, or, in a pattern for objects of unknown origin, beside the segment
        that stands before it (`completions` before `create`); one with a capital also where it is imported.
        """
        names = {name: name.decode() for name in called if name in self._beside}
        return frozenset(
            text
            for name, text in names.items()
            if any(_stands(marks, code) for marks in self._beside[name]) or (text.istitle() and text in imported)
        )

    def always(self, name: str) -> bool:
        """Whether every file that calls a function of this name is read."""
        return () in self._beside.get(name.encode(), ())

    @cached_property
    def _beside(self) -> dict[bytes, list[tuple[bytes, ...]]]:
        """A function's name → for each entry what must stand in the file too; an empty tuple: nothing."""
        found: dict[bytes, list[tuple[bytes, ...]]] = {}
        for name, entries in self._by_last.items():
            marks = found.setdefault(name.encode(), [])
            for entry in entries:
                if not name.isalpha() or not (name.islower() or name.istitle()):
                    marks.append(())
                elif not entry.head:
                    marks.append(tuple(part.encode() for part in entry.tail[-2:-1] if part != "*"))
                else:
                    record = entry.site.record
                    marks.append(tuple(mark.encode() for mark in (*record.modules, *record.needles)))
        return found

    def is_library(self, path: str) -> bool:
        """Whether an import path leads into one of the libraries."""
        parts = path.split(".")
        return any(".".join(parts[:length]) in self.modules for length in range(1, len(parts) + 1))

    def match(self, path: str) -> tuple[CallSite, ...]:
        """The entries for a function by its import path: those of the pattern with the fewest `*`.

        A pattern is a library's module and the path's last segments, so that `transformers.pipeline` is also
        `transformers.pipelines.pipeline`. One that begins with `*` holds for objects of unknown origin too.
        """
        if path not in self._matched:
            self._matched[path] = self._match(path)
        return self._matched[path]

    @cached_property
    def _matched(self) -> dict[str, tuple[CallSite, ...]]:
        return {}

    def _match(self, path: str) -> tuple[CallSite, ...]:
        parts = tuple(path.split("."))
        found: list[_Entry] = []
        for entry in self._by_last.get(parts[-1], ()):
            if found and (entry.head, entry.tail) != (found[0].head, found[0].tail):
                break
            if entry.fits(parts):
                found.append(entry)
        return tuple(entry.site for entry in found)


@lru_cache(maxsize=8)
def call_sites(knowledge: KnowledgeBase, language: str) -> CallSites:
    """The tables of one language, prepared once for all who match calls by them."""
    return CallSites(knowledge.call_sites(language))


def _stands(marks: tuple[bytes, ...], code: bytes) -> bool:
    return not marks or any(mark in code for mark in marks)


_BASES: Final = re.compile(rb"class\s{1,8}\w{1,200}\s{0,8}\(([^()]{1,500})\)")
_NAME: Final = re.compile(rb"[A-Za-z_]\w*+")
_CALLED: Final = re.compile(rb"\b([A-Za-z_]\w*+)\s*+(?:\(|as\b)")


def called_names(code: bytes) -> frozenset[bytes]:
    """Every name before a bracket, every name that an import gives another, and every class that is inherited from."""
    found = set(_CALLED.findall(code))
    for bases in _BASES.findall(code):
        found.update(_NAME.findall(bases))
    return frozenset(found)


class _Entry(msgspec.Struct, frozen=True):
    head: tuple[str, ...]
    """the module; empty for a pattern that begins with `*`"""
    tail: tuple[str, ...]
    site: CallSite

    def fits(self, parts: tuple[str, ...]) -> bool:
        tail = len(self.tail)
        if len(parts) < len(self.head) + tail or parts[: len(self.head)] != self.head:
            return False
        return all(want in ("*", have) for want, have in zip(self.tail, parts[len(parts) - tail :], strict=True))

    def looseness(self) -> tuple[object, ...]:
        return (not self.head, self.tail.count("*"), -len(self.tail), self.head, self.tail)


def _split(function: str, modules: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A pattern as the module that it begins with, the longest there is, and the rest."""
    parts = tuple(function.split("."))
    if parts[0] == "*":
        return (), parts[1:]
    fitting = [tuple(module.split(".")) for module in modules]
    head = max((m for m in fitting if parts[: len(m)] == m and len(m) < len(parts)), key=len, default=parts[:1])
    return head, parts[len(head) :]
