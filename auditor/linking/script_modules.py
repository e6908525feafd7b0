"""From a JavaScript or TypeScript import to a file of the tree."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final

from auditor.linking.languages import JAVASCRIPT, language_of
from auditor.linking.modules import Place

_ENDINGS: Final = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte", ".astro", ".d.ts")
_WRITTEN: Final = {".js": (".ts", ".tsx"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
"""endings that an import of a TypeScript file is written with"""
_ALIASES: Final = ("@/", "~/", "~", "#/", "#", "$")
"""beginnings that projects use for their own folders, the longer ones first"""
_SOURCES: Final = ("", "src", "app", "lib")
_LONGEST: Final = 12
"""folders of an import path that are looked at"""
_DOT: Final = "·"
"""stands for the dots of a package's name, so that others part the segments"""


class ScriptModules:
    """The modules of a tree, by the names under which its files may import them."""

    def __init__(self, paths: Collection[str]) -> None:
        self._paths = frozenset(path for path in paths if language_of(path) == JAVASCRIPT)
        self._declared: dict[str, list[tuple[str, str]]] = defaultdict(list)
        """pattern up to its `*` → the folder whose files may use it, and what it stands for"""
        self._found: dict[tuple[str, str], Place | None] = {}

    def declare(self, folder: str, pattern: str, target: str) -> None:
        """What a project's settings say: files below `folder` may import `pattern` for `target`, both with at most one `*`."""
        entry = (folder, target)
        if entry not in self._declared[pattern]:
            self._declared[pattern].append(entry)
            self._found.clear()

    def resolve(self, name: str, importer: str) -> Place | None:
        """Where a name, as imported into the file `importer`, leads; None when it leads out of the tree.

        `/src/models/LIST.first` and `@/models/LIST` are a module and what is meant in it; of `src.models.LIST` as much
        is the module as there is one.
        """
        folder = str(PurePosixPath(importer).parent)
        key = (name, folder)
        if key not in self._found:
            self._found[key] = next(self._places(name, folder), None)
        return self._found[key]

    def _places(self, name: str, folder: str) -> Iterator[Place]:
        for specifier, inner in _readings(name):
            found = self._module(specifier.lstrip("/")) if name.startswith("/") else self._stated(specifier, folder)
            if found is not None:
                yield found, inner
        if not name.startswith(("/", "@")) or name.startswith("@/"):
            for specifier, inner in _readings(name):
                if (found := self._guessed(specifier, folder)) is not None:
                    yield found, inner

    def _stated(self, specifier: str, folder: str) -> str | None:
        """By the project's settings: the nearest ones, and of their patterns the longest."""
        found: list[tuple[int, int, int, str]] = []
        for pattern, star in _patterns(specifier):
            for order, (owner, target) in enumerate(self._declared.get(pattern, ())):
                below = not owner or folder == owner or folder.startswith(f"{owner}/")
                module = self._module(target.replace("*", star, 1)) if below else None
                if module is not None:
                    found.append((-len(owner), -len(pattern), order, module))
        return min(found)[-1] if found else None

    def _guessed(self, specifier: str, folder: str) -> str | None:
        """By what is usual: an alias for the project's sources, or a path from one of its folders."""
        alias = next((alias for alias in _ALIASES if specifier.startswith(alias)), "")
        found = self._under_any_root(specifier.removeprefix(alias), folder, ending=bool(alias))
        if found is None and alias == "$":  # `$lib/x` is `src/lib/x`
            found = self._under_any_root(specifier[1:], folder, ending=True)
        return found

    def _under_any_root(self, relative: str, folder: str, *, ending: bool) -> str | None:
        """The module at `relative` below the importer's folder, one around it, or their sources; else the only one."""
        if not relative.strip("./"):
            return None
        around = PurePosixPath(folder)
        for root in (around, *around.parents):
            for source in _SOURCES:
                if found := self._module(str(root / source / relative)):
                    return found
        endings = self._by_ending.get(relative, ()) if ending and "/" in relative else ()
        return endings[0] if len(endings) == 1 else None

    def _module(self, stem: str) -> str | None:
        stem = stem.removeprefix("./")
        if stem in self._paths:
            return stem
        for ending in _ENDINGS:
            if stem + ending in self._paths:
                return stem + ending
        for written, meant in _WRITTEN.items():
            for ending in meant if stem.endswith(written) else ():
                if stem.removesuffix(written) + ending in self._paths:
                    return stem.removesuffix(written) + ending
        for ending in _ENDINGS:
            index = f"{stem}/index{ending}" if stem not in {"", "."} else f"index{ending}"
            if index in self._paths:
                return index
        return None

    @cached_property
    def _by_ending(self) -> dict[str, list[str]]:
        """`lib/models` → the files that end so, for trees with several packages side by side."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self._paths):
            parts = path.removesuffix(PurePosixPath(path).suffix).removesuffix("/index").split("/")
            for start in range(max(0, len(parts) - 6), len(parts) - 1):
                found["/".join(parts[start:])].append(path)
        return found


def _readings(name: str) -> Iterator[tuple[str, str]]:
    """What of a name is the module as it was written, and what is meant in it; the longest module first."""
    if name.startswith(("/", *_ALIASES)):
        module, _, inner = name.rpartition("/")
        yield module, inner.strip(".")
        return
    parts = name.split(".")
    for length in range(min(len(parts), _LONGEST), 0, -1):
        yield "/".join(parts[:length]).replace(_DOT, "."), ".".join(parts[length:])


def _patterns(specifier: str) -> Iterator[tuple[str, str]]:
    """The patterns that a specifier can fit, with what their `*` then stands for."""
    yield specifier, ""
    position = len(specifier)
    while position > 0:
        yield f"{specifier[:position]}*", specifier[position:]
        position = specifier.rfind("/", 0, position - 1) + 1
    yield "*", specifier
