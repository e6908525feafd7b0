"""Whose model a text names, in a file that uses certain clients."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from auditor.detectors.model_keys import Hint
from auditor.detectors.model_values import identified
from auditor.domain.component import ComponentId, ComponentKind
from auditor.knowledge.base import Identity, KnowledgeBase
from auditor.knowledge.names import ROUTERS

_URL: Final = re.compile(r"[\"'`]https?://([\w.-]{3,200})(?::(\d{2,5}))?")
_PREFIX: Final = re.compile(r"(?i)^(?:chat_?model_?|embedding_?model_?|small_?embedding|model_?)")
_MOST_ADDRESSES: Final = 50
_SHORTEST_CONSTANT: Final = 3
_OLLAMA_PORT: Final = "11434"


class Identified:
    """Asks the clients' own hosts first, and hosts whose address stands in the file before them."""

    def __init__(self, knowledge: KnowledgeBase, ecosystems: Sequence[str], text: str) -> None:
        self._knowledge = knowledge
        addressed: list[str] = []
        for index, match in enumerate(_URL.finditer(text)):
            if index == _MOST_ADDRESSES:
                break
            service = knowledge.service_at(match[1])
            if match[2] == _OLLAMA_PORT:
                addressed.append("ollama")
            elif service is not None:
                addressed.append(service.id)
        self._hosts = list(dict.fromkeys([*addressed, *ecosystems]))

    def text(self, text: str, host: str | None, kind: ComponentKind, *, known_only: bool = False) -> Identity | None:
        """What a text names. `host` is that of the call, where the call says it."""
        text = text.strip()
        if not text or len(text) > 200 or any(c.isspace() for c in text):  # noqa: PLR2004 - no id is so long
            return None
        if kind is ComponentKind.DATASET:
            return identified(self._knowledge, text, Hint(kind, "huggingface"))
        hosts = [host, *self._hosts] if host is not None and host not in self._hosts else self._hosts
        for each in hosts:
            if (found := self._of(each, text)) is not None:
                return found
        if host is not None and "/" in text and host in self._hosts and _namespaced(self._knowledge, host):
            return self._knowledge.identify(host, text, ComponentKind.SERVICE)
        found = identified(self._knowledge, text, Hint(kind))
        if found is not None and (found.known or not known_only):
            return found
        single = host if host is not None else (self._hosts[0] if len(self._hosts) == 1 else None)
        if known_only or single is None or single in ROUTERS or not any(character.isdigit() for character in text):
            return None  # `test-model`, `my-profile`: words, as far as anybody knows
        return identified(self._knowledge, text, Hint(kind, single))

    def _of(self, host: str, text: str) -> Identity | None:
        """The host's own model of that name, if it is known to have one."""
        if host in ROUTERS:
            return None
        held = host in {"ollama", "huggingface"}
        found = self._knowledge.identify(host, text, ComponentKind.MODEL if held else ComponentKind.SERVICE)
        return found if found.known else None

    def constant(self, name: str) -> Identity | None:
        """What a client's constant names: `GPT4oMini`, `ModelClaudeSonnet4_5`; its letters and digits are the id's."""
        spelt = _letters(_PREFIX.sub("", name))
        if len(spelt) < _SHORTEST_CONSTANT or not any(character.isdigit() for character in spelt):
            return None
        for host in self._hosts:
            component = _spellings(self._knowledge, host).get(spelt)
            if component is not None:
                return Identity(component, self._knowledge.identify(host, component.name, component.kind).version)
        return None


@lru_cache(maxsize=64)
def _namespaced(knowledge: KnowledgeBase, host: str) -> bool:
    """Whether a host sells models of many makers under ids such as `ibm/granite-4-h-small`."""
    service = knowledge.service(host)
    prefix = f"service:{host}/"
    ids = [each for each in knowledge.ids("component") if each.startswith(prefix)] if service is not None else []
    return sum("/" in each.removeprefix(prefix) for each in ids) * 2 > len(ids)


@lru_cache(maxsize=16)
def _spellings(knowledge: KnowledgeBase, host: str) -> dict[str, ComponentId]:
    """The letters and digits of a host's ids → component."""
    prefix = f"service:{host}/"
    ids = [each for each in knowledge.ids("component") if each.startswith(prefix)]
    return {_letters(each.removeprefix(prefix)): ComponentId.parse(each) for each in ids}


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
