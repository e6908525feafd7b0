"""pyproject.toml: what a Python project asks for, in the tables of PEP 621, PEP 735, Poetry, PDM, Hatch and uv."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import Finder, package_claims, unparsable
from auditor.detectors.requirement_lines import read_requirement
from auditor.files.document import Document, ParseError, Path
from auditor.files.source_file import SourceFile
from auditor.files.toml_document import load
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "pyproject-toml"

_LISTS: Final[tuple[Path, ...]] = (
    ("build-system", "requires"),
    ("project", "dependencies"),
    ("project", "optional-dependencies", "*"),
    ("dependency-groups", "*"),
    ("tool", "pdm", "dev-dependencies", "*"),
    ("tool", "uv", "dev-dependencies"),
    ("tool", "uv", "constraint-dependencies"),
    ("tool", "uv", "override-dependencies"),
    ("tool", "hatch", "envs", "*", "dependencies"),
    ("tool", "hatch", "envs", "*", "extra-dependencies"),
    ("tool", "flit", "metadata", "requires"),
    ("tool", "flit", "metadata", "requires-extra", "*"),
)
"""where lists of PEP 508 requirements stand; `*` is any key"""

_POETRY: Final[tuple[Path, ...]] = (
    ("tool", "poetry", "dependencies"),
    ("tool", "poetry", "dev-dependencies"),
    ("tool", "poetry", "group", "*", "dependencies"),
)
"""where tables of name and version stand"""


def wants(path: PurePosixPath) -> bool:
    return path.name == "pyproject.toml"


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    try:
        document = load(file.text)
    except ParseError as error:
        yield unparsable(file, error)
        return
    finder = Finder(file)
    for pattern in _LISTS:
        for path, value in matching(document.value, pattern):
            yield from _requirements(file, knowledge, document, finder, path, value)
    for pattern in _POETRY:
        for path, value in matching(document.value, pattern):
            if isinstance(value, dict):
                yield from _poetry_table(file, knowledge, document, finder, path, value)


def matching(value: Any, pattern: Path, path: Path = ()) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401 - TOML is any value
    """The values whose path matches; `*` stands for any key."""
    if not pattern:
        yield path, value
    elif isinstance(value, dict):
        for key in value if pattern[0] == "*" else (pattern[0],):
            if key in value:
                yield from matching(value[key], pattern[1:], (*path, key))


def _requirements(
    file: SourceFile, knowledge: KnowledgeBase, document: Document, finder: Finder, path: Path, value: object
) -> Iterator[Claim]:
    for index, text in enumerate(value if isinstance(value, list) else ()):
        named = read_requirement(text) if isinstance(text, str) else None
        if named is not None:
            location = finder.first(document.position((*path, index)), named.name)
            yield from package_claims(file, knowledge, NAME, "pypi", named.name, location, named.version)


def _poetry_table(
    file: SourceFile, knowledge: KnowledgeBase, document: Document, finder: Finder, path: Path, table: dict[str, Any]
) -> Iterator[Claim]:
    for name, value in table.items():
        if name != "python":
            location = finder.first(document.key_position((*path, name)), name)
            yield from package_claims(file, knowledge, NAME, "pypi", name, location, _poetry_version(value))


def _poetry_version(value: object) -> str | None:
    """The exact version of Poetry's `"4.46.0"`, `{version = "=4.46.0"}`, `{git = …, rev = …}`; None for ranges."""
    if isinstance(value, dict):
        return next(
            (value[key] for key in ("rev", "tag") if isinstance(value.get(key), str)),
            _poetry_version(value.get("version")),
        )
    text = value.strip().lstrip("=").strip() if isinstance(value, str) else ""
    return text if text[:1].isdigit() and not set(text) & set("*<>^~,| ") else None
