"""Lock files: the exact versions that a project installs, and which package brings which.

uv.lock, poetry.lock, pdm.lock, pylock.toml (PEP 751), Pipfile.lock; package-lock.json, npm-shrinkwrap.json,
pnpm-lock.yaml, yarn.lock; Cargo.lock; composer.lock. Of the edges only those are told that lead to an AI package: the
others explain nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import unparsable
from auditor.detectors.lock_files import javascript, other, python
from auditor.detectors.lock_files.locked import Locked, locked_claims
from auditor.files.document import ParseError
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "lock-files"

_READERS: Final[dict[str, tuple[str, Callable[[SourceFile], Sequence[Locked]]]]] = {
    "uv.lock": ("pypi", python.read_toml),
    "poetry.lock": ("pypi", python.read_toml),
    "pdm.lock": ("pypi", python.read_toml),
    "pylock.toml": ("pypi", python.read_toml),
    "Pipfile.lock": ("pypi", python.read_pipfile_lock),
    "package-lock.json": ("npm", javascript.read_package_lock),
    "npm-shrinkwrap.json": ("npm", javascript.read_package_lock),
    "pnpm-lock.yaml": ("npm", javascript.read_pnpm_lock),
    "yarn.lock": ("npm", javascript.read_yarn_lock),
    "Cargo.lock": ("cargo", other.read_cargo_lock),
    "composer.lock": ("composer", other.read_composer_lock),
}
_NAMED_PYLOCK: Final = re.compile(r"pylock\.[^.]{1,60}\.toml")


def wants(path: PurePosixPath) -> bool:
    return _reader(path) is not None


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    if (found := _reader(file.path)) is None:
        return
    ecosystem, read = found
    try:
        packages = read(file)
    except ParseError as error:
        yield unparsable(file, error)
        return
    yield from locked_claims(file, knowledge, NAME, ecosystem, packages)


def _reader(path: PurePosixPath) -> tuple[str, Callable[[SourceFile], Sequence[Locked]]] | None:
    return _READERS.get("pylock.toml" if _NAMED_PYLOCK.fullmatch(path.name) else path.name)
