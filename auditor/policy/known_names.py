"""Whether a policy names things that exist: a mistyped host or supplier would select nothing, and say nothing."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from auditor.files.document import Path
from auditor.knowledge.base import KnowledgeBase
from auditor.policy.coherence import Complaint
from auditor.policy.license_names import no_license
from auditor.policy.policy import COMPETITOR, PROVIDER_TERMS, Policy

_NEAR: Final = 0.75
_OTHER_ECOSYSTEMS: Final = (
    *("tree", "url", "local", "huggingface", "insightface", "civitai", "modelscope", "kaggle", "github"),
    *("pypi", "npm", "go", "golang", "cargo", "maven", "nuget", "gem", "composer", "docker", "oci"),
)
"""beside the hosts of the knowledge, and what a package URL calls them; others may exist, only near misses are told"""


def name_complaints(policy: Policy, knowledge: KnowledgeBase) -> Iterator[Complaint]:
    """Which names are none, and what was meant."""
    yield from _covered(policy, knowledge)
    yield from _competitors(policy, knowledge)
    yield from _ecosystems(policy, knowledge)


def _covered(policy: Policy, knowledge: KnowledgeBase) -> Iterator[Complaint]:
    for index, agreement in enumerate(policy.agreements):
        for place, word in enumerate(agreement.covers):
            if word == PROVIDER_TERMS or "/" in word or not (why := no_license(word, knowledge, near_only=False)):
                continue
            path: Path = ("agreements", index, "covers", place)
            if get_close_matches(word, [PROVIDER_TERMS], cutoff=_NEAR):
                why = f"{word!r} is nothing that an agreement covers; did you mean {PROVIDER_TERMS}?"
            elif "did you mean" not in why:
                why = f"{word!r} is nothing that an agreement covers; use {PROVIDER_TERMS}, a licence, or a rule"
            yield path, why


def _competitors(policy: Policy, knowledge: KnowledgeBase) -> Iterator[Complaint]:
    for index, word in enumerate(policy.use.business or ()):
        whose = word.removeprefix(COMPETITOR)
        if whose != word and (near := _near(whose, knowledge.ids("supplier"))):
            yield ("use", "business", index), f"{whose!r} is no supplier that is known here; did you mean {near}?"


def _ecosystems(policy: Policy, knowledge: KnowledgeBase) -> Iterator[Complaint]:
    named: list[Complaint] = [
        ((section, index, "component"), entry.component)
        for section in ("agreements", "declare", "curations", "waivers")
        for index, entry in enumerate(getattr(policy, section))
    ]
    named += [(("suppliers", "internal", index), text) for index, text in enumerate(policy.suppliers.internal)]
    known = _known_ecosystems(knowledge.ids("service"))
    for path, text in named:
        ecosystem = text.partition(":")[2].partition("/")[0]
        if "*" not in ecosystem and (near := _near(ecosystem, known)):
            yield path, f"{ecosystem!r} is no host and no registry that is known here; did you mean {near}?"


def _near(name: str, known: tuple[str, ...]) -> str | None:
    """The known name that was meant; None where the name is known, or resembles none."""
    if name in known:
        return None
    near = get_close_matches(name.casefold(), known, n=1, cutoff=_NEAR)
    return near[0] if near else None


@lru_cache(maxsize=4)
def _known_ecosystems(services: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*services, *_OTHER_ECOSYSTEMS}))
