"""Models that are the keys of a table: `openai: {base-url: …, models: {gpt-4o: {max-tokens: 1}}}`."""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from auditor.detectors.model_keys import Hint, hint
from auditor.detectors.model_values import identified
from auditor.domain.component import ComponentKind
from auditor.knowledge.base import Identity, KnowledgeBase

_NAMING: Final = frozenset({"id", "path", "repo", "repo_id", "url", "uri", "source", "image", "from", "value"})
"""keys that say themselves which model an entry is about, so that the entry's own key is a name of the project's"""
_NUMBERED: Final = re.compile(r"(?=.*\d)[A-Za-z][\w.]*(?:[-.:/@][\w.]+)+")
"""a name with a number in it, of several parts"""
_OF_MAKER: Final = re.compile(r"[A-Za-z][\w.-]*(?:/[\w.@:-]+){1,4}")
_OLLAMA_PORT: Final = 11434
_MOST: Final = 500
"""values of a table that are looked at"""


def keyed(table: Mapping[str, Any]) -> bool:
    """Whether a table's entries are settings of what their keys name: none of them names anything itself."""
    entries = list(table.values())[:_MOST]
    return bool(entries) and all(entry is None or (isinstance(entry, dict) and not _names(entry)) for entry in entries)


def _names(entry: Mapping[str, Any]) -> bool:
    return any(isinstance(value, str) and (key in _NAMING or hint(key) is not None) for key, value in entry.items())


def host_of(knowledge: KnowledgeBase, table: Mapping[str, Any], name: str) -> str | None:
    """Whose models a table lists that is called `name`: by an address in it, else by its name; None: nobody's known."""
    inner = [value for value in table.values() if isinstance(value, dict)]
    values = [value for each in (table, *inner[:_MOST]) for value in list(each.values())[:_MOST]]
    addresses = [value for value in values if isinstance(value, str) and value.startswith(("https://", "http://"))]
    for address in addresses:
        try:
            parts = urlsplit(address)
            if parts.port == _OLLAMA_PORT:
                return "ollama"
        except ValueError:
            continue
        if (service := knowledge.service_at(parts.hostname or "")) is not None:
            return service.id
    return None if addresses else name.lower() or None


def identity_of(knowledge: KnowledgeBase, key: str, host: str | None) -> Identity | None:
    """What a key names where `host` is spoken; None for words."""
    likely = knowledge.is_model_like(key) or _NUMBERED.fullmatch(key) or _OF_MAKER.fullmatch(key)
    if host is not None and likely:
        if host == "ollama":
            return identified(knowledge, key, Hint(ComponentKind.MODEL), host)
        if knowledge.service(host) is not None:
            return knowledge.identify(host, key, ComponentKind.SERVICE)
        routed = knowledge.identify("any", f"{host}/{key}", ComponentKind.SERVICE)
        if routed.component.kind is ComponentKind.SERVICE and routed.component.ecosystem != "unknown":
            return routed
    return identified(knowledge, key, Hint(ComponentKind.MODEL))
