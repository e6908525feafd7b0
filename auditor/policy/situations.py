"""What `use:` says of the places where a component is used: one repository may hold several products."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from auditor.domain.evidence import Location
from auditor.domain.finding import Action
from auditor.policy.policy import Distribution, Policy, Use
from auditor.policy.selector import matches_glob

_OWN_KEYS: Final = ("commercial", "hosting", "distribution", "modification", "train_on_outputs")
"""the keys of `use:` that `use.paths` may say anew"""


class Situation(msgspec.Struct, frozen=True):
    """Some of the places, and what is done there."""

    use: Use
    locations: tuple[Location, ...]
    index: int | None = None
    """of the entry of `use.paths` that speaks; None: none does"""

    def key(self, name: str) -> str:
        """The policy key that holds a value: `use.commercial`, or `use.paths[0].commercial`."""
        return f"use.{name}" if self.index is None else f"use.paths[{self.index}].{name}"


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
    """The places by what is done there; the first matching entry of `use.paths` speaks, for the keys that it has."""
    if not policy.use.paths or not locations:
        return (Situation(policy.use, tuple(locations)),)
    groups: dict[int | None, list[Location]] = {}
    for location in locations:
        found = next((i for i, entry in enumerate(policy.use.paths) if matches_glob(entry.match, location.path)), None)
        groups.setdefault(found, []).append(location)
    return tuple(Situation(_use(policy.use, index), tuple(places), index) for index, places in groups.items())


def _use(use: Use, index: int | None) -> Use:
    if index is None:
        return use
    entry = use.paths[index]
    said = {key: value for key in _OWN_KEYS if (value := getattr(entry, key)) is not None}
    return msgspec.structs.replace(use, **said)


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
    own = found[0].index is not None and getattr(policy.use.paths[found[0].index], name.replace("-", "_")) is not None
    key = found[0].key(name) if own else f"use.{name}"
    return Met(key, tuple(place for situation in found for place in situation.locations), bool(said))


def passes_on(policy: Policy, locations: Sequence[Location]) -> Met | None:
    """Where copies of weights leave the house, alone or inside an application."""
    return met(policy, locations, "distribution", lambda what: what is not Distribution.NONE)


def reaches_others(policy: Policy, locations: Sequence[Location]) -> Met | None:
    """Where others get copies, or reach the model over a network."""
    passed, hosted = passes_on(policy, locations), met(policy, locations, "hosting")
    said = [one for one in (passed, hosted) if one and one.said]
    return next(iter(said), None) or passed or hosted
