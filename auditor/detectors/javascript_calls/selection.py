"""Which of the tables' functions a file may be calling, told by a search; no syntax tree is needed for that."""

import re
from collections import defaultdict
from typing import Final

from auditor.detectors.javascript_calls.specifiers import module_name
from auditor.knowledge.call_sites import CallSites, called_names

_IMPORTED: Final = re.compile(rb"\b(?:from|import|require)\b\s{0,4}\(?\s{0,4}[\"'`]([^\"'`\n]{1,200})[\"'`]")
_CALLED_WITH_TEXT: Final = re.compile(rb"\b([a-z]{2,40})\(\s{0,20}[\"'`]")
_SENDS: Final = re.compile(rb"\bmodel\b")
GLOBAL: Final = "globalThis"
"""the module of what nobody imports: `fetch`"""
_SHORT: Final = 6
"""letters of a package's name that may well be part of another word"""


class Selection:
    """The tables of JavaScript, prepared for a search."""

    def __init__(self, sites: CallSites) -> None:
        self._by_module: dict[str, set[str]] = defaultdict(set)
        self._loose: list[tuple[bytes, str]] = []
        distinctive: set[bytes] = set()
        plain: set[bytes] = set()
        for record in sites.records:
            for call in record.calls:
                first, _, rest = call.function.rpartition(".")
                if first.startswith("*"):
                    self._loose.append((f"{first}.{rest}".lstrip("*").encode(), rest))
                    continue
                module = next((name for name in record.modules if call.function.startswith(f"{name}.")), first)
                self._by_module[module].add(rest)
                (plain if rest.islower() and rest.isalpha() else distinctive).add(rest.encode())
        self._distinctive = frozenset(distinctive)
        self._plain = frozenset(plain)

    def needles(self) -> frozenset[bytes]:
        """What a file must hold one of, to call anything of these tables; short package names stand in quotes."""
        found = {mark for mark, _ in self._loose} | {b"fetch("}
        for module in self._by_module.keys() - {GLOBAL}:
            name = module.encode()
            found |= {name} if len(name) > _SHORT else {b'"' + name, b"'" + name, b":" + name, b"/" + name}
        return frozenset(found)

    def called_in(self, content: bytes) -> frozenset[str]:
        """The last names of the functions.

        All of a package that is imported; of others those that are no plain word, and plain words that are called with a
        text (`openai("gpt-4o")`, where the client comes from another file of the tree).
        """
        called = called_names(content)
        names = {name.decode() for name in called & self._distinctive}
        names |= {word.decode() for word in _CALLED_WITH_TEXT.findall(content) if word in self._plain}
        names |= {name for mark, name in self._loose if mark in content}
        for specifier in set(_IMPORTED.findall(content)):
            names |= self._by_module.get(module_name(specifier.decode(errors="replace"), "").split(".")[0], set())
        if _SENDS.search(content):
            names |= {name for name in self._by_module[GLOBAL] if name.encode() in called}
        return frozenset(names)
