"""Manifests of other languages: the AI packages that go.mod, Cargo.toml, Gemfiles, Maven, Gradle, .NET and Composer ask for."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import package_claims, unparsable
from auditor.detectors.package_manifests import lines, tables
from auditor.detectors.package_manifests.asked import Asked
from auditor.files.document import ParseError
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "package-manifests"

_Reader = Callable[[SourceFile], Iterable[Asked]]
_BY_NAME: Final[dict[str, tuple[str, _Reader]]] = {
    "go.mod": ("go", lines.go_mod),
    "cargo.toml": ("cargo", tables.cargo),
    "gemfile": ("gem", lines.gemfile),
    "gems.rb": ("gem", lines.gemfile),
    "gemfile.lock": ("gem", lines.gemfile_lock),
    "pom.xml": ("maven", lines.maven),
    "composer.json": ("composer", tables.composer),
    "packages.config": ("nuget", lines.nuget),
    "directory.packages.props": ("nuget", lines.nuget),
    "directory.build.props": ("nuget", lines.nuget),
}
_BY_ENDING: Final[dict[str, tuple[str, _Reader]]] = {
    ".gemspec": ("gem", lines.gemfile),
    ".gradle": ("maven", lines.gradle),
    ".gradle.kts": ("maven", lines.gradle),
    ".versions.toml": ("maven", lines.gradle),
    ".csproj": ("nuget", lines.nuget),
    ".fsproj": ("nuget", lines.nuget),
    ".vbproj": ("nuget", lines.nuget),
}


def wants(path: PurePosixPath) -> bool:
    return _reader(path) is not None


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    if (found := _reader(file.path)) is None:
        return
    ecosystem, read = found
    try:
        for asked in read(file):
            location = file.location_at(asked.offset, len(asked.name))
            yield from package_claims(file, knowledge, NAME, ecosystem, asked.name, location, asked.version)
    except ParseError as error:
        yield unparsable(file, error)


def _reader(path: PurePosixPath) -> tuple[str, _Reader] | None:
    name = path.name.lower()
    ending = next((each for each in _BY_ENDING if name.endswith(each)), "")
    return _BY_NAME.get(name) or _BY_ENDING.get(ending)
