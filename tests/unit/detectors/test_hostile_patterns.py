"""No regular expression takes more than a little while over hostile text, whatever its length.

Each expression of the detectors, the linker and the readers is held against long repetitions of what it is itself made
of, with an end that spoils the match, in the ways in which its module uses it (`fullmatch`, `match`, `search` …). Where
time grew with the square of the length, one of these would take many seconds.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator
from itertools import product
from types import ModuleType

import pytest

import auditor.detectors
import auditor.files
import auditor.knowledge.call_sites
import auditor.license_texts
import auditor.linking

LENGTH = 20_000
SECONDS = 0.5
"""fifty times what the slowest takes"""
ANCHORED = {"match", "fullmatch"}
WALKING = {"search", "finditer", "findall", "split", "sub", "subn"}


def _modules() -> Iterator[ModuleType]:
    for package in (auditor.detectors, auditor.linking, auditor.files, auditor.license_texts):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)
    yield auditor.knowledge.call_sites


def _methods(module: ModuleType) -> dict[str, set[str]]:
    """Name of a variable to the methods of `re.Pattern` that the module calls on it."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Attribute) and node.attr in ANCHORED | WALKING and isinstance(node.value, ast.Name):
            found.setdefault(node.value.id, set()).add(node.attr)
    return found


def _patterns() -> dict[str, tuple[re.Pattern[str] | re.Pattern[bytes], set[str]]]:
    found = {}
    for module in _modules():
        methods = _methods(module)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found[f"{module.__name__}.{name}"] = (value, methods.get(name) or {"search"})
            for index, each in _members(value):
                found[f"{module.__name__}.{name}[{index}]"] = (each, {"search"})
    return found


def _members(value: object) -> list[tuple[object, re.Pattern[str]]]:
    """The expressions in a table or list of them."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else ()
    return [(index, each) for index, each in entries if isinstance(each, re.Pattern)]


PATTERNS = _patterns()


def _units(pattern: str) -> list[str]:
    """What the expression is made of: its literal characters, one of each class that it names, words, and pairs."""
    plain = re.sub(r"\\[dDwWsSbBAZ]|[\[\](){}^$*+?|]|\(\?.", " ", pattern)
    literals = sorted({c for c in plain.replace("\\", "") if not c.isspace() and not c.isalnum()})[:6]
    words = sorted(set(re.findall(r"[A-Za-z_]{2,12}", plain)))[:3]
    alone = list(dict.fromkeys(["a", "0", " ", "\n", "-", ".", "\\", '"', *literals, *words]))
    return alone + [first + second for first, second in product(alone[:12], alone[:12]) if first != second]


def _run(pattern: re.Pattern[str] | re.Pattern[bytes], methods: set[str], hostile: str | bytes) -> None:
    if methods & WALKING:
        for _ in pattern.finditer(hostile):  # type: ignore[arg-type] # the caller gives each its own kind of text
            pass
    if "match" in methods:
        pattern.match(hostile)  # type: ignore[arg-type] # as above
    if "fullmatch" in methods:
        pattern.fullmatch(hostile)  # type: ignore[arg-type] # as above


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 100
    assert PATTERNS["auditor.detectors.config_lines._LINE"][1] == {"match"}


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_none_takes_long(name: str) -> None:
    pattern, methods = PATTERNS[name]
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    slow = []
    for unit in _units(text):
        hostile = unit * (LENGTH // len(unit)) + "\x00!"
        started = time.process_time()
        _run(pattern, methods, hostile if isinstance(pattern.pattern, str) else hostile.encode())
        if time.process_time() - started > SECONDS:
            slow.append(unit)
            break
    assert slow == []
