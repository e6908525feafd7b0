"""Which calls name a component: an import path, looked up in the call-sites tables."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import msgspec

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
        self._by_last: dict[str, list[tuple[tuple[str, ...], CallSite]]] = defaultdict(list)
        for record in self.records:
            for call in record.calls:
                pattern = tuple(call.function.split("."))
                self._by_last[pattern[-1]].append((pattern, CallSite(record, call)))
        for entries in self._by_last.values():
            entries.sort(key=lambda entry: (entry[0].count("*"), -len(entry[0])))

    @cached_property
    def last_names(self) -> frozenset[str]:
        """The functions' own names: what stands before the bracket in source code."""
        return frozenset(self._by_last)

    @cached_property
    def modules(self) -> frozenset[str]:
        """The libraries' import names. In a tree they always mean the library, even beside a folder of that name."""
        return frozenset(module for record in self.records for module in record.modules)

    @cached_property
    def needles(self) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
        """Two patterns; a file in which either is missing holds no call of these tables."""
        modules = {needle for record in self.records for needle in (*record.modules, *record.needles)}
        return _any_of(modules), _any_of(self.last_names)

    def is_library(self, path: str) -> bool:
        """Whether an import path leads into one of the libraries."""
        parts = path.split(".")
        return any(".".join(parts[:length]) in self.modules for length in range(1, len(parts) + 1))

    def match(self, path: str) -> CallSite | None:
        """The entry for a function by its import path; the one with the fewest `*` counts.

        A pattern's first segment is the path's first, its others are the path's last: `transformers.pipeline` is also
        `transformers.pipelines.pipeline`. A pattern that begins with `*` holds for objects of unknown origin too.
        """
        parts = tuple(path.split("."))
        for pattern, site in self._by_last.get(parts[-1], ()):
            tail = len(pattern) - 1
            if len(parts) < len(pattern) or pattern[0] not in ("*", parts[0]):
                continue
            if all(want in ("*", have) for want, have in zip(pattern[1:], parts[len(parts) - tail :], strict=True)):
                return site
        return None


def _any_of(words: Iterable[str]) -> re.Pattern[bytes]:
    return re.compile(b"|".join(re.escape(word.encode()) for word in sorted(words)) or b"(?!)")
