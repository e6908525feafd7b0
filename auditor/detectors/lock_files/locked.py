"""Locked packages, whatever the format, and the claims that follow from them."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from auditor.detectors.claims import package_claims
from auditor.domain.component import ComponentId, ComponentKind, comparable
from auditor.domain.evidence import Location, Occurrence, Origin, Standing
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

_ORIGIN: Final = Origin(Standing.EXACT, "scanned-tree")


class Locked(msgspec.Struct, frozen=True):
    """One package at one version."""

    key: str
    """what other packages of the file call it by"""
    name: str
    version: str | None
    needs: tuple[str, ...] = ()
    """keys of the packages that it brings; some may not be in the file"""
    needle: str = ""
    """a text that stands where its entry begins, with its name in it"""


def locked_claims(
    file: SourceFile, knowledge: KnowledgeBase, detector: str, ecosystem: str, packages: Sequence[Locked]
) -> Iterator[Occurrence | Relationship]:
    """The AI packages, and the edges that lead to them."""
    wanted = {package.key for package in packages if knowledge.package(ecosystem, package.name) is not None}
    leading = _leading_to(wanted, packages)
    by_key = {package.key: package for package in packages}
    places = _places(file, [package for package in packages if package.key in leading])
    told: set[tuple[ComponentId, ComponentId]] = set()
    for package in packages:
        if package.key not in leading:
            continue
        place = places[package.key, package.version]
        if package.key in wanted:
            yield from package_claims(file, knowledge, detector, ecosystem, package.name, place, package.version)
        source = _component(ecosystem, package.name)
        for key in package.needs:
            target = _component(ecosystem, by_key[key].name) if key in leading else source
            if target != source and (source, target) not in told:
                told.add((source, target))
                yield Relationship(source, RelationshipType.DEPENDS_ON, target, _ORIGIN, place)


def _leading_to(wanted: set[str], packages: Sequence[Locked]) -> set[str]:
    """The keys from which one comes to a wanted one, those included."""
    needed_by: dict[str, list[str]] = {}
    for package in packages:
        for key in package.needs:
            needed_by.setdefault(key, []).append(package.key)
    found, queue = set(wanted), list(wanted)
    while queue:
        for key in needed_by.get(queue.pop(), ()):
            if key not in found:
                found.add(key)
                queue.append(key)
    return found


def _places(file: SourceFile, packages: Sequence[Locked]) -> dict[tuple[str, str | None], Location]:
    """Where the entries begin. They are searched in the order of the file, each behind the one before."""
    places: dict[tuple[str, str | None], Location] = {}
    at = 0
    for package in packages:
        found = file.text.find(package.needle, at)
        found = found if found >= 0 else file.text.find(package.needle)
        at = max(found, at)
        inner = max(package.needle.find(package.name), 0)
        place = file.location_at(found + inner, len(package.name)) if found >= 0 else file.location(1)
        places.setdefault((package.key, package.version), place)
    return places


def _component(ecosystem: str, name: str) -> ComponentId:
    return ComponentId(ComponentKind.LIBRARY, ecosystem, comparable(ecosystem, name))
