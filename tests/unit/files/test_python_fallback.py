"""The second parser says what the standard one says, so that a file which that one refuses is read no differently."""

from pathlib import Path

import pytest

import auditor
from auditor.detectors.python_calls.claims import claims_of
from auditor.files import python_source
from auditor.files.document import ParseError
from auditor.files.python_source import read_python
from auditor.files.source_file import SourceFile

PACKAGE = Path(auditor.__file__).parent


def _claims(file: SourceFile) -> list[object]:
    """Everything that a file binds, and all its calls."""
    source = read_python(file)
    names = claims_of(source, "any")._code.calls  # noqa: SLF001 - every name that is called
    return [*claims_of(source, "any").everything(), *claims_of(source, "any").of_calls(names)]


def _refuse(text: str) -> object:
    raise ParseError("refused")


@pytest.mark.parametrize(
    "folder", sorted(path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py")))
)
def test_both_parsers_claim_the_same_of_this_package(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [SourceFile(path.name, path.read_bytes()) for path in sorted((PACKAGE / folder).rglob("*.py"))]
    first = [_claims(file) for file in files]
    monkeypatch.setattr(python_source, "parsed", _refuse)
    assert sum(map(len, first)) > 0
    for file, expected in zip(files, first, strict=True):
        assert _claims(file) == expected, file.path


SYNTAX = """
import os
from __future__ import annotations
from m import *
async def load(a, /, b=1, *c: int, d: str = "x", **e) -> list[str]:
    global seen
    seen = [*a.items(), f"{a!r:>10}{b=} {{x}} \\t" f"end"]
    for i, j in enumerate(x for x in a if x): await run(i, *j, **e)
    else: done(lambda q, r=2: q or r or b)
    with open(a[1:2, ::3]) as f, lock: assert f(a), "no"
    try: v = w = {k: u for k, u in a}
    except (ValueError, KeyError) as error: raise Bad(error) from None
    finally: del cache[a]
    match a:
        case {"x": y} if check(y): return {*b}, -1, not c, a | b, a < b < c
    while (n := step()): b += more(n)
    return "a" "b" if b else rb"c" b"d"
class Kind(Base[int], metaclass=M):
    name: str | None = None
    @property
    def one(self): yield from self.all
"""


def test_both_parsers_claim_the_same_of_rare_syntax(monkeypatch: pytest.MonkeyPatch) -> None:
    text = SYNTAX.replace("from __future__ import annotations\n", "")
    file = SourceFile("a.py", b"from __future__ import annotations\n" + text.encode())
    expected = _claims(file)
    monkeypatch.setattr(python_source, "parsed", _refuse)
    assert _claims(file) == expected


def test_what_only_newer_pythons_read_is_read_too() -> None:
    text = 'type Id = str\ndef load[T](name: T): return pipe(model=name)\nload(f"{"acme/" + "chat"}")\n'
    source = read_python(SourceFile("a.py", text.encode()))
    told = claims_of(source, "any").of_calls({"load", "pipe"})
    assert {claim.call.location.line for claim in told if hasattr(claim, "call")} == {2, 3}
