"""The SPDX list's licences by name: ids, what they were called before, and ScanCode's keys; no word of their texts.

They come from the index inside the license-expression library, which has SPDX's ids and ScanCode's, and, for ids that
are newer than that index, from a list beside this file. Exceptions are no licences and are left out.
"""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import msgspec

LIBRARY: Final = "license-expression"
_FILE: Final = "data/scancode-licensedb-index.json"
_NEWER: Final = Path(__file__).with_name("spdx_newer.json")
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


class _Newer(msgspec.Struct, frozen=True):
    """Ids of SPDX's list that the index does not have yet."""

    list: str
    licenses: dict[str, str]
    """id → name"""


class NamedLicense(msgspec.Struct, frozen=True):
    """A licence that has an id."""

    id: str
    """SPDX's, or `LicenseRef-scancode-…`"""
    name: str
    key: str | None
    """ScanCode's"""
    source: str
    """what to cite for the name"""
    former: tuple[str, ...] = ()
    """ids that it had before, or has besides: `GPL-3.0` of `GPL-3.0-only`"""

    @property
    def url(self) -> str:
        """A page that shows the text."""
        if self.id.startswith(_OWN):
            return f"https://scancode-licensedb.aboutcode.org/{self.key}.html"
        return f"https://spdx.org/licenses/{self.id}.html"


def name_files() -> tuple[Path, ...]:
    """The files that the names come from. The library is found and not imported."""
    found = find_spec(LIBRARY.replace("-", "_"))
    index = Path(found.origin).parent / _FILE if found and found.origin else None
    return (index, _NEWER) if index and index.is_file() else (_NEWER,)


@cache
def named_licenses() -> tuple[NamedLicense, ...]:
    """Every licence that has an id, by id."""
    *index, newer = name_files()
    found = {named.id: named for path in index for named in _named(path)}
    more = msgspec.json.decode(newer.read_bytes(), type=_Newer)
    for id_, name in more.licenses.items():
        found.setdefault(id_, NamedLicense(id_, name, None, more.list))
    return tuple(found[id_] for id_ in sorted(found))


def _named(index: Path) -> Iterator[NamedLicense]:
    from importlib import metadata

    source = f"{LIBRARY} {metadata.version(LIBRARY)}:{_FILE}"
    entries = msgspec.json.decode(index.read_bytes(), type=tuple[_Entry, ...])
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
        id_ = entry.spdx_license_key or ""
        yield NamedLicense(id_, id_, entry.license_key, source, tuple(former))


def _is_public(name: str) -> bool:
    """Whether the name is SPDX's or ScanCode's: any other `LicenseRef-` means what its document says."""
    return not name.startswith(_OWN) or name.startswith(_SCANCODE)
