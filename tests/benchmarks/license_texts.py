"""How well licence texts are told apart: `python -m tests.benchmarks.license_texts FOLDER [--scancode FOLDER]`.

FOLDER is laid out as `auditor.knowledge.harvest.license_fingerprints` reads it. Every text is asked about as it stands
and in seven disguises, then once more with its licence left out of the index, as a version never seen. Two disguises
are amendments (another number, one `not` more): to be told apart from the original is right there. `--scancode` adds
ScanCode's texts; those whose licence is not in the index must not be identified as any other.

right: identified, and as itself; or, for what is not in the index or was amended, not identified. looks-like: its own
licence stands first among the candidates. wrong: identified as another licence. missed: anything else.
"""

import argparse
import random
import re
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from auditor.knowledge.harvest.license_fingerprints import from_folder, from_scancode, scancode_texts
from auditor.license_texts.fingerprints import Fingerprint, Index
from auditor.license_texts.identification import Verdict, identify

SEED: Final = 5


def main() -> None:
    """Ask, count, and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.license_texts")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--scancode", type=Path)
    parser.add_argument("--key", action="append", default=[], help="as the harvest has it")
    parser.add_argument("--show", action="store_true", help="name every text that did not come out right")
    options = parser.parse_args()
    entries = list(from_folder(options.texts))
    own = {entry.id for entry in entries}
    if options.scancode:
        entries += from_scancode(options.scancode, "", options.key, own)
    index = Index(entries)
    told: list[str] = []
    asked = list(texts(options.texts))
    print(f"{len(asked)} texts of {len({each[0] for each in asked})} licences; {len(entries)} fingerprints")  # noqa: T201
    started = time.perf_counter()
    for name, change in VARIANTS.items():
        tally: Counter[str] = Counter()
        for license_, path in asked:
            text = change(path.read_text(encoding="utf-8", errors="replace"))
            outcome, said = judged(text, license_, index, amended=name in AMENDED, embedded=name == "in a README")
            tally[outcome] += 1
            if outcome != "right":
                told.append(f"{name}: {path.name}: {said}")
        print(row(name, tally))  # noqa: T201
    print(row("another copy", of_another_copy(options.texts, asked, entries, told)))  # noqa: T201
    print(row("never seen", held_out(asked, entries, told)))  # noqa: T201
    if options.scancode:
        print(row("ScanCode, in the index", of_scancode(options.scancode, index, told, inside=True)))  # noqa: T201
        print(row("ScanCode, not in it", of_scancode(options.scancode, index, told, inside=False)))  # noqa: T201
    print(f"{time.perf_counter() - started:.1f} s")  # noqa: T201
    if options.show:
        print("\n".join(told))  # noqa: T201


def texts(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each licence's texts; policies are left out."""
    for path in sorted(folder.glob("*.txt")):
        license_, _, which = path.stem.partition("~")
        if not which.startswith("policy"):
            yield license_, path


def judged(text: str, license_: str, index: Index, *, amended: bool, embedded: bool) -> tuple[str, str]:
    """right, looks-like, wrong or missed; and what was said."""
    found = identify(text, embedded=embedded, index=index)
    best = found.best.license if found.best else ""
    said = f"{found.verdict} {best} {found.best.confidence if found.best else ''}"
    if found.verdict is Verdict.IDENTIFIED:
        return ("right" if best == license_ and not amended else "wrong"), said
    if amended:
        return "right", said
    return ("looks-like" if best == license_ else "missed"), said


def of_another_copy(
    folder: Path, asked: Sequence[tuple[str, Path]], entries: Sequence[Fingerprint], told: list[str]
) -> Counter[str]:
    """Each text of which the index has another copy, from elsewhere, and not this one."""
    tally: Counter[str] = Counter()
    own = dict(zip((path.name for path in sorted(folder.glob("*.txt"))), from_folder(folder), strict=True))
    copies = Counter(license_ for license_, _ in asked)
    for license_, path in asked:
        if copies[license_] > 1:
            index = Index(entry for entry in entries if entry.source != own[path.name].source)
            text = path.read_text(encoding="utf-8", errors="replace")
            outcome, said = judged(text, license_, index, amended=False, embedded=False)
            tally[outcome] += 1
            if outcome != "right":
                told.append(f"another copy: {path.name}: {said}")
    return tally


def held_out(asked: Iterable[tuple[str, Path]], entries: Sequence[Fingerprint], told: list[str]) -> Counter[str]:
    """Each licence asked about when the index lacks it."""
    tally: Counter[str] = Counter()
    for license_ in sorted({each[0] for each in asked}):
        index = Index(entry for entry in entries if entry.id != license_)
        for other, path in asked:
            if other == license_:
                found = identify(path.read_text(encoding="utf-8", errors="replace"), index=index)
                wrong = found.verdict is Verdict.IDENTIFIED
                tally["wrong" if wrong else "looks-like" if found.best else "right"] += 1
                if wrong:
                    told.append(f"never seen: {path.name}: {found.best}")
    return tally


def of_scancode(folder: Path, index: Index, told: list[str], *, inside: bool) -> Counter[str]:
    """ScanCode's own copies of what the index holds, or of what it lacks."""
    tally: Counter[str] = Counter()
    known = {entry.id for entry in index.fingerprints}
    for license_, card, text in scancode_texts(folder):
        if (license_ in known) is not inside:
            continue
        found = identify(text, index=index)
        if found.best and found.best.part == "policy":
            continue  # ScanCode keeps use policies as licences of their own
        best = found.best.license if found.best else ""
        if inside:
            outcome, said = judged(text, license_, index, amended=False, embedded=False)
        else:
            outcome = "wrong" if found.verdict is Verdict.IDENTIFIED else "looks-like" if best else "right"
            said = f"{found.verdict} {best}"
        tally[outcome] += 1
        if outcome in {"wrong", "missed"} or (inside and outcome != "right"):
            told.append(f"ScanCode: {card['key']} ({license_}): {said}")
    return tally


def row(name: str, tally: Counter[str]) -> str:
    """One line of the table."""
    return f"{name:24}" + "".join(f"{tally[word]:6} {word:11}" for word in ("right", "looks-like", "missed", "wrong"))


def rewrapped(text: str) -> str:
    """Each paragraph on lines of another width."""
    paragraphs = re.split(r"\n\s*\n", text)
    wrap = textwrap.TextWrapper(57, break_long_words=False, break_on_hyphens=False)
    return "\n\n".join(wrap.fill(" ".join(each.split())) for each in paragraphs)


def retitled(text: str) -> str:
    """Without its own first line, under a title that says nothing."""
    return "LICENSE\n=======\n\n" + text.lstrip().partition("\n")[2]


def truncated(text: str) -> str:
    """The first seven tenths."""
    return text[: len(text) * 7 // 10]


def marked_up(text: str) -> str:
    """With Markdown's bold and quotation marks."""
    curly = re.sub(r"\"([^\"\n]{1,40})\"", "**“\\1”**", text)
    return "# " + curly.lstrip().replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def in_a_readme(text: str) -> str:
    """In a card, under a heading, with more below."""
    return f"---\nlanguage: en\n---\n# Some model\n\nIt answers questions.\n\n## License\n\n{text}\n\n## Citation\n\nNone yet.\n"


def another_number(text: str) -> str:
    """One number of the text's middle raised by seven."""
    found = re.finditer(r"(?<![\w.])\d+(?![\w.)]|\.\d)", text)
    numbers = [each for each in found if each.start() > len(text) // 8 and not _of_holder(text, each.start())]
    if not numbers:
        return negated(text)
    chosen = random.Random(SEED).choice(numbers)  # noqa: S311 - the same each time
    return f"{text[: chosen.start()]}{int(chosen[0]) + 7}{text[chosen.end() :]}"


def _of_holder(text: str, at: int) -> bool:
    """Whether a place lies on a copyright line, which every copy has its own."""
    return "copyright" in text[text.rfind("\n", 0, at) + 1 : at].lower()


def negated(text: str) -> str:
    """One `not` put in."""
    spaces = [match.start() for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)]
    chosen = random.Random(SEED).choice(spaces[len(spaces) // 4 : len(spaces) * 3 // 4])  # noqa: S311 - the same each time
    return f"{text[:chosen]} not{text[chosen:]}"


def with_a_condition(text: str) -> str:
    """With one sentence more at the end."""
    return f"{text.rstrip()}\n\nIf your product has more than 5 million users, you must ask us first.\n"


VARIANTS: Final[dict[str, Callable[[str], str]]] = {
    "as it stands": lambda text: text,
    "re-wrapped": rewrapped,
    "re-titled": retitled,
    "marked up": marked_up,
    "in a README": in_a_readme,
    "truncated": truncated,
    "another number": another_number,
    "negated": negated,
    "one more condition": with_a_condition,
}
AMENDED: Final = frozenset({"another number", "negated", "one more condition", "truncated"})


if __name__ == "__main__":
    main()
