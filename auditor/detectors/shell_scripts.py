"""Shell scripts and Makefiles: what their commands install, pull and serve, and the variables that they set."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.command_claims import script_claims
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "shell-scripts"

_NAMES: Final = frozenset({"makefile", "gnumakefile", "justfile", "procfile", "entrypoint", "postinstall"})


def wants(path: PurePosixPath) -> bool:
    return path.suffix in {".sh", ".bash", ".zsh", ".mk", ".slurm", ".sbatch"} or path.name.lower() in _NAMES


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    yield from script_claims(file, knowledge, NAME)
