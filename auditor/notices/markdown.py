"""The document as Markdown."""

import re
from collections.abc import Iterator

from auditor.notices.document import Entry, Notices, Term
from auditor.notices.sentences import foot, head
from auditor.notices.text import texts
from auditor.reporters import wording
from auditor.reporters.escape import code, link, paragraph, plain, prose


def render(notices: Notices) -> str:
    """The whole, with a line break at the end."""
    return "\n".join(_lines(notices)) + "\n"


def _lines(notices: Notices) -> Iterator[str]:
    yield f"# Third-party notices: AI components of {prose(notices.root)}"
    for each in head(notices):
        yield ""
        yield re.sub(r"`([^`]*)`|([^`]+)", lambda found: f"`{found[1]}`" if found[1] else prose(found[2]), each)
    for entry in notices.entries:
        yield ""
        yield from _entry(entry)
    for name, copy in texts(notices):
        yield ""
        yield f"## {prose(name)}, from {code(copy.path)}"
        yield ""
        yield from _fenced(copy.text or "")
    if told := foot(notices):
        yield ""
        yield "---"
        yield ""
        yield paragraph(told)


def _entry(entry: Entry) -> Iterator[str]:
    yield f"## {prose(entry.name)}"
    yield ""
    yield f"- **Kind:** {prose(entry.kind)}"
    yield f"- **Version:** {', '.join(code(version) for version in entry.versions) or 'not pinned'}"
    yield f"- **Supplier:** {prose(entry.supplier or 'not known')}"
    if entry.unknown:
        yield f"- **Licence:** {prose(entry.unknown)}"
    for term in entry.terms:
        yield from _term(term, guessed=entry.guessed and term.inherited_from is None)
    if entry.one_of:
        yield f"- **On offer:** {prose('; or '.join(entry.one_of))}"
    for text in entry.shown:
        yield f"- **Display:** users must be shown “{prose(text)}”"
    if entry.says_changes:
        yield "- **Changes:** what was changed must say so"
    for sentence in entry.notices:
        yield ""
        yield f"> {paragraph(sentence)}"


def _term(term: Term, *, guessed: bool) -> Iterator[str]:
    told = f"- **Licence:** {link(term.name, term.url)} ({code(term.id)})"
    if term.inherited_from is not None:
        told += f", from {code(term.inherited_from.name)}"
    told += ", guessed from the name" if guessed else ""
    told += ", whose text was not read here" if term.by_name_only else ""
    yield told
    places = ", ".join(code(copy.path) for copy in term.copies)
    yield f"  - **Text:** {places or 'not in the tree'}"
    if term.uses:
        where = wording.reference(term.uses)
        listed = link("the list", where) if where == term.uses else f"the list: {prose(where)}"
        yield f"  - **Uses:** some are forbidden; {listed}"


def _fenced(text: str) -> Iterator[str]:
    """A text as it stands, between fences that it cannot close."""
    lines = [plain(line.expandtabs()).rstrip() for line in text.strip("\n").splitlines()]
    longest = max((len(found[0]) for line in lines for found in re.finditer("~+", line)), default=0)
    fence = "~" * max(3, longest + 1)
    yield f"{fence}text"
    yield from lines
    yield fence
