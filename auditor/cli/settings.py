"""Settings that stand in files: `auditor.toml`, or `[tool.auditor]` in `pyproject.toml`.

Those at the root of the git repository that one works in hold for all of it; the command line wins over them. What a
folder below says for itself, or a tree elsewhere that is scanned, may only make it tighter: nobody passes a gate by
bringing their own.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from auditor.domain.audit import Diagnostic, DiagnosticKind
from auditor.domain.evidence import Location
from auditor.domain.finding import Severity
from auditor.errors import AuditorError
from auditor.files.document import Document
from auditor.knowledge.decode import decode, fault
from auditor.policy.policy import Section

OWN_FILE: Final = "auditor.toml"
PROJECT_FILE: Final = "pyproject.toml"
DEFAULT_POLICY: Final = "default"
_TABLE: Final = ("tool", "auditor")
_MOST: Final = 1024 * 1024
"""bytes of a settings file"""
_DEEPEST: Final = 50
"""folders between the root and what is scanned"""


class Settings(Section, frozen=True, kw_only=True):
    """What a file may say; each key is an option of `auditor scan`."""

    policy: str | None = None
    fail_on: Severity | None = None
    exclude: tuple[str, ...] = ()
    baseline: str | None = None
    knowledge: tuple[str, ...] = ()
    format: str | None = None
    output: tuple[str, ...] = ()
    strict: bool | None = None
    verbose: bool | None = None


class SettingsFile(msgspec.Struct, frozen=True):
    """The settings of one folder."""

    settings: Settings
    document: Document
    folder: Path
    source: str
    """the file, as messages call it"""

    def place(self, key: str) -> str:
        """`pyproject.toml:12:1`, of a key."""
        mark = self.document.key_position((key,))
        return f"{self.source}:{mark.line}:{mark.column}"

    def wrong(self, key: str, message: str) -> AuditorError:
        """An error about the value of a key."""
        return fault(self.document, (key,), message, source=self.source)


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for a scan, where the command line says nothing."""

    policy: str = DEFAULT_POLICY
    """a name, or a path from the working folder"""
    fail_on: Severity | None = None
    exclude: tuple[str, ...] = ()
    """as patterns from the scanned folder"""
    baseline: Path | None = None
    knowledge: tuple[Path, ...] = ()
    format: str | None = None
    output: tuple[str, ...] = ()
    strict: bool = False
    verbose: bool = False
    own: SettingsFile | None = None
    """the file at the root"""
    told: tuple[Diagnostic, ...] = ()
    """what a part of the tree asked for, and did not get"""


def settings_for(path: Path, *, formats: Sequence[str] = (), policy: str | None = None) -> Chosen:
    """The settings for scanning a path. Raises AuditorError for a mistake in those of one's own repository.

    `policy` is what the command line names, if it does. A mistake in a tree elsewhere is told, and stops nothing.
    """
    from auditor.policy.load import find_policy

    here, root = Path.cwd().resolve(), path.resolve()
    root = root if root.is_dir() else root.parent
    anchor = _repository(here) or here
    inside = root.is_relative_to(anchor)
    own = read_folder(anchor) if inside else None
    chosen = _of(own, anchor, root, formats) if own else Chosen()
    start = anchor if inside else (_repository(root) or root)
    folders = _below(start, root) if inside else [start, *_below(start, root)]
    told: list[Diagnostic] = []
    for folder in folders:
        try:
            found = read_folder(folder)
            if found is not None:
                chosen, refused = _tightened(chosen, found, policy, root)
                told += refused
        except AuditorError as error:
            if inside:
                raise
            told.append(_diagnostic(root, folder / PROJECT_FILE, f"its settings cannot be read: {error}"))
    if policy is None and chosen.own is not None and chosen.policy == _policy(chosen.own):
        try:
            find_policy(chosen.policy)
        except AuditorError as error:
            raise chosen.own.wrong("policy", str(error)) from None
    return msgspec.structs.replace(chosen, policy=policy or chosen.policy, told=tuple(told))


def read_folder(folder: Path) -> SettingsFile | None:
    """The settings of a folder; None where it has none. Raises AuditorError with `file:line:column`."""
    own, project = _document(folder / OWN_FILE), _document(folder / PROJECT_FILE)
    if project is not None:
        project = _table(project)
    if own is not None and project is not None:
        name = _name(folder / OWN_FILE)
        raise AuditorError(f"{name}: settings stand here and in {PROJECT_FILE} too; keep one of them")
    document, name = (own, OWN_FILE) if own is not None else (project, PROJECT_FILE)
    if document is None:
        return None
    source = _name(folder / name)
    return SettingsFile(decode(document, Settings, source=source), document, folder, source)


def _of(own: SettingsFile, anchor: Path, root: Path, formats: Sequence[str]) -> Chosen:
    """The settings of the root, with paths as the working folder sees them."""
    said = own.settings
    if said.format is not None and formats and said.format not in formats:
        raise own.wrong("format", f"{said.format!r} is no format; use {', '.join(formats)}")
    for entry in said.output:
        name, found, file = entry.partition("=")
        if formats and (name not in formats or not (found and file)):
            raise own.wrong("output", f"{entry!r} is not NAME=FILE with a NAME out of {', '.join(formats)}")
        if not (own.folder / file).resolve().is_relative_to(own.folder):  # a pull request may hold the settings
            raise own.wrong("output", f"{file!r} lies outside of the repository; only the command line may say so")
    if any(not pattern.strip() for pattern in said.exclude):
        raise own.wrong("exclude", "an empty pattern leaves nothing out; write vendor/")
    for folder in said.knowledge:
        if not (own.folder / folder).is_dir():
            raise own.wrong("knowledge", f"there is no folder {folder!r}")
    below = root.relative_to(anchor).as_posix()
    return Chosen(
        policy=_policy(own) or DEFAULT_POLICY,
        fail_on=said.fail_on,
        exclude=tuple(moved for pattern in said.exclude if (moved := seen_from(pattern, below)) is not None),
        baseline=_beside(own, said.baseline) if said.baseline else None,
        knowledge=tuple(_beside(own, folder) for folder in said.knowledge),
        format=said.format,
        output=tuple(_output(own, entry) for entry in said.output),
        strict=bool(said.strict),
        verbose=bool(said.verbose),
        own=own,
    )


def _tightened(chosen: Chosen, found: SettingsFile, named: str | None, root: Path) -> tuple[Chosen, list[Diagnostic]]:
    """With what a part of the tree asks for, as far as it is tighter; and what of it is not followed."""
    said = found.settings
    refused: list[Diagnostic] = []

    def refuse(key: str, why: str) -> None:
        message = f"the setting {key!r} is not followed: {why}"
        refused.append(_diagnostic(root, found.folder / Path(found.source).name, message, found, key))

    if said.fail_on is not None and said.fail_on is not chosen.fail_on:
        if said.fail_on is Severity.NOTE or (chosen.fail_on and said.fail_on.rank < chosen.fail_on.rank):
            chosen = msgspec.structs.replace(chosen, fail_on=said.fail_on)
        else:
            refuse("fail-on", "it would let pass what fails without it")
    if said.strict:
        chosen = msgspec.structs.replace(chosen, strict=True)
    if said.policy is not None:
        policy = _policy(found) or said.policy
        if not (found.folder / said.policy).resolve().is_relative_to(found.folder.resolve()):
            refuse("policy", "it lies outside of the folder that names it")
        elif keys := _looser(named or chosen.policy, policy):
            more = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
            refuse(
                "policy",
                f"it is looser than {named or chosen.policy}, or answers what is not its own, in {keys[0]}{more}",
            )
        elif named is None:
            chosen = msgspec.structs.replace(chosen, policy=policy)
    for key in ("exclude", "baseline", "knowledge", "format", "output", "verbose"):
        if getattr(said, key):
            refuse(key, "only the settings at the root of the repository that one works in may say so")
    if said.strict is False and chosen.strict:
        refuse("strict", "it would let pass what fails without it")
    return chosen, refused


def _looser(base: str, other: str) -> list[str]:
    """The keys in which a policy is looser than the one that holds."""
    from auditor.policy.tightness import looser
    from auditor.rules.run import cards, read_policy

    one, two = read_policy(base), read_policy(other)
    return sorted(set(looser(one.policy, two.policy, cards())))


def seen_from(pattern: str, below: str) -> str | None:
    """An ignore pattern of a folder, as one of a folder below it; None where it says nothing about that one."""
    if below in {"", "."}:
        return pattern
    kept, bare = ("!", pattern[1:]) if pattern.startswith("!") else ("", pattern)
    anchored = "/" in bare.rstrip("/")
    if not anchored or bare.startswith("**/"):
        return pattern
    path = bare.lstrip("/")
    prefix = f"{below}/"
    return f"{kept}/{path.removeprefix(prefix)}" if path.startswith(prefix) and path != prefix else None


def _policy(found: SettingsFile) -> str | None:
    """The policy that a file names: a path beside it first, then a shipped one."""
    name = found.settings.policy
    if name is None:
        return None
    return str(_beside(found, name)) if (found.folder / name).is_file() else name


def _beside(found: SettingsFile, path: str) -> Path:
    """A path that is meant from the settings' folder, as the working folder sees it."""
    return Path(os.path.relpath(found.folder / path))


def _output(found: SettingsFile, entry: str) -> str:
    name, _, file = entry.partition("=")
    return f"{name}={_beside(found, file)}"


def _repository(folder: Path) -> Path | None:
    """The root of the work tree that a folder is in."""
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)


def _below(start: Path, root: Path) -> list[Path]:
    """The folders below the start, down to the root of the scan."""
    parts = root.relative_to(start).parts[:_DEEPEST]
    return [start.joinpath(*parts[: end + 1]) for end in range(len(parts))]


def _document(file: Path) -> Document | None:
    from auditor.files import toml_document
    from auditor.files.document import Mark, ParseError

    try:
        if not file.is_file():
            return None
        with file.open("rb") as stream:
            content = stream.read(_MOST + 1)
    except OSError:
        return None
    text = content.decode("utf-8-sig", errors="replace")
    if len(content) > _MOST:
        if file.name == PROJECT_FILE and "tool.auditor" not in text:
            return None  # no file that a person keeps settings in
        raise AuditorError(f"{_name(file)}: settings of more than {_MOST // 1024} KiB are not read")
    if file.name == PROJECT_FILE and "auditor" not in text:
        return None
    try:
        return toml_document.load(text.replace("\r\n", "\n"))
    except ParseError as error:
        if file.name == PROJECT_FILE and "tool.auditor" not in text:
            return None  # broken, and none of ours
        mark = error.mark or Mark(1, 1)
        raise AuditorError(f"{_name(file)}:{mark.line}:{mark.column}: {error.message}") from error


def _table(document: Document) -> Document | None:
    """The table `[tool.auditor]` of a project file as a document of its own."""
    tool = document.value.get(_TABLE[0]) if isinstance(document.value, dict) else None
    value = tool.get(_TABLE[1]) if isinstance(tool, dict) else None
    if value is None:
        return None
    cut = len(_TABLE)

    def inner(marks: dict) -> Iterator[tuple]:  # type: ignore[type-arg] # of marks and keys alike
        return ((path[cut:], mark) for path, mark in marks.items() if path[:cut] == _TABLE)

    return Document(value, dict(inner(document.values)), dict(inner(document.keys)))


def _name(file: Path) -> str:
    """A file as messages call it: from the working folder where it lies below."""
    return PurePosixPath(Path(os.path.relpath(file))).as_posix()


def _diagnostic(
    root: Path, file: Path, message: str, found: SettingsFile | None = None, key: str | None = None
) -> Diagnostic:
    """Told with the place where that lies in the scanned tree, else with it in the sentence."""
    if found is not None and key is not None and file.is_relative_to(root):
        mark = found.document.key_position((key,))
        place = Location(file.relative_to(root).as_posix(), mark.line, mark.column)
        return Diagnostic("settings-not-followed", message, DiagnosticKind.CONFIGURATION, place)
    where = f"{found.place(key)}: " if found is not None and key is not None else ""
    return Diagnostic("settings-not-followed", f"{where}{message}", DiagnosticKind.CONFIGURATION)
