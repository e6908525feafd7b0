"""What a policy file says that cannot be meant: a limit that is never reached, an entry that says nothing, or two things."""

from collections.abc import Iterator
from typing import Any, Final

from auditor.files.document import Path
from auditor.policy.layers import CONCATENATED, WORDS
from auditor.policy.policy import Curation, Policy, ShareLimit, Within

Complaint = tuple[Path, str]
"""which value is wrong, and why"""

_SHARES: Final = ("supplier_share", "owner_share", "jurisdiction_share", "host_share")
_STATED: Final = ("license", "supplier", "fine_tuned_from")


def left_empty(value: Any) -> Iterator[Complaint]:  # noqa: ANN401 - a document before it is decoded
    """Keys after which nothing is written, where that does not mean *left open*.

    A section without content is as good as left out, and `use: {commercial: }` leaves the question open. But
    `expires:` with nothing behind it would make an agreement that never ends.
    """
    if not isinstance(value, dict):
        return
    for key in sorted(WORDS):
        if key in value and value[key] is None:
            yield (key,), f"nothing is written here; say {key}, or leave the key out"
    for section in sorted(CONCATENATED):
        entries = value.get(section)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            for key, said in entry.items() if isinstance(entry, dict) else ():
                if said is None:
                    yield (section, index, key), f"nothing is written here; say {key}, or leave the key out"


def incoherences(policy: Policy) -> Iterator[Complaint]:
    """What one file says that cannot be meant."""
    yield from _limits(policy)
    yield from _settings_that_say_nothing(policy)
    yield from _uses_that_say_nothing(policy)
    yield from _declared_again(policy)
    yield from _curations_at_odds(policy)


def _limits(policy: Policy) -> Iterator[Complaint]:
    """A warning that only comes once the policy fails already."""
    within = policy.maintenance.end_of_support_within
    if _both(within) and within.warn < within.fail:  # type: ignore[operator] # both are given
        path: Path = ("maintenance", "end-of-support-within", "warn")
        yield path, f"{within.warn} days never warn, since {within.fail} days before the end fail already"
    for name in _SHARES:
        limit: ShareLimit = getattr(policy.concentration, name)
        if _both(limit) and limit.warn > limit.fail:  # type: ignore[operator] # both are given
            path = ("concentration", name.replace("_", "-"), "warn")
            yield path, f"{limit.warn:.0%} never warns, since {limit.fail:.0%} fails already"


def _both(limit: Within | ShareLimit) -> bool:
    return limit.warn is not None and limit.fail is not None


def _settings_that_say_nothing(policy: Policy) -> Iterator[Complaint]:
    for rule, setting in policy.rules.items():
        if setting.severity is None and setting.action is None:
            yield ("rules", rule), f"nothing is said of {rule}; give it an action, a severity, or both"


def _uses_that_say_nothing(policy: Policy) -> Iterator[Complaint]:
    for index, use in enumerate(policy.use.paths):
        path: Path = ("use", "paths", index)
        if not use.match.strip():
            yield (*path, "match"), "no path matches this; write research/*"
        elif all(getattr(use, field) is None for field in use.__struct_fields__ if field != "match"):
            yield path, f"nothing is said of {use.match}: neither commercial nor hosting, distribution, …"


def _declared_again(policy: Policy) -> Iterator[Complaint]:
    first: dict[str, int] = {}
    for index, declared in enumerate(policy.declare):
        if first.setdefault(declared.component, index) != index:
            at = f"declare[{first[declared.component]}]"
            yield ("declare", index, "component"), f"{declared.component} is declared already, as {at}"


def _curations_at_odds(policy: Policy) -> Iterator[Complaint]:
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for index, curation in enumerate(policy.curations):
        for field in _STATED:
            said = getattr(curation, field)
            if said is None:
                continue
            key = field.replace("_", "-")
            path: Path = ("curations", index, key)
            if not said.strip():
                yield path, f"nothing is written here; say {key}, or leave the key out"
            elif curation.not_a_model:
                yield path, f"what is not a model has no {key}; keep one of the two"
            else:
                yield from _said_otherwise(first, curation, key, said, path)


def _said_otherwise(
    first: dict[tuple[str, str], tuple[int, str]], curation: Curation, key: str, said: str, path: Path
) -> Iterator[Complaint]:
    """Two entries about the same that say two things: neither can be followed."""
    index, before = first.setdefault((curation.component, key), (int(path[1]), said))
    if before != said:
        yield path, f"curations[{index}] says {key}: {before} of {curation.component}; keep one of the two"
