"""What was found out once and need not be found out again, kept in the user's cache folder.

A cache is never right or wrong, only there or not: whatever goes amiss with it, the run goes on without it.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

_NAME: Final = "claims-1.sqlite"
"""The number is the table's shape; a new shape takes a new file."""
_MAX_ROWS: Final = 200_000
_DAY: Final = 86_400


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where this user's caches live, by the rules of the platform; None when no home is known."""
    given = environment.get("XDG_CACHE_HOME", "")
    if os.path.isabs(given):  # noqa: PTH117 - a relative one is to be ignored, says the XDG specification
        return Path(given, "openweight-auditor")
    if sys.platform == "win32" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"], "openweight-auditor", "Cache")
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "openweight-auditor"


class Cache:
    """Bytes under a digest. Every method keeps silent when the file is broken, locked or cannot be written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = self._open() or self._open_anew()

    @classmethod
    def of_user(cls) -> Self | None:
        """The user's own cache; None when there is no place for one."""
        folder = cache_folder()
        return None if folder is None else cls(folder / _NAME)

    def get(self, key: bytes) -> bytes | None:
        """What was put under this key."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT value FROM claims WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self._give_up()
            return None
        return row[0] if row is not None and isinstance(row[0], bytes) else None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep `value`; it is written to disk by `close`."""
        if self._connection is None:
            return
        try:
            self._connection.execute("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)", (key, value, _today()))
        except sqlite3.Error:
            self._give_up()

    def close(self) -> None:
        """Write what was put, throw out what is oldest, and close the file."""
        if self._connection is None:
            return
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                (rows,) = self._connection.execute("SELECT count(*) FROM claims").fetchone()
                if rows > _MAX_ROWS:
                    oldest = "SELECT key FROM claims ORDER BY day LIMIT ?"
                    self._connection.execute(f"DELETE FROM claims WHERE key IN ({oldest})", (rows - _MAX_ROWS // 2,))  # noqa: S608
                self._connection.commit()
        self._give_up()

    def _open(self) -> sqlite3.Connection | None:
        connection = None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            connection = sqlite3.connect(self._path, timeout=0.5)
            connection.execute("PRAGMA synchronous = OFF")  # a torn file is rebuilt
            connection.execute(
                "CREATE TABLE IF NOT EXISTS claims (key BLOB PRIMARY KEY, value BLOB, day INTEGER) WITHOUT ROWID"
            )
            connection.execute("SELECT key, value, day FROM claims LIMIT 1").fetchone()
        except (OSError, sqlite3.Error):
            if connection is not None:
                connection.close()
            return None
        return connection

    def _open_anew(self) -> sqlite3.Connection | None:
        """Once more after the file was thrown away, should it be broken; a locked or unwritable one is let be."""
        try:
            broken = self._path.is_file() and not _readable(self._path)
            if not broken:
                return None
            self._path.unlink()
        except OSError:
            return None
        return self._open()

    def _give_up(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


def _readable(path: Path) -> bool:
    """Whether SQLite finds a sound database of our shape; one that is only locked counts as sound."""
    try:
        connection = sqlite3.connect(path, timeout=0.5)
        try:
            connection.execute("SELECT key, value, day FROM claims LIMIT 1").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        return "locked" in str(error) or "unable to open" in str(error)
    except sqlite3.DatabaseError:
        return False
    return True


def _today() -> int:
    """Days since 1970, for throwing out the oldest; no result depends on it."""
    return int(time.time()) // _DAY
