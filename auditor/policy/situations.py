"""What `use:` says of the places where a component is used: one repository may hold several products."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from auditor.domain.evidence import Location
from auditor.domain.finding import Action
from auditor.policy.policy import Distribution, Policy, Use
from auditor.policy.selector import matches_glob

_OWN_KEYS: Final = ("commercial", "hosting", "distribution", "modification", "train_on_outputs", "confidential_inputs")
"""the keys of `use:` that `use.paths` may say anew"""


class Situation(msgspec.Struct, frozen=True):
    """Some of the places, and what is done there."""

    use: Use
    """with what `use.paths` says of these places"""
    locations: tuple[Location, ...]
    spoken: tuple[tuple[str, int], ...] = ()
    """which entry of `use.paths` says which key"""

    def key(self, name: str) -> str:
        """The policy key that holds a value: `use.commercial`, or `use.paths[0].commercial`."""
        index = dict(self.spoken).get(name.replace("-", "_"))
        return f"use.{name}" if index is None else f"use.paths[{index}].{name}"


class Met(msgspec.Struct, frozen=True):
    """A condition that the use meets, or may meet."""

    key: str
    """the policy key that decides"""
    locations: tuple[Location, ...]
    said: bool
    """False: the policy leaves it open"""

    @property
    def action(self) -> Action | None:
        """A warning for what the policy leaves open: neither a pass nor a shout. None: the rule's own action."""
        return None if self.said else Action.WARN


def situations(policy: Policy, locations: Sequence[Location]) -> tuple[Situation, ...]:
    """The places by what is done there. Each key is said by the first entry of `use.paths` that matches and has it."""
    if not policy.use.paths or not locations:
        return (Situation(policy.use, tuple(locations)),)
    groups: dict[tuple[tuple[str, int], ...], list[Location]] = {}
    for location in locations:
        groups.setdefault(_spoken(policy.use, location.path), []).append(location)
    return tuple(Situation(_use(policy.use, spoken), tuple(places), spoken) for spoken, places in groups.items())


def _spoken(use: Use, path: str) -> tuple[tuple[str, int], ...]:
    """Which entry says which key for this path; nothing that the policy's author wrote is passed over."""
    found: dict[str, int] = {}
    for index, entry in enumerate(use.paths):
        if matches_path(entry.match, path):
            for key in _OWN_KEYS:
                if getattr(entry, key) is not None:
                    found.setdefault(key, index)
    return tuple(sorted(found.items()))


def matches_path(pattern: str, path: str) -> bool:
    """Whether `use.paths` means a file; `**/` stands for any folders, or none: `**/train.py` is at the top, too."""
    return matches_glob(pattern, path) or matches_glob(pattern.replace("**/", ""), path)


def _use(use: Use, spoken: tuple[tuple[str, int], ...]) -> Use:
    return msgspec.structs.replace(use, **{key: getattr(use.paths[index], key) for key, index in spoken})


def met(policy: Policy, locations: Sequence[Location], name: str, holds: Callable[[Any], bool] = bool) -> Met | None:
    """Where a key of `use:` (in kebab case) says what `holds` asks for; else where it says nothing; else None.

    What is said outweighs what is not: one product that sells is enough, whatever is left open of the others.
    """
    said: list[Situation] = []
    silent: list[Situation] = []
    for situation in situations(policy, locations):
        value = getattr(situation.use, name.replace("-", "_"))
        if value is None:
            silent.append(situation)
        elif holds(value):
            said.append(situation)
    found = said or silent
    if not found:
        return None
    if not policy.use.paths:
        return Met(found[0].key(name), tuple(locations), bool(said))
    places = tuple(place for situation in found for place in situation.locations)
    return Met(found[0].key(name), _in_order(locations, places), bool(said))


def _in_order(locations: Sequence[Location], places: Sequence[Location]) -> tuple[Location, ...]:
    """The places in the order in which they came: what weighs most stands first."""
    kept = set(places)
    return tuple(place for place in locations if place in kept)


def passes_on(policy: Policy, locations: Sequence[Location]) -> Met | None:
    """Where copies of weights leave the house, alone or inside an application."""
    return met(policy, locations, "distribution", lambda what: what is not Distribution.NONE)


def reaches_others(policy: Policy, locations: Sequence[Location], *, hosted: bool = True) -> Met | None:
    """Where others get copies, or (`hosted`) reach the model over a network; one product may ship, another host."""
    ways = [passes_on(policy, locations), met(policy, locations, "hosting") if hosted else None]
    found = [one for one in ways if one]
    counts = [one for one in found if one.said] or found
    if not counts:
        return None
    places = [place for one in counts for place in one.locations]
    return Met(counts[0].key, _in_order(locations, places), counts[0].said)
