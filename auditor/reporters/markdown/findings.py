"""The findings, axis by axis: what, why, where, and the way out."""

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.audit import Audit
from auditor.domain.finding import Action, Axis, Clause, Finding
from auditor.knowledge.sentences import topic
from auditor.reporters import wording
from auditor.reporters.escape import code, link, prose, table
from auditor.reporters.grouping import Group, differing, grouped, known_findings, open_findings, waived_findings
from auditor.reporters.markdown.overview import axis_word, places

_COUNTED: Final = 8
_ROWS: Final = 20
"""of one reason; those beyond are folded away"""
_NOTES: Final = 8
"""of one axis, that stand among the rest"""
_HEADINGS: Final = ("What", "Component", "Places")


def findings_section(audit: Audit) -> Iterator[str]:
    """One section for each axis that has findings, one paragraph for each reason."""
    yield "## Findings"
    yield ""
    counting = open_findings(audit)
    if not counting:
        yield "None that counts."
    first = True
    for axis in Axis:
        groups = grouped(finding for finding in counting if finding.rule.startswith(f"{axis}/"))
        if not groups:
            continue
        if not first:
            yield ""
        first = False
        yield f"### {axis_word(axis)}"
        notes = [group for group in groups if group.first.action is Action.NOTE]
        for group in groups[: len(groups) - len(notes)]:
            yield ""
            yield from _group(audit, group)
        yield from _notes(audit, notes)


def _notes(audit: Audit, groups: Sequence[Group]) -> Iterator[str]:
    """What asks for nothing today; where that is much, folded away behind what does."""
    count = sum(len(group.findings) for group in groups)
    if count > _NOTES:
        yield from ("", f"<details><summary>{wording.plural(count, 'note')}</summary>")
    for group in groups:
        yield ""
        yield from _group(audit, group)
    if count > _NOTES:
        yield from ("", "</details>")


def _group(audit: Audit, group: Group) -> Iterator[str]:
    worst = group.first
    summary = next((rule.summary for rule in audit.rules if rule.id == worst.rule), worst.rule)
    yield f"#### {wording.level(worst.action).capitalize()}: {prose(summary)}"
    yield ""
    yield f"Rule {code(worst.rule)}, severity {worst.severity}."
    yield ""
    rows = [_row(audit, finding, group.first) for finding in group.findings]
    most = _ROWS if len(rows) > _ROWS + _ROWS // 4 else len(rows)  # a fold for two rows saves nobody anything
    yield from table(_HEADINGS, rows[:most])
    if rows[most:]:
        yield from ("", f"<details><summary>and {len(rows) - most:,} more</summary>", "")
        yield from table(_HEADINGS, rows[most:])
        yield from ("", "</details>")
    bullets = list(_reasons(audit, group))
    if bullets:
        yield ""
    yield from bullets


def _reasons(audit: Audit, group: Group) -> Iterator[str]:
    worst = group.first
    for clause in worst.clauses:
        yield f"- **Clause:** {_clause(clause)}"
    if worst.policy_key:
        yield f"- **Policy:** {prose(wording.policy_line(audit, worst.policy_key))}"
    for finding in group.findings:
        if len(finding.chain) > 2:  # noqa: PLR2004 - the tree and the component alone are no chain
            yield f"- **Chain:** {prose(wording.chain(audit.root, finding.chain))}"
    if worst.remedy:
        yield f"- **Way out:** {prose(wording.sentence(worst.remedy))}"
    for origin in worst.origins:
        yield f"- **Source:** {_source(origin.source, wording.origin(origin, address=False), origin.url)}"


def _row(audit: Audit, finding: Finding, first: Finding) -> tuple[str, str, str]:
    if finding.component:
        component = code(finding.component.name)
    else:
        counted = wording.contributors(audit, finding)
        more = f" and {len(counted) - _COUNTED:,} more" if len(counted) > _COUNTED else ""
        component = ", ".join(code(one.name) for one in counted[:_COUNTED]) + more
    return prose(_what(finding, first)), component, places(finding.locations)


def _what(finding: Finding, first: Finding) -> str:
    """The message; of one that says the same as the first only that it does, or what differs."""
    told = finding.message if finding is first else differing(first.message, finding.message)
    return wording.sentence(told) if told == finding.message or told.endswith("…") else "Likewise."


def _clause(clause: Clause) -> str:
    told = f"{code(clause.license)}, "
    told += link(wording.clause(clause.clause), clause.url) if clause.clause else "no clause given"
    told += f", {topic(clause.question).lower()}"
    if clause.answer:
        told += f": {prose(clause.answer)}"
    return told + (f"; it says “{prose(clause.words)}”" if clause.words else "")


def _source(who: str, told: str, url: str | None) -> str:
    if who == "scanned-tree":  # an address that strangers wrote is shown, and never a link
        return prose(told) + (f", {code(url)}" if url else "")
    return link(told, url)


def set_aside_section(audit: Audit) -> Iterator[str]:
    """What somebody answers for, and what was there before."""
    yield "## Waived, and known before"
    yield ""
    waived, known = waived_findings(audit), known_findings(audit)
    if not waived and not known:
        yield "Nothing is waived, and nothing is left out because a baseline knows it."
        return
    if waived:
        yield from table(
            ("Rule", "What", "Places", "Who answers for it"),
            (
                (code(f.rule), prose(wording.sentence(f.message)), places(f.locations), prose(f.waived or ""))
                for f in waived
            ),
        )
    if waived and known:
        yield ""
    if known:
        yield "Known from the baseline, and still there:"
        yield ""
        yield from table(
            ("Rule", "What", "Places"),
            ((code(f.rule), prose(wording.sentence(f.message)), places(f.locations)) for f in known),
        )
