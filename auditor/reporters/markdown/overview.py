"""The first page: what was judged, by what, with which result; and what is used where."""

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.audit import Assessment, Audit
from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis
from auditor.reporters import wording
from auditor.reporters.escape import code, prose, table
from auditor.reporters.grouping import open_findings

PLACES: Final = 3
_AXES: Final = {
    Axis.LICENSE: "Licence",
    Axis.MAINTENANCE: "Maintenance",
    Axis.CONCENTRATION: "Concentration",
    Axis.POLICY: "Policy",
}


def axis_word(axis: Axis) -> str:
    """An axis as a heading."""
    return _AXES[axis]


def title(audit: Audit) -> Iterator[str]:
    """What this is about, and the verdict in one sentence."""
    yield f"# AI component risk report: {prose(audit.root)}"
    yield ""
    yield f"**Verdict: {audit.verdict}.** {prose(wording.verdict_sentence(audit))}."
    yield ""
    known = audit.knowledge.as_of.isoformat() if audit.knowledge.as_of else "no date"
    yield from table(
        ("Basis", ""),
        (
            ("Judged as of", audit.as_of.isoformat()),
            (
                "Policy",
                f"{prose(audit.policy.name)} ({code(audit.policy.source)}, digest {code(_short(audit.policy.digest))})",
            ),
            ("Knowledge", f"{known} (digest {code(_short(audit.knowledge.digest))})"),
            *([("Only what came in since", prose(wording.since(audit)))] if audit.since else []),
            ("Files read", f"{audit.files_read:,}"),
            ("Network", prose(wording.network(audit))),
            ("Tool", f"openweight-auditor {prose(audit.tool_version)}"),
        ),
    )


def _short(digest: str) -> str:
    return digest[:12]


def summary_section(audit: Audit) -> Iterator[str]:
    """How many findings of which kind, and the scores."""
    findings = open_findings(audit)
    yield "## Summary"
    yield ""
    rows = []
    for axis in Axis:
        counts = [
            sum(1 for f in findings if f.action is action and f.rule.startswith(f"{axis}/"))
            for action in reversed(Action)
        ]
        score = "–" if axis is Axis.POLICY else f"{bar(audit.score.of(axis) / 100)} {audit.score.of(axis)}"  # noqa: RUF001 - a dash
        rows.append((_AXES[axis], *(str(count) for count in counts), score))
    total = audit.actions()
    rows.append(
        (
            "**All**",
            *(f"**{total[action]}**" for action in reversed(Action)),
            f"{bar(audit.score.total / 100)} {audit.score.total}",
        )
    )
    yield from table(("Axis", "Errors", "Warnings", "Notes", "Score (0 to 100, more is worse)"), rows)
    yield ""
    yield f"Not counted above: {wording.set_aside(audit)}."


def bar(share: float) -> str:
    """Ten blocks."""
    full = round(share * 10)
    return "█" * full + "░" * (10 - full)


def used_section(audit: Audit) -> Iterator[str]:
    """The inventory, with the verdict of each component."""
    yield "## What is used, and where"
    yield ""
    mine = [assessment for assessment in audit.assessments if assessment.profile.uses]
    others = [assessment for assessment in audit.assessments if not assessment.profile.uses]
    yield f"{prose(wording.counted(one.profile for one in mine)).capitalize()}."
    yield ""
    if mine:
        head = ("Component", "Kind", "Supplier (jurisdiction)", "Licence", "Support", "Places", "Verdict")
        yield from table(head, (_component(one) for one in mine))
        yield ""
    if others:
        yield "Only mentioned, or standing behind another component, and not judged by themselves:"
        yield ""
        for one in others:
            component = one.profile.component
            yield f"- {code(component.name)}, {wording.kind(component.kind)}{_seen(one)}"


def _seen(one: Assessment) -> str:
    locations = tuple(seen.location for seen in one.profile.occurrences)
    return f", {places(locations)}" if locations else ""


def _component(one: Assessment) -> tuple[str, ...]:
    profile = one.profile
    return (
        code(profile.component.name),
        f"{wording.kind(profile.component.kind)} ({prose(profile.component.ecosystem)})",
        prose(wording.supplier(profile.supplier)),
        prose(wording.concluded_license(profile)),
        prose(wording.support(profile.support)),
        places(tuple(seen.location for seen in profile.uses)),
        str(one.verdict),
    )


def places(locations: Sequence[Location], most: int = PLACES) -> str:
    """The first few places as code, and how many more there are."""
    told = ", ".join(code(str(location)) for location in locations[:most])
    more = len(locations) - most
    return f"{told} and {wording.plural(more, 'more place')}" if more > 0 else told
