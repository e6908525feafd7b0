"""The document for programs."""

from typing import Any, Final

from auditor.notices.document import Entry, Notices, Term
from auditor.reporters.json import written

SCHEMA: Final = "auditor/notices-1"


def render(notices: Notices) -> str:
    """The whole, with a line break at the end."""
    return written(document(notices))


def document(notices: Notices) -> dict[str, Any]:
    """The document as JSON has it."""
    return {
        "schema": SCHEMA,
        "root": notices.root,
        "components": [_entry(entry) for entry in notices.entries],
        "left_out": {"not_passed_on": notices.not_passed_on, "hosted": notices.hosted},
        "distribution_not_said": notices.unsaid,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": str(entry.component),
        "purl": entry.component.purl,
        "name": entry.name,
        "kind": entry.component.kind.value,
        "versions": list(entry.versions),
        "supplier": entry.supplier,
        "licenses": [_term(term) for term in entry.terms],
        "license_choice": list(entry.one_of),
        "license_unknown": entry.unknown,
        "license_guessed": entry.guessed,
        "notices": list(entry.notices),
        "display": list(entry.shown),
        "state_changes": entry.says_changes,
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "id": term.id,
        "name": term.name,
        "url": term.url,
        "inherited_from": str(term.inherited_from) if term.inherited_from else None,
        "texts": [{"path": copy.path, "text": copy.text} for copy in term.copies],
        "forbidden_uses": term.uses,
        "known_by_name_only": term.by_name_only,
    }
