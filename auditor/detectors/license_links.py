"""Which licence stands behind a link: the address of a known licence's text, or the licence file of a known model."""

import re
from typing import Final
from urllib.parse import urlsplit

from auditor.domain.component import ComponentKind
from auditor.domain.fact import LicenseFact
from auditor.knowledge.base import KnowledgeBase

_FILE: Final = re.compile(r"(?:model[-_])?(?:licen[cs]e|use[-_]policy)[\w.-]{0,40}", re.IGNORECASE)
_REVISION: Final = re.compile(r"/(?:blob|raw|resolve|tree)/(?:refs/heads/)?[^/]{1,100}(?=/|$)")
_DIGIT: Final = re.compile(r"\d")
_LONGEST: Final = 400


def linked(knowledge: KnowledgeBase, link: str) -> str | None:
    """The licence's id or expression; None where the link leads to nothing that is known, or to several things."""
    if len(link) > _LONGEST or not link.startswith(("https://", "http://")):
        return None
    return _of_a_model(knowledge, link) or _by_address(knowledge, link)


def _of_a_model(knowledge: KnowledgeBase, link: str) -> str | None:
    """A model's own licence file says what the model is under."""
    known = knowledge.known_name(link)
    if known is None or known.kind is not ComponentKind.MODEL or not _FILE.fullmatch(link.rpartition("/")[2]):
        return None
    stated = [fact for fact in knowledge.facts(known) if isinstance(fact, LicenseFact) and not fact.guess]
    current = {fact.expression for fact in stated if fact.valid_to is None and fact.revision is None}
    return current.pop() if len(current) == 1 else None


def _by_address(knowledge: KnowledgeBase, link: str) -> str | None:
    """Of several at one address, the one that is meant by a name without a version: the others are former versions."""
    wanted = _plain(link)
    if wanted is None:
        return None
    terms = [one for one in map(knowledge.license, knowledge.ids("license")) if one and one.url]
    found = [one for one in terms if one.kind == "license" and _plain(one.url or "") == wanted]
    if len(found) > 1:
        undated = ((one, [alias for alias in one.aliases if not _DIGIT.search(alias)]) for one in found)
        found = [one for one, names in undated if any(knowledge.license(name) == one for name in names)]
    return found[0].id if len(found) == 1 else None


def _plain(link: str) -> str | None:
    """An address as it is compared: without scheme, `www.`, revision, query and the last slash."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    path = (
        _REVISION.sub("", parts.path).rstrip("/").removesuffix(".en").removesuffix("/legalcode").removesuffix("/deed")
    )
    return f"{host}{path}".lower() if host and path else None
