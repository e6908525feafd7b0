"""Who stands behind it all, and what was made from what."""

from collections.abc import Iterator
from typing import Final

from auditor.domain.audit import Audit, Share
from auditor.domain.component import ComponentId
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.reporters import wording
from auditor.reporters.escape import mermaid, prose, table
from auditor.reporters.markdown.overview import bar

_MOST_EDGES: Final = 60
"""a bigger drawing cannot be read"""
_NO_LINEAGE: Final = frozenset({RelationshipType.USES, RelationshipType.DEPENDS_ON})


def suppliers_section(audit: Audit) -> Iterator[str]:
    """The shares, and two figures with what they mean."""
    yield "## Suppliers and shares"
    yield ""
    shares = audit.concentration
    if not shares.n:
        yield "Nothing was counted."
        return
    yield f"{wording.plural(shares.n, 'component')} counted" + (
        f"; for {shares.unknown:,} of them no supplier is known." if shares.unknown else "."
    )
    homes = {
        one.profile.supplier.id: one.profile.supplier.jurisdiction for one in audit.assessments if one.profile.supplier
    }
    yield from _shares("Supplier", shares.suppliers, homes)
    if [share.id for share in shares.owners] != [share.id for share in shares.suppliers]:
        yield from _shares("Controlling owner", shares.owners)
    yield from _shares("Jurisdiction", shares.jurisdictions)
    yield from _shares("Host", shares.hosts)
    yield ""
    half = wording.plural(shares.elephant_factor, "supplier")
    yield (
        f"The Herfindahl-Hirschman index, the sum of the squared percentage shares, is {shares.hhi:,} of 10,000 "
        f"({wording.plural(len(shares.suppliers), 'supplier')} with equal shares would give "
        f"{round(10_000 / max(len(shares.suppliers), 1)):,}); "
        f"the elephant factor is {shares.elephant_factor}: {half} stand{'s' if shares.elephant_factor == 1 else ''} "
        "behind at least half of what was counted."
    )


def _shares(head: str, shares: tuple[Share, ...], homes: dict[str, str | None] | None = None) -> Iterator[str]:
    if not shares:
        return
    yield ""
    rows = []
    for share in shares:
        home = (homes or {}).get(share.id)
        name = f"{share.name} ({home})" if home else share.name
        rows.append((prose(name), str(share.count), f"{bar(share.share)} {share.share:.0%}"))
    yield from table((head, "Components", "Share"), rows)


def lineage_section(audit: Audit) -> Iterator[str]:
    """What was made from what, as a drawing; nothing where nothing is known."""
    edges = [edge for edge in audit.relationships if edge.type not in _NO_LINEAGE]
    if not edges:
        return
    yield ""
    yield "## Lineage"
    yield ""
    yield "Each arrow is read along: the first was made from, or serves, the second."
    yield ""
    yield "```mermaid"
    yield "flowchart LR"
    yield from _drawing(edges[:_MOST_EDGES])
    yield "```"
    if (more := len(edges) - _MOST_EDGES) > 0:
        yield ""
        yield f"{wording.plural(more, 'further edge')} stand in the JSON report."


def _drawing(edges: list[Relationship]) -> Iterator[str]:
    numbers: dict[ComponentId, str] = {}
    for edge in edges:
        for component in (edge.source, edge.target):
            if component not in numbers:
                numbers[component] = f"n{len(numbers) + 1}"
                yield f'  {numbers[component]}["{mermaid(component.name)}"]'
    for edge in edges:
        yield f"  {numbers[edge.source]} -->|{edge.type}| {numbers[edge.target]}"
