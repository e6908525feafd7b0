"""Which language a file of the tree is written in, as far as names are followed through it."""

from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

PYTHON: Final = "python"
JAVASCRIPT: Final = "javascript"
LANGUAGES: Final = (PYTHON, JAVASCRIPT)

_SCRIPTS: Final = frozenset(
    {".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", ".svelte", ".astro", ".html", ".htm"}
)


@lru_cache(maxsize=100_000)
def language_of(path: str) -> str:
    """By the file's name; what is no script is taken for Python."""
    return JAVASCRIPT if PurePosixPath(path).suffix.lower() in _SCRIPTS else PYTHON
