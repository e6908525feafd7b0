"""HashiCorp's configuration language, as Terraform, OpenTofu, Terragrunt and Nomad write it: blocks, keys and texts.

Nothing is evaluated. A text keeps its `${…}`; what is no text (numbers, references, calls) is passed over.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from auditor.files.document import Lines, ParseError

_TOKEN: Final = re.compile(
    r"""(?xs)
      (?P<space>[ \t\r]++)
    | (?P<newline>\n)
    | (?P<comment>(?:\#|//)[^\n]*+ | /\*(?:[^*]|\*(?!/))*+(?:\*/|\Z))
    | (?P<heredoc><<-?[ \t]{0,4}(?P<mark>[A-Za-z_][\w-]{0,60})[ \t\r]*+\n)
    | (?P<string>"(?:[^"\\$%\n]|\\.|[$%](?!\{)|[$%]\{(?:[^{}"\n]|"(?:[^"\\\n]|\\.)*+"|\{[^{}\n]{0,500}+\}){0,500}+\})*+
        (?P<closed>")?)
    | (?P<word>[A-Za-z_][\w.-]{0,200})
    | (?P<open>[{\[(])
    | (?P<close>[}\])])
    | (?P<sign>=>|==|[=:,?])
    | (?P<other>.)
    """
)
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r"}
_DEEPEST: Final = 100


class Assigned(msgspec.Struct, frozen=True):
    """A text, the key that it stands under, and the blocks around it."""

    blocks: tuple[str, ...]
    """from the outermost: types and labels, and keys of objects: `("resource", "aws_x", "name", "model")`"""
    key: str
    """empty for what stands under none"""
    text: str
    offset: int
    """of the first character behind the opening quote, or of a heredoc's first line"""
    frame: int
    """the same for all keys of one block"""


class _Frame(msgspec.Struct):
    blocks: tuple[str, ...]
    key: str
    bracket: str
    number: int


def assigned(text: str) -> Iterator[Assigned]:
    """Every text of a file, in order. Raises ParseError where brackets do not match."""
    frames = [_Frame((), "", "", 0)]
    labels: list[str] = []
    pending: tuple[str, int] | None = None
    behind_sign = False
    count = at = 0
    while at < len(text) and (match := _TOKEN.match(text, at)):
        start, at = match.span()
        kind, raw = match.lastgroup, match[0]
        here = frames[-1]
        if kind in {"space", "comment"} or (kind == "string" and not match["closed"]):
            continue
        if kind in {"word", "string"} and here.bracket in {"", "{"} and not behind_sign:
            value = raw if kind == "word" else unquoted(raw)
            labels.append(value)
            pending = (value, start)
        elif kind == "string":
            yield Assigned(here.blocks, here.key, unquoted(raw), start + 1, here.number)
        elif kind == "heredoc":
            end = _heredoc_end(text, at, match["mark"])
            yield Assigned(here.blocks, here.key, text[at:end], at, here.number)
            at = end
        elif kind == "sign" and raw in {"=", ":"} and here.bracket in {"", "{"} and pending is not None:
            here.key, labels, pending, behind_sign = pending[0], [], None, True
        elif (kind == "newline" or raw == ",") and here.bracket in {"", "{"}:
            labels, pending, behind_sign = [], None, False
            here.key = ""
        elif kind == "open":
            if len(frames) > _DEEPEST:
                raise ParseError("nested too deep", Lines(text).mark(start))
            inner = [here.key] if behind_sign and here.key else labels
            count += raw == "{"
            number = count if raw == "{" else here.number
            frames.append(_Frame((*here.blocks, *inner) if raw == "{" else here.blocks, here.key, raw, number))
            labels, pending, behind_sign = [], None, raw != "{"
            if raw == "{":
                frames[-1].key = ""
        elif kind == "close":
            if len(frames) == 1:
                raise ParseError("a bracket closes what was never opened", Lines(text).mark(start))
            frames.pop()
            labels, pending, behind_sign = [], None, bool(frames[-1].key) or frames[-1].bracket in {"[", "("}
    if len(frames) > 1:
        raise ParseError("a bracket is never closed", Lines(text).mark(max(len(text) - 1, 0)))


def unquoted(raw: str) -> str:
    """A quoted text without its quotes and escapes."""
    inner = raw[1:-1]
    return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), inner, flags=re.DOTALL) if "\\" in inner else inner


def _heredoc_end(text: str, at: int, mark: str) -> int:
    """Where the text of a heredoc ends; its closing line is left to the reader, who takes it for a word."""
    closing = re.compile(rf"^[ \t]*{re.escape(mark)}[ \t\r]*$", re.MULTILINE).search(text, at)
    return closing.start() if closing else len(text)
