"""What one requirement says: `transformers[torch]==4.46.0; python_version > "3.9"`, or an address.

The library that reads them is loaded with the first one: most files that change hold none.
"""

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import msgspec

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet

_LONGEST: Final = 4000
_NAME: Final = re.compile(
    r"([A-Za-z0-9](?:[A-Za-z0-9._-]{0,100}[A-Za-z0-9])?)\s*(?:\[[^\]]{0,500}\])?\s*(?=$|[<>=!~;@,(\s])"
)
_VCS: Final = re.compile(r"(?:git|hg|svn|bzr)\+|https?://|file:|git@|ssh://")
_EGG: Final = re.compile(r"egg=([A-Za-z0-9._-]{1,100})")


class Named(msgspec.Struct, frozen=True):
    """A package that a requirement asks for."""

    name: str
    version: str | None
    """exact version, tag or commit; None: not pinned"""
    offset: int
    """where the name begins in the text"""


def read_requirement(text: str) -> Named | None:
    """What a PEP 508 requirement, a VCS address or an archive's address asks for; None when it asks for none."""
    text = text[:_LONGEST]
    start = len(text) - len(text.lstrip())
    body = text.strip()
    if _VCS.match(body):
        return _from_address(text, body)
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        requirement = Requirement(body)
    except InvalidRequirement:
        # An old spelling such as `torch>=1.*`: the name is what counts.
        match = _NAME.match(body)
        return Named(match[1], None, start) if match else None
    version = _revision(requirement.url) if requirement.url else exact(requirement.specifier)
    return Named(requirement.name, version, start)


def exact(specifier: "SpecifierSet") -> str | None:
    """The one version that a specifier admits: `==4.46.0`, but neither `==4.*` nor `~=4.46`."""
    pins = [s.version for s in specifier if s.operator in {"==", "==="} and not s.version.endswith("*")]
    return pins[0] if len(pins) == 1 else None


def _from_address(text: str, address: str) -> Named | None:
    """The package behind a bare address: its `egg`, its wheel's name, or its repository's."""
    address = re.split(r"\s", address, maxsplit=1)[0]
    if egg := _EGG.search(address):
        return Named(egg[1], _revision(address), text.find("egg=" + egg[1]) + 4)
    path = _path(address)
    stem = unquote(path.rstrip("/").rsplit("/", 1)[-1])
    name, version = _archive(stem)
    if name is None and address.startswith(("git+", "git@", "hg+")):
        name, version = stem.split("@")[0].removesuffix(".git"), _revision(address)
    if not name:
        return None
    offset = text.find(name, text.find(path) + max(path.rfind("/"), 0))
    return Named(name, version, max(offset, 0))


def _archive(stem: str) -> tuple[str | None, str | None]:
    """A wheel's or source archive's name and version. The name is spelt as in the file."""
    from packaging.utils import InvalidSdistFilename, InvalidWheelFilename, parse_sdist_filename, parse_wheel_filename

    try:
        if stem.endswith(".whl"):
            _, version, _, _ = parse_wheel_filename(stem)
        elif stem.endswith((".tar.gz", ".zip")):
            _, version = parse_sdist_filename(stem)
            return stem.removesuffix(".zip").removesuffix(".tar.gz").rpartition("-")[0], str(version)
        else:
            return None, None
    except (InvalidWheelFilename, InvalidSdistFilename):
        return None, None
    return stem.split("-", maxsplit=1)[0], str(version)


def _revision(address: str | None) -> str | None:
    """The tag or commit behind the `@` of a VCS address, or the version in an archive's name."""
    if not address:
        return None
    path = _path(address)
    if not address.startswith(("git", "hg", "svn", "bzr", "ssh")):
        return _archive(unquote(path.rsplit("/", 1)[-1]))[1]
    _, at, revision = path.partition("@")
    return revision.strip("/") or None if at else None


def _path(address: str) -> str:
    """The path of an address; empty when it has no form that can be read."""
    try:
        return urlsplit(address).path
    except ValueError:  # such as `http://[`
        return ""
