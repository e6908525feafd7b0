"""Whose licence a model carries: its own word's, its family's, or, of a conversion, that of what was converted."""

from collections import defaultdict
from collections.abc import Iterator

from auditor.knowledge.load import Records
from auditor.knowledge.mirrors import plain
from auditor.knowledge.records import DatedLicense, FamilyRecord, Member, ModelsRecord

Stated = tuple[DatedLicense, ...]

FARTHEST = 8
"""steps from a conversion to the weights it was made from; real ones take two or three"""


class Origins:
    """Every listed model, asked for its licence."""

    def __init__(self, records: Records) -> None:
        self._said: dict[str, tuple[Stated, str | None, Member]] = {}
        self._names: dict[str, tuple[str, Member]] = {}
        self._mirrors: dict[str, list[str]] = defaultdict(list)
        for _, family in records.of(FamilyRecord):
            common = stated(family.license, family.licenses)
            for name, member in family.members.items():
                self._add(name, member, _own(member) or common, family.sources[0])
        for _, models in records.of(ModelsRecord):
            for name, member in models.models.items():
                self._add(name, member, _own(member), models.sources[0])

    def _add(self, name: str, member: Member, said: Stated, source: str) -> None:
        for spelt in (*member.names.get("huggingface", ()), name):
            self._said[spelt.lower()] = (said, member.source or source, member)
            self._names[spelt] = (name, member)
        if member.mirror_of:
            self._mirrors[member.mirror_of.lower()].append(name)

    def mirrors(self, name: str) -> tuple[str, ...]:
        """Where others are said to have uploaded the same files again; what stands first in its file goes first."""
        return tuple(self._mirrors.get(name.lower(), ()))

    def stems(self) -> Iterator[tuple[str, str]]:
        """By what plain name a model that is no conversion is known, where that name is no other model's too."""
        found: dict[str, set[str]] = defaultdict(set)
        for spelt, (name, member) in self._names.items():
            if not member.quantized_from and not member.mirror_of:
                found[plain(spelt)].add(name)
        for stem, names in sorted(found.items()):
            if len(names) == 1:
                yield stem, next(iter(names))

    def converted(self, member: Member) -> Member | None:
        """The weights that a conversion was made from, where they are listed."""
        name = _only(member.quantized_from)
        found = self._said.get(name.lower()) if name else None
        return found[2] if found else None

    def licenses(self, name: str) -> tuple[Stated, str | None]:
        """What is stated of a model's licence, and where.

        The weights of a quantised conversion are those of its origin in another encoding, and so is their licence.
        Nothing else inherits in silence: a fine-tuned model's licence is what its maker says.
        """
        for _ in range(FARTHEST):
            said, where, member = self._said.get(name.lower(), ((), None, Member()))
            origin = _only(member.quantized_from)
            if said or not origin:
                return said, where
            name = origin
        return (), None


def _only(names: tuple[str, ...] | str | None) -> str | None:
    if isinstance(names, str):
        return names
    return names[0] if names and len(names) == 1 else None


def _own(member: Member) -> Stated:
    if member.license == "other" and member.license_name:
        return (DatedLicense(expression=member.license_name),)
    return stated(member.license, member.licenses)


def stated(license_: str | None, dated: Stated) -> Stated:
    """The dated statements, or the one undated as such."""
    return dated or ((DatedLicense(expression=license_),) if license_ else ())
