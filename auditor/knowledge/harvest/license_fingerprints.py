"""Licence texts → the fingerprints by which they are known again. Run by hand; texts are read and not kept.

    python -m auditor.knowledge.harvest.license_fingerprints --texts FOLDER [--scancode FOLDER]

`--texts`: files `<licence id>.txt`; further copies of the same licence are `<id>~2.txt`, its use policy
`<id>~policy.txt`. `sources.tsv` beside them says of each file, by its name and a tab, where it was read
(`repository:path`), and may add, after another tab, further words that its heading may hold.
`--scancode`: the folder `licensedcode/data/licenses` out of ScanCode's wheel, opened as files and never imported; texts
with an SPDX id are taken, and those with ScanCode keys that `--key` names.
"""

import argparse
import base64
import re
import sys
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import yaml

from auditor.license_texts.deciding import decides
from auditor.license_texts.fingerprints import SHIPPED, Fingerprint, Part, block_hash
from auditor.license_texts.words import BLOCK, words_of

_COPYRIGHT: Final = re.compile(r"(?im)^\W*copyright\b[^\n]{0,20}(?:\(c\)|©|<|\[|\b(?:19|20)\d\d\b|yyyy)[^\n]{0,120}$")
"""a line that says whose it is; it differs in every copy"""
_APPENDIX: Final = re.compile(
    r"(?im)^\W*(?:end of (?:the )?terms and conditions|appendix: how to apply|how to apply these terms)\b.*"
)
"""from here on the text tells how to use the licence"""
_CREATIVE_COMMONS: Final = re.compile(
    r"(?is)(?P<before>.{400,12000}?)(?P<body>^\W*by exercising\b.*?)(?P<after>^[=\W]*creative commons is not a party\b.*|\Z)",
    re.MULTILINE,
)
"""what stands around the licence proper, and is left out of some copies"""


def main() -> None:
    """Write the fingerprints of all that was named."""
    parser = argparse.ArgumentParser(prog="python -m auditor.knowledge.harvest.license_fingerprints")
    parser.add_argument("--texts", type=Path, action="append", default=[])
    parser.add_argument("--scancode", type=Path)
    parser.add_argument("--scancode-version", default="")
    parser.add_argument("--key", action="append", default=[], help="a ScanCode key without an SPDX id")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args()
    found = [entry for folder in options.texts for entry in from_folder(folder)]
    if options.scancode:
        covered = {entry.id for entry in found}
        found += from_scancode(options.scancode, options.scancode_version, options.key, covered)
    unique = {(entry.id, entry.part, entry.blocks): entry for entry in found if entry.required}
    lines = [msgspec.json.encode(unique[key]) for key in sorted(unique)]
    options.out.write_bytes(b"\n".join(lines) + b"\n")
    print(f"{len(lines)} texts of {len({key[0] for key in unique})} licences")  # noqa: T201 - a script that people run


def from_folder(folder: Path) -> Iterator[Fingerprint]:
    """The texts of a folder. Raises KeyError for a text of which `sources.tsv` does not say where it was read."""
    rows = [line.split("\t") for line in (folder / "sources.tsv").read_text(encoding="utf-8").splitlines() if line]
    told = {row[0]: row[1:] for row in rows}
    for path in sorted(folder.glob("*.txt")):
        license_, _, which = path.stem.partition("~")
        source, *names = told[path.name]
        part: Part = "policy" if which.startswith("policy") else "text"
        text = path.read_text(encoding="utf-8", errors="replace")
        yield fingerprint(license_, text, source=source, names=" ".join(names), part=part)


def from_scancode(folder: Path, version: str, keys: Sequence[str], without: set[str]) -> Iterator[Fingerprint]:
    """ScanCode's texts, each with the SPDX id that it has there, save those of the licences that `without` names."""
    for license_, card, text in scancode_texts(folder):
        if license_ in without or (license_.startswith("LicenseRef-") and card["key"] not in keys):
            continue
        source = f"scancode-toolkit {version}:{card['key']}.LICENSE".replace(" :", ":")
        yield fingerprint(license_, text, source=source, names=f"{card.get('name', '')} {card.get('short_name', '')}")


def scancode_texts(folder: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each whole text of ScanCode's folder: its licence's id, ScanCode's card of it, and the text."""
    for path in sorted(folder.glob("*.LICENSE")):
        head, line, text = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        card = yaml.safe_load(head) if line else {}
        spdx = str(card.get("spdx_license_key", ""))
        partial = any(card.get(f"is_{no}") for no in ("deprecated", "exception", "generic"))
        if spdx and not partial and not spdx.endswith("-or-later"):  # those stand for a notice, not for a text
            yield spdx, card, text


def fingerprint(license_: str, text: str, *, source: str, names: str = "", part: Part = "text") -> Fingerprint:
    """One text's fingerprint: its blocks, and which of them a copy may lack."""
    marked = array("I")
    optional: list[tuple[int, int]] = []
    before: list[str] = []
    for piece, may_lack in _pieces(text):
        start = len(marked)
        words = words_of(piece).words
        if not words:
            continue
        short = len(words) < BLOCK  # a line such as "end of terms" is no block by itself
        words = before[len(words) - BLOCK :] + words if short else words
        before = words
        for position in _positions(len(words)):
            block = words[position : position + BLOCK]
            marked.append(block_hash(block) << 1 | any(map(decides, block)))
        if (may_lack or short) and len(marked) > start:
            optional.append((start, len(marked)))
    if sys.byteorder == "big":
        marked.byteswap()
    blocks = base64.b64encode(marked.tobytes()).decode()
    names = " ".join(dict.fromkeys(words_of(f"{names} {_title(text.lstrip())[0]}").words))
    return Fingerprint(id=license_, part=part, names=names, source=source, blocks=blocks, optional=tuple(optional))


def _positions(count: int) -> list[int]:
    """Where the blocks begin; the last one reaches back so that no word is left out."""
    if count < BLOCK:
        return []
    whole = list(range(0, count - BLOCK + 1, BLOCK))
    return whole if count % BLOCK == 0 else [*whole, count - BLOCK]


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut where copies differ; true for what may be missing. Copyright lines are left out."""
    appendix = _APPENDIX.search(text)
    body, rest = (text[: appendix.start()], text[appendix.start() :]) if appendix else (text, "")
    before, after = "", ""
    if framed := _CREATIVE_COMMONS.fullmatch(body):
        before, body, after = framed["before"], framed["body"], framed["after"]
    title, body = _title(body)
    for piece, may_lack in ((before, True), (title, True), (body, False), (after, True), (rest, True)):
        for cut in _COPYRIGHT.split(piece):
            yield cut, may_lack


def _title(text: str) -> tuple[str, str]:
    """The first line where it is a heading, and the rest."""
    match = re.match(r"\s*(\S[^\n]{0,120})\n", text)
    words = re.findall(r"[^\W\d_]{4,}", match[1]) if match else []
    capital = all(word[0].isupper() for word in words)
    if match and capital and len(match[1].split()) <= 12 and not match[1].rstrip().endswith((".", ",", ";")):  # noqa: PLR2004
        return text[: match.end()], text[match.end() :]
    return "", text


if __name__ == "__main__":
    main()
