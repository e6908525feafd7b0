"""From an import to a file of the tree."""

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property
from pathlib import PurePosixPath

Place = tuple[str, str]
"""a file of the tree, and what is meant in it: `("src/app/settings.py", "MODEL")`; empty for the module itself"""


class Modules:
    """The Python modules of a tree, by the names under which its files may import them."""

    def __init__(self, paths: Collection[str]) -> None:
        self._paths = frozenset(path for path in paths if path.endswith((".py", ".pyi")))
        self._found: dict[tuple[str, str], Place | None] = {}

    def resolve(self, name: str, importer: str) -> Place | None:
        """Where an import path, as written in the file `importer`, leads; None when it leads out of the tree."""
        folder = importer.rpartition("/")[0] or "."
        key = (name, folder)
        if key not in self._found:
            self._found[key] = self._relative(name) if name.startswith("/") else self._absolute(name, folder)
        return self._found[key]

    def _relative(self, name: str) -> Place | None:
        """`/src/app/settings/MODEL.name`: the module `src/app/settings` and its attribute, or a module of that folder."""
        head, _, last = name.lstrip("/").rpartition("/")
        attributes = last.split(".")
        if head and (module := self._module(f"{head}/{attributes[0]}")):
            return module, ".".join(attributes[1:])
        if not head and (module := self._module(attributes[0])):
            return module, ".".join(attributes[1:])
        if head and (module := self._module(head)):
            return module, last
        return None

    def _absolute(self, name: str, folder: str) -> Place | None:
        parts = name.split(".")
        for length in range(len(parts), 0, -1):
            module = self._under_any_root("/".join(parts[:length]), folder)
            if module is not None:
                return module, ".".join(parts[length:])
        return None

    def _under_any_root(self, relative: str, folder: str) -> str | None:
        """The module at `relative` below the importer's folder, one around it, or one of their `src`; else the only one."""
        around = PurePosixPath(folder)
        for root in (around, *around.parents):
            for base in (root, root / "src"):
                if module := self._module(str(base / relative)):
                    return module
        endings = self._by_ending.get(relative, ()) if "/" in relative else ()
        return endings[0] if len(endings) == 1 else None

    def _module(self, stem: str) -> str | None:
        for path in (f"{stem}.py", f"{stem}/__init__.py", f"{stem}.pyi"):
            if path in self._paths:
                return path
        return None

    @cached_property
    def _by_ending(self) -> dict[str, list[str]]:
        """`app/settings` → the files that end so, for trees with several packages side by side."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self._paths):
            parts = path.removesuffix(".pyi").removesuffix(".py").removesuffix("/__init__").split("/")
            for start in range(max(0, len(parts) - 6), len(parts) - 1):
                found["/".join(parts[start:])].append(path)
        return found
