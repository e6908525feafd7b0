"""From a JavaScript or TypeScript import to a file of the tree."""

from collections import defaultdict
from collections.abc import Collection
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


class ScriptModules:
    """The modules of a tree, by the names under which its files may import them."""

    def __init__(self, paths: Collection[str]) -> None:
        self._paths = frozenset(path for path in paths if language_of(path) == JAVASCRIPT)
        self._found: dict[tuple[str, str], Place | None] = {}

    def resolve(self, name: str, importer: str) -> Place | None:
        """Where a name, as imported into the file `importer`, leads; None when it leads out of the tree.

        `/src/models/LIST.first` and `@/models/LIST` are a module and what is meant in it, `src.models.LIST` is either's
        guess.
        """
        folder = str(PurePosixPath(importer).parent)
        key = (name, folder)
        if key not in self._found:
            self._found[key] = self._by_path(name, folder) if "/" in name else self._by_package(name, folder)
        return self._found[key]

    def _by_path(self, name: str, folder: str) -> Place | None:
        module, _, inner = name.rpartition("/")
        if name.startswith("/"):
            found = self._module(module.lstrip("/"))
        else:
            alias = next((alias for alias in _ALIASES if module.startswith(alias)), None)
            if alias is None:
                return self._by_package(name.replace("/", "."), folder)
            found = self._under_any_root(module.removeprefix(alias), folder)
            if found is None and alias == "$":  # `$lib/x` is `src/lib/x`
                found = self._under_any_root(module[1:].lstrip("/"), folder)
        return (found, inner.strip(".")) if found is not None else None

    def _by_package(self, name: str, folder: str) -> Place | None:
        parts = name.split(".")
        if parts[0].startswith("@"):
            return None
        for length in range(min(len(parts), 12), 1, -1):
            found = self._under_any_root("/".join(parts[:length]), folder)
            if found is not None:
                return found, ".".join(parts[length:])
        return None

    def _under_any_root(self, relative: str, folder: str) -> str | None:
        """The module at `relative` below the importer's folder, one around it, or their sources; else the only one."""
        around = PurePosixPath(folder)
        for root in (around, *around.parents):
            for source in _SOURCES:
                if found := self._module(str(root / source / relative)):
                    return found
        endings = self._by_ending.get(relative, ()) if "/" in relative else ()
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
