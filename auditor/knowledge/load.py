"""Knowledge folders → records; the compiled artefact is found, or made and kept in the user's cache."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from auditor.cache import cache_folder
from auditor.errors import AuditorError
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.records import FOLDERS, Record, VocabularyRecord
from auditor.knowledge.spdx import name_files
from auditor.knowledge.store import StoredKnowledge

R = TypeVar("R", bound=Record)

HERE: Final = Path(__file__).parent
PACKAGED: Final = HERE / "compiled.sqlite"
"""made when a wheel is built; a checkout has none"""
LAYOUT: Final = "22"
"""changes with the artefact's own form, so that an old one in the cache is passed over"""


class Loaded(msgspec.Struct, frozen=True):
    """One record, and the file it was read from."""

    folder: str
    source: str
    """the file's path, relative to its knowledge folder"""
    record: Record


class Records(msgspec.Struct, frozen=True):
    """All that the folders hold."""

    vocabulary: VocabularyRecord
    loaded: tuple[Loaded, ...]

    def of(self, kind: type[R]) -> Iterator[tuple[str, R]]:
        """The records of one shape, with the file each comes from."""
        for entry in self.loaded:
            if isinstance(entry.record, kind):
                yield entry.source, entry.record


def knowledge_files(folders: Sequence[Path]) -> list[tuple[Path, str]]:
    """Every YAML file of the folders with its relative path; a later folder's file stands in for an earlier one's."""
    found: dict[str, tuple[Path, str]] = {}
    for folder in folders:
        if not folder.is_dir():
            raise AuditorError(f"{folder}: there is no knowledge folder of this name")
        for path in sorted(folder.rglob("*.yaml")):
            relative = path.relative_to(folder).as_posix()
            if relative == "vocabulary.yaml" or relative.split("/")[0] in FOLDERS:
                found[relative] = (path, relative)
    return [found[name] for name in sorted(found)]


def check_folder(folder: Path) -> None:
    """Tell of a user's folder with files that nothing would read. Raises AuditorError; an absent folder is told later."""
    from auditor.knowledge.misfit import suggestion

    if not folder.is_dir():
        return
    count = 0
    for path in sorted(folder.rglob("*.y*ml")):
        kind, slash, _ = path.relative_to(folder).as_posix().partition("/")
        if kind.startswith(".") or not (slash or kind == "vocabulary.yaml"):
            continue
        known = kind in FOLDERS or kind == "vocabulary.yaml"
        if known and path.suffix != ".yaml":
            raise AuditorError(f"{path}: files of knowledge are read when they end in .yaml")
        if not known and (meant := suggestion(kind, FOLDERS)):
            raise AuditorError(f"{path}: {kind!r} is no folder of knowledge{meant}")
        count += known
    if not count:
        raise AuditorError(f"{folder}: holds no knowledge; its files stand in {', '.join(FOLDERS)}")


def content_digest(files: Sequence[tuple[Path, str]]) -> str:
    """The digest of all files' names and bytes, and of the lists of names that are compiled with them."""
    digest = hashlib.sha256(LAYOUT.encode())
    for path in name_files():
        digest.update(path.read_bytes())
    for path, relative in files:
        content = path.read_bytes()
        digest.update(f"{relative}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def read_records(files: Sequence[tuple[Path, str]]) -> Records:
    """Decode every file. Raises AuditorError with `file:line:column` at the first that is wrong."""
    from auditor.files import yaml_document
    from auditor.files.document import Mark, ParseError
    from auditor.knowledge.decode import decode

    vocabulary: VocabularyRecord | None = None
    loaded: list[Loaded] = []
    for path, relative in files:
        try:
            documents = yaml_document.load_all(path.read_text(encoding="utf-8"), unique_keys=True)
        except ParseError as error:
            mark = error.mark or Mark(1, 1)
            raise AuditorError(f"{path}:{mark.line}:{mark.column}: {error.message}") from error
        except UnicodeDecodeError as error:
            raise AuditorError(f"{path}:1:1: the file is not UTF-8") from error
        if len(documents) != 1:
            raise AuditorError(f"{path}:1:1: a knowledge file holds exactly one document")
        if relative == "vocabulary.yaml":
            vocabulary = decode(documents[0], VocabularyRecord, source=str(path))
            continue
        folder = relative.split("/")[0]
        loaded.append(Loaded(folder, relative, decode(documents[0], FOLDERS[folder], source=str(path))))
    if vocabulary is None:
        raise AuditorError(f"{HERE / 'vocabulary.yaml'}: the vocabulary is missing")
    return Records(vocabulary, tuple(loaded))


def open_knowledge(extra: Sequence[Path] = ()) -> KnowledgeBase:
    """The knowledge that came with the program, with the user's own folders layered on top."""
    if not extra and PACKAGED.is_file():
        return StoredKnowledge.at(PACKAGED)
    for own in extra:
        check_folder(own)
    files = knowledge_files([HERE, *extra])
    folder = cache_folder()
    artefact = folder / f"knowledge-{content_digest(files)[:32]}.sqlite" if folder else None
    if artefact and artefact.is_file():
        return StoredKnowledge.at(artefact)
    content = compiled(files, check=bool(extra))
    if artefact is None:
        return StoredKnowledge.in_memory(content)
    try:
        artefact.parent.mkdir(parents=True, exist_ok=True)
        beside = artefact.with_suffix(f".{os.getpid()}")
        beside.write_bytes(content)
        beside.replace(artefact)
    except OSError:
        return StoredKnowledge.in_memory(content)
    return StoredKnowledge.at(artefact)


def compiled(files: Sequence[tuple[Path, str]], *, check: bool) -> bytes:
    """The artefact's bytes. With `check`, ids that do not resolve and their kin are errors with their place."""
    from auditor.knowledge.compile import compile_records

    records = read_records(files)
    if check:
        from auditor.knowledge.check import problems

        if found := problems(records, {relative: path for path, relative in files}):
            raise AuditorError("\n".join(found))
    return compile_records(records, content_digest(files))
