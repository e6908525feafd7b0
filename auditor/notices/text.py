"""The document as plain text, as a file called NOTICE holds it."""

import textwrap
from collections.abc import Iterator
from typing import Final

from auditor.notices.document import Entry, LicenseText, Notices, Term
from auditor.notices.sentences import foot, head
from auditor.reporters import wording
from auditor.reporters.escape import plain

_WIDTH: Final = 80
_LABEL: Final = 10
_RULE: Final = "-" * _WIDTH


def render(notices: Notices) -> str:
    """The whole, with a line break at the end."""
    return "\n".join(_lines(notices)) + "\n"


def _lines(notices: Notices) -> Iterator[str]:
    yield f"Third-party notices: AI components of {plain(notices.root)}"
    for paragraph in head(notices):
        yield ""
        yield from textwrap.wrap(plain(paragraph), _WIDTH)
    for entry in notices.entries:
        yield ""
        yield _RULE
        yield from _entry(entry)
    yield from _texts(notices)
    if told := foot(notices):
        yield ""
        yield _RULE
        yield from textwrap.wrap(told, _WIDTH)


def _entry(entry: Entry) -> Iterator[str]:
    yield plain(entry.name)
    yield ""
    yield from _field("kind", entry.kind)
    yield from _field("version", ", ".join(entry.versions) or "not pinned")
    yield from _field("supplier", entry.supplier or "not known")
    if entry.unknown:
        yield from _field("licence", entry.unknown)
    for term in entry.terms:
        yield from _term(term, guessed=entry.guessed and term.inherited_from is None)
    if entry.one_of:
        yield from _field("on offer", "; or ".join(entry.one_of))
    for text in entry.shown:
        yield from _field("display", f"users must be shown “{text}”")
    if entry.says_changes:
        yield from _field("changes", "what was changed must say so")
    for sentence in entry.notices:
        yield ""
        yield f"  {plain(sentence)}"  # on one line, word for word


def _term(term: Term, *, guessed: bool) -> Iterator[str]:
    told = f"{term.name} ({term.id})"
    if term.inherited_from is not None:
        told += f", from {term.inherited_from.name}"
    if guessed:
        told += ", guessed from the name"
    if term.by_name_only:
        told += ", whose text was not read here"
    yield from _field("licence", told)
    places = [copy.path for copy in term.copies]
    if places:
        yield from _field("text", ", ".join(places))
    else:
        address = f"{term.url} (not in the tree)" if term.url else "not in the tree, address not known"
        yield from _field("text", address)
    if term.uses:
        yield from _field("uses", f"some are forbidden; the list: {wording.reference(term.uses)}")


def _field(label: str, value: str) -> Iterator[str]:
    begin, margin = f"  {label:<{_LABEL}}", " " * (_LABEL + 2)
    yield from textwrap.wrap(
        plain(value),
        _WIDTH,
        initial_indent=begin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [begin.rstrip()]


def _texts(notices: Notices) -> Iterator[str]:
    """The licence texts, each once, at the end."""
    for name, copy in texts(notices):
        yield ""
        yield "=" * _WIDTH
        yield f"{plain(name)}, from {plain(copy.path)}"
        yield "=" * _WIDTH
        yield ""
        yield from (plain(line.expandtabs()).rstrip() for line in (copy.text or "").strip("\n").splitlines())


def texts(notices: Notices) -> list[tuple[str, LicenseText]]:
    """The licence's name and its words, each once, by name."""
    found = {
        (term.name, copy.path): copy
        for entry in notices.entries
        for term in entry.terms
        for copy in term.copies
        if copy.text is not None
    }
    return [(name, found[name, path]) for name, path in sorted(found)]
