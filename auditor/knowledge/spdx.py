"""The SPDX list's licences by name: ids, what they were called before, and ScanCode's keys; no word of their texts.

They come from the index inside the license-expression library, which has SPDX's ids and ScanCode's. Exceptions are no
licences and are left out.
"""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import msgspec

LIBRARY: Final = "license-expression"
_FILE: Final = "data/scancode-licensedb-index.json"
_OWN: Final = "LicenseRef-"
_SCANCODE: Final = "LicenseRef-scancode-"
_SAYS_NOTHING: Final = "Unstated License"
"""ScanCode's category of words that name no licence: `unknown`, `no-license`, `see-license`"""


class _Entry(msgspec.Struct, frozen=True):
    """One entry of the index."""

    license_key: str
    category: str
    is_exception: bool
    is_deprecated: bool
    spdx_license_key: str | None = None
    other_spdx_license_keys: tuple[str, ...] = ()


class NamedLicense(msgspec.Struct, frozen=True):
    """A licence of the index."""

    id: str
    """SPDX's, or `LicenseRef-scancode-…`"""
    key: str
    """ScanCode's"""
    former: tuple[str, ...] = ()
    """ids that it had before, or has besides: `GPL-3.0` of `GPL-3.0-only`"""

    @property
    def url(self) -> str:
        """A page that shows the text."""
        if self.id.startswith(_OWN):
            return f"https://scancode-licensedb.aboutcode.org/{self.key}.html"
        return f"https://spdx.org/licenses/{self.id}.html"


def index_file() -> Path | None:
    """Where the index lies; the library is found and not imported. None where it is not installed."""
    found = find_spec(LIBRARY.replace("-", "_"))
    path = Path(found.origin).parent / _FILE if found and found.origin else None
    return path if path and path.is_file() else None


@cache
def named_licenses() -> tuple[NamedLicense, ...]:
    """Every licence of the index that has an id, by id."""
    path = index_file()
    entries = msgspec.json.decode(path.read_bytes(), type=tuple[_Entry, ...]) if path else ()
    return tuple(sorted(_named(entries), key=lambda license_: license_.id))


def index_cited() -> str:
    """What to cite for a name."""
    from importlib import metadata

    return f"{LIBRARY} {metadata.version(LIBRARY)}:{_FILE}"


def _named(entries: tuple[_Entry, ...]) -> Iterator[NamedLicense]:
    with_exception: dict[str, list[str]] = {}
    licenses = []
    for entry in entries:
        spdx = entry.spdx_license_key
        if spdx is None or (spdx.startswith(_OWN) and entry.category == _SAYS_NOTHING):
            continue
        if not entry.is_exception:
            licenses.append(entry)
        elif entry.is_deprecated and not spdx.startswith(_OWN):
            # `GPL-2.0-with-GCC-exception` was once a licence of its own: the licence, which the exception loosens.
            base, with_, _ = spdx.partition("-with-")
            if with_:
                with_exception.setdefault(base, []).append(spdx)
            else:
                licenses.append(entry)
    for entry in licenses:
        former = [name for name in entry.other_spdx_license_keys if _is_public(name)]
        former += [late for name in tuple(former) for late in with_exception.get(name, ())]
        yield NamedLicense(entry.spdx_license_key or "", entry.license_key, tuple(former))


def _is_public(name: str) -> bool:
    """Whether the name is SPDX's or ScanCode's: any other `LicenseRef-` means what its document says."""
    return not name.startswith(_OWN) or name.startswith(_SCANCODE)
