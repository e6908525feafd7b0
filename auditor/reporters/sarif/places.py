"""Places as SARIF writes them: relative URIs, and regions that lie on one line."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from auditor.domain.audit import Audit
from auditor.domain.evidence import Location
from auditor.domain.finding import Finding
from auditor.reporters import wording
from auditor.reporters.escape import plain, uri

Object = dict[str, Any]
ROOT: Final = "%SRCROOT%"


def physical(place: Location, snippets: Mapping[str, tuple[str, ...]]) -> Object:
    """A file and a region of it. Code scanning wants all four numbers, also for a file as a whole."""
    lines = snippets.get(f"{place.path}:{place.line}", ())
    return {
        "artifactLocation": {"uri": uri(place.path), "uriBaseId": ROOT},
        "region": _region(place, lines[0] if lines else ""),
    }


def _region(place: Location, source: str) -> Object:
    line, column = max(place.line, 1), max(place.column, 1)
    if place.end_line in {0, place.line} and place.end_column > column:
        end = place.end_column
    else:
        # an alert shows in a pull request only if its whole region is in the diff: so it never leaves its line
        end = max(len(source) + 1, column + 1)
    region: Object = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": end}
    if source.strip():
        region["snippet"] = {"text": plain(source)}
    return region


def location(place: Location, audit: Audit, *, message: str = "", number: int | None = None) -> Object:
    """A location; with a number where a message links to it."""
    told: Object = {"physicalLocation": physical(place, audit.snippets)}
    if place.cell is not None:
        message = f"{message or 'In the notebook:'} (cell {place.cell}, line {place.cell_line})"
    if message:
        told["message"] = {"text": message}
    if number is not None:
        told["id"] = number
    return told


def first_uses(audit: Audit) -> dict[str, Location]:
    """The key of each component that is used → its first place."""
    return {
        assessment.profile.component.key: uses[0].location
        for assessment in audit.assessments
        if (uses := assessment.profile.uses)
    }


def primary(finding: Finding, audit: Audit, first: Callable[[], Mapping[str, Location]]) -> Location:
    """Where the alert stands. What has no place of its own stands at the first thing that it counts.

    `first` gives what `first_uses` does.
    """
    if finding.locations:
        return finding.locations[0]
    places = first()
    for component in wording.contributors(audit, finding):
        if component.key in places:
            return places[component.key]
    return next(iter(places.values()), Location(audit.policy.source, 1, 1))
