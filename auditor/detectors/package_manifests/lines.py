"""Manifests that are read line by line or tag by tag: they are programs, or their parsers would do more than is needed."""

import re
from collections.abc import Iterator
from typing import Final

from auditor.detectors.package_manifests.asked import Asked
from auditor.files.source_file import SourceFile

_GO: Final = re.compile(
    r"(?m)^[ \t]*(?:require[ \t]+)?([\w.-]{1,80}\.[a-z]{2,20}/[\w./~-]{1,200}|[\w.-]{1,80}\.[a-z]{2,20}/[\w-]{1,80})"
    r"[ \t]+(v[\w.+-]{1,80})"
)
_GO_MAJOR: Final = re.compile(r"/v\d{1,3}$")
_GEM: Final = re.compile(
    r"(?m)^[ \t]*(?:gem|\w{1,20}\.add(?:_runtime|_development)?_dependency)[ \t(]{1,4}[\"']([\w.-]{1,100})[\"']"
    r"(?:[ \t]*,[ \t]*[\"']([^\"'\n]{1,60})[\"'])?"
)
_GEM_LOCKED: Final = re.compile(r"(?m)^    ([\w.-]{1,100}) \(([\w.-]{1,60})\)$")
_OPEN, _CLOSE = "<dependency>", "</dependency>"
_TAG: Final = {
    tag: re.compile(rf"<{tag}>\s*([^<\s]{{1,200}})\s*</{tag}>") for tag in ("groupId", "artifactId", "version")
}
_GRADLE: Final = re.compile(r"[\"']([\w.-]{1,100}:[\w.-]{1,100})(?::([\w.+$\{\}-]{1,80}))?(?:@\w{1,10})?[\"']")
_CATALOGUE: Final = re.compile(
    r"group\s{0,4}[=:]\s{0,4}[\"']([\w.-]{1,100})[\"']\s{0,4},\s{0,4}name\s{0,4}[=:]\s{0,4}[\"']([\w.-]{1,100})[\"']"
)
_NUGET: Final = re.compile(r"<(?:PackageReference|PackageVersion|package)\b([^<>]{1,1000})")
_ATTRIBUTE: Final = re.compile(r"\b(Include|Update|id|Version|version)\s{0,4}=\s{0,4}\"([^\"]{1,200})\"")
_EXACT: Final = re.compile(r"=?\s*v?(\d[\w.+-]{0,60})")


def go_mod(file: SourceFile) -> Iterator[Asked]:
    """`require` lines; of `module/v2` the module."""
    for match in _GO.finditer(file.text):
        yield Asked(_GO_MAJOR.sub("", match[1]), match[2], match.start(1))


def gemfile(file: SourceFile) -> Iterator[Asked]:
    """`gem "name", "1.0"`."""
    for match in _GEM.finditer(file.text):
        yield Asked(match[1], _exact(match[2]), match.start(1))


def gemfile_lock(file: SourceFile) -> Iterator[Asked]:
    """The `specs:` of a Gemfile.lock."""
    for match in _GEM_LOCKED.finditer(file.text):
        yield Asked(match[1], match[2], match.start(1))


def maven(file: SourceFile) -> Iterator[Asked]:
    """`<dependency>`; entities are never expanded."""
    for body, offset in _elements(_without_comments(file.text)):
        found = {tag: expression.search(body) for tag, expression in _TAG.items()}
        group, artifact, version = found["groupId"], found["artifactId"], found["version"]
        if group is not None and artifact is not None:
            pinned = None if version is None or "$" in version[1] else version[1]
            yield Asked(f"{group[1]}:{artifact[1]}", pinned, offset + artifact.start(1))


def gradle(file: SourceFile) -> Iterator[Asked]:
    """`"group:artifact:version"` wherever it stands, and a catalogue's `group = …, name = …`."""
    for match in _GRADLE.finditer(file.text):
        version = match[2] if match[2] and not set(match[2]) & set("${}+") else None
        yield Asked(match[1], version, match.start(1))
    for match in _CATALOGUE.finditer(file.text):
        yield Asked(f"{match[1]}:{match[2]}", None, match.start(2))


def nuget(file: SourceFile) -> Iterator[Asked]:
    """`<PackageReference Include="…" Version="…">` and its kin."""
    for match in _NUGET.finditer(_without_comments(file.text)):
        found = {attribute[1].lower(): attribute for attribute in _ATTRIBUTE.finditer(match[1])}
        name = found.get("include") or found.get("update") or found.get("id")
        version = found.get("version")
        if name is not None:
            yield Asked(name[2], _exact(version[2] if version else None), match.start(1) + name.start(2))


def _elements(text: str) -> Iterator[tuple[str, int]]:
    """What stands between the tags of each dependency, and where."""
    parts, at = text.split(_OPEN), 0
    for index, part in enumerate(parts):
        end = part.find(_CLOSE) if index else -1
        if end >= 0:
            yield part[:end], at
        at += len(part) + len(_OPEN)


def _without_comments(text: str) -> str:
    """XML with spaces in place of its comments, so that places stay."""
    parts = text.split("<!--")
    kept = [parts[0]]
    for part in parts[1:]:
        end = part.find("-->")
        hidden = len(part) if end < 0 else end + 3
        kept.append("    " + re.sub(r"[^\n]", " ", part[:hidden]) + part[hidden:])
    return "".join(kept)


def _exact(wish: str | None) -> str | None:
    """The version, where a wish admits one only."""
    match = _EXACT.fullmatch(wish) if wish else None
    return match[1] if match and "*" not in match[1] else None
