"""Ignore patterns, as `.gitignore` has them, for trees that git does not know."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILES: Final = (".gitignore", ".ignore")
_MAX_BYTES: Final = 65_536
_MAX_STARS: Final = 3
"""Per pattern segment. A pattern becomes a regular expression, and each further star multiplies its work."""


class Rules:
    """The patterns of one folder's ignore files; paths are relative to that folder."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._specs: list[GitIgnoreSpec] = []
        cheap = [line for line in lines if _cheap(line)]
        if not cheap:
            return
        try:
            self._specs.append(_spec(cheap))
        except ValueError:
            for line in cheap:  # one bad line must not cost the others
                try:
                    self._specs.append(_spec([line]))
                except ValueError:
                    continue

    def verdict(self, path: str) -> bool | None:
        """True: ignored, False: expressly kept, None: nothing is said. A folder's path ends in `/`."""
        last = None
        for spec in self._specs:
            said = spec.check_file(path).include
            last = last if said is None else said
        return last


def rules_of(folder: Path) -> Rules | None:
    """What the ignore files of a folder say; None when it has none that can be read."""
    lines: list[str] = []
    for name in IGNORE_FILES:
        path = folder / name
        try:
            if path.is_symlink() or not path.is_file():
                continue
            with path.open("rb") as file:
                lines += file.read(_MAX_BYTES).decode("utf-8", errors="replace").splitlines()
        except OSError:
            continue
    return Rules(lines) if lines else None


def _spec(lines: Iterable[str]) -> "GitIgnoreSpec":
    """The patterns, compiled. Where git lists the tree's files nobody asks for that, so the library is loaded here."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _cheap(line: str) -> bool:
    return line.count("**") <= _MAX_STARS and all(
        segment == "**" or segment.count("*") <= _MAX_STARS for segment in line.split("/")
    )
