"""What an import leads to: a package by its name, or a file of the tree as it is written.

- `@ai-sdk/openai.` + `openai`: a package, whatever its version and wherever it is fetched from; a folder within it is one
  more segment (`langchain.chat_models.openai.`);
- `/src/lib/models/` + `LIST`: a relative import, resolved against the folder of the file that has it;
- `@/lib/models/` + `LIST`: an alias that the project's settings explain.
"""

import posixpath
import re
from pathlib import PurePosixPath
from typing import Final

_ALIASED: Final = ("/", "@/", "~", "#", "$")
_DOT: Final = "·"
"""stands for the dots of a package's name, so that others part the segments"""
_VERSION: Final = re.compile(r"(?<=.)@[^/]*")
_NO_PACKAGE: Final = re.compile(r"npm|jsr|x|gh|esm|v\d+|stable", re.IGNORECASE)
"""what addresses have before the package's name"""
_LOCATED: Final = re.compile(r"(?:https?://[^/]+|npm:|jsr:)/?")


def module_prefix(specifier: str, importer: str) -> str:
    """What stands before the name of something that is imported from `specifier` into the file `importer`."""
    specifier = specifier.partition("?")[0].strip()
    if specifier.startswith("."):
        folder = str(PurePosixPath(importer).parent)
        path = posixpath.normpath(posixpath.join("/", folder, specifier))
        return path.rstrip("/") + "/"
    if specifier.startswith(_ALIASED):
        return specifier.rstrip("/") + "/"
    located = _LOCATED.match(specifier)
    parts = [part for part in specifier[located.end() if located else 0 :].split("/") if part]
    while located and len(parts) > 1 and _NO_PACKAGE.fullmatch(parts[0]):
        parts = parts[1:]
    size = 2 if parts and parts[0].startswith("@") else 1
    package = _VERSION.sub("", "/".join(parts[:size])).replace(".", _DOT)
    return ".".join([package, *(part.replace(".", _DOT) for part in parts[size:])]) + "."


def module_name(specifier: str, importer: str) -> str:
    """The module itself."""
    prefix = module_prefix(specifier, importer)
    return prefix if prefix.endswith("/") else prefix.removesuffix(".")
