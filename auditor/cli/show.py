"""`auditor show ID…`: all that is known, judged under the policy."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from auditor.cli.options import (
    GroupedCommand,
    as_of_option,
    format_option,
    is_given,
    knowledge_option,
    option,
    policy_option,
    say,
    today,
)
from auditor.cli.settings import settings_for
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import Supplier
from auditor.domain.license import LicenseTerms
from auditor.errors import AuditorError
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.records import FamilyRecord
from auditor.lookup import Match
from auditor.policy.load import LoadedPolicy

_SHOWN = 100
"""characters of a name that are repeated"""


@click.command("show", cls=GroupedCommand, short_help="What is known of a model, package, host, licence or supplier.")
@click.argument("names", nargs=-1, required=True, metavar="ID…")
@policy_option
@as_of_option
@knowledge_option
@format_option("text", "json", default="text", said="json prints one object a line, in the order asked.")
@option("--no-judgement", is_flag=True, group="Policy", help="Print what is known only; faster for long lists.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    policy: str,
    as_of: date | None,
    knowledge: tuple[Path, ...],
    format_: str,
    no_judgement: bool,
) -> None:
    """What is known of models, datasets, packages, hosted models, licences and suppliers, judged under the policy.

    ID is a name as you would write it in code, a component id, a purl, or a word behind license:, supplier: or
    family:. With `-`, ids are read from standard input, one a line.
    """
    from auditor.knowledge.load import open_knowledge
    from auditor.rules.run import read_policy

    base = open_knowledge(knowledge)
    chosen = settings_for(Path(), policy=policy if is_given(ctx, "policy") else None)
    loaded = None if no_judgement else read_policy(chosen.policy, knowledge=base)
    for name in _asked(names):
        if format_ == "json":
            say(msgspec.json.encode(answer(name, base, loaded, as_of or today())).decode() + "\n")
        else:
            say(page(name, base, loaded, as_of or today()) + "\n")


def _asked(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name == "-":
            if sys.stdin is None:
                raise AuditorError("ids are read from standard input with -, and that is closed")
            try:
                yield from (line.strip() for line in sys.stdin if line.strip())
            except UnicodeDecodeError:
                raise AuditorError("standard input is not UTF-8") from None
        else:
            yield name


def answer(query: str, knowledge: KnowledgeBase, loaded: LoadedPolicy | None, as_of: date) -> dict[str, Any]:
    """One object of a batch: the component goes before the licence of the same name."""
    from auditor.lookup import consider, matches
    from auditor.policy import scoring
    from auditor.reporters.json import component_json, finding_json, supplier_json

    found = matches(query, knowledge)
    match found[0] if found else None:
        case ComponentId() as component:
            seen = consider(component, knowledge, loaded, as_of)
            judged = (scoring.score(seen.findings), scoring.verdict(seen.findings)) if loaded else (None, None)
            return {
                "query": query,
                "kind": "component",
                "component": component_json(seen.profile, *judged, occurrences=False),
                "lineage": [{"type": edge.type.value, "target": str(edge.target)} for edge in seen.lineage],
                "findings": [finding_json(finding, loaded.lines if loaded else {}) for finding in seen.findings],
            }
        case LicenseTerms() as terms:
            return {"query": query, "kind": "license", "license": license_json(terms)}
        case Supplier() as supplier:
            return {"query": query, "kind": "supplier", "supplier": supplier_json(supplier)}
        case FamilyRecord() as family:
            return {"query": query, "kind": "family", "family": msgspec.to_builtins(family)}
        case _:
            return {"query": query, "kind": "unknown", "reason": "no id, alias or pattern of the knowledge matches"}


def license_json(terms: LicenseTerms) -> dict[str, Any]:
    """A licence with every answer."""
    return {
        "id": terms.id,
        "name": terms.name,
        "kind": terms.kind,
        "steward": terms.steward,
        "aliases": list(terms.aliases),
        "url": terms.url,
        "answers": {question: msgspec.to_builtins(answer) for question, answer in terms.answers.items()},
        "notes": list(terms.notes),
        "sources": list(terms.sources),
        "reviewed": str(terms.reviewed_on) if terms.reviewed_on else None,
        "named_only": terms.named_only,
    }


def page(query: str, knowledge: KnowledgeBase, loaded: LoadedPolicy | None, as_of: date) -> str:
    """One screen for a person. Raises AuditorError when the name means nothing, or more than one thing."""
    from auditor.lookup import matches

    found = matches(query, knowledge)
    if not found:
        raise AuditorError(f"nothing is known of {query[:_SHOWN]!r}{_meant(query, knowledge)}")
    if len(found) > 1:
        choices = ", ".join(_spelt(match) for match in found)
        raise AuditorError(f"{query!r} may mean {choices}; say which")
    return _page(found[0], knowledge, loaded, as_of)


def _meant(query: str, knowledge: KnowledgeBase) -> str:
    """What somebody may have meant: the same with a slip, or names that hold the word."""
    from auditor.lookup import near

    found = near(query, knowledge)
    if not found:
        return "; `auditor knowledge search` lists what is"
    return f"; did you mean {', '.join(found[:-1])}{' or ' if found[1:] else ''}{found[-1]}?"


def _spelt(match: Match) -> str:
    match match:
        case ComponentId():
            return str(match)
        case LicenseTerms():
            return f"license:{match.id}"
        case Supplier():
            return f"supplier:{match.id}"
        case FamilyRecord():
            return f"family:{match.id}"


def _page(match: Match, knowledge: KnowledgeBase, loaded: LoadedPolicy | None, as_of: date) -> str:
    from auditor.cli.explain import license_page
    from auditor.reporters.screens import component_screen, family_screen, supplier_screen

    match match:
        case ComponentId():
            from auditor.lookup import consider

            seen = consider(match, knowledge, loaded, as_of)
            service = knowledge.service(match.ecosystem) if match.kind is ComponentKind.SERVICE else None
            apis = service.apis if service else ()
            return component_screen(seen.profile, knowledge.details(match), seen.lineage, seen.findings, apis=apis)
        case LicenseTerms():
            return license_page(match)
        case Supplier():
            return supplier_screen(match)
        case FamilyRecord():
            return family_screen(match)
