"""Asks git which files belong to a work tree, without letting the repository run anything."""

import os
import re
import subprocess
from pathlib import Path
from typing import Final

import msgspec

_SECONDS: Final = 60
SAFE: Final = (
    # A repository's own configuration may name programs; these are the ones that a listing could start.
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.untrackedCache=false",
    "-c", "safe.bareRepository=explicit",
)  # fmt: skip
"""options before every command"""
_UNREADABLE: Final = re.compile(r"could not open directory '(.*)'")


class Listing(msgspec.Struct, frozen=True):
    """What git says of a folder."""

    paths: tuple[str, ...]
    """tracked, or untracked and not ignored; relative to the folder; a path that ends in `/` is a repository inside"""
    unreadable: tuple[str, ...] = ()
    """folders that git could not open"""


def listing(folder: Path) -> Listing | None:
    """The files of a folder; None when it is in no work tree, when git is missing, or when it refuses."""
    if not is_in_repository(folder):
        return None
    command = ["git", *SAFE, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            command, cwd=folder, env=environment(), capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    if done.returncode != 0:
        return None
    paths = {os.fsdecode(path) for path in done.stdout.split(b"\0") if path}
    return Listing(tuple(sorted(paths)), tuple(_UNREADABLE.findall(os.fsdecode(done.stderr))))


def is_in_repository(folder: Path) -> bool:
    """Whether the folder or one above it holds a `.git`; a folder that only looks like a bare repository does not count."""
    return any((above / ".git").exists() for above in (folder, *folder.parents))


def environment() -> dict[str, str]:
    """Ours without what steers git elsewhere (a hook has `GIT_DIR` set), and with all that would fetch or ask shut."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "LC_ALL": "C",
    }
