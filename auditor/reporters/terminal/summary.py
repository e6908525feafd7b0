"""The last screen: the verdict, what is used and from whom, and what was not seen."""

from typing import Final

from auditor.domain.audit import Audit, Diagnostic, Share, Verdict
from auditor.reporters import wording
from auditor.reporters.escape import cells, plain
from auditor.reporters.grouping import waived_findings
from auditor.reporters.terminal.findings import compact
from auditor.reporters.terminal.page import Page, Span

_LABEL: Final = 13
_BAR: Final = 20
_SUPPLIERS: Final = 6
_NAME: Final = 28
_LEAST_NAME: Final = 12
_LEAST_BAR: Final = 6
_LISTED: Final = 8
_VERDICT_STYLES: Final = {Verdict.FAIL: "error", Verdict.WARN: "warning", Verdict.PASS: "pass"}


def write_asides(page: Page, audit: Audit) -> None:
    """What no finding tells: findings set aside, names not resolved, files not read."""
    if waived := waived_findings(audit):
        page.line(Span("waived", "rule"))
        for finding in waived:
            compact(page, finding, finding.message, f" - [{finding.rule}] waived: {finding.waived}")
        page.blank()
    if audit.unresolved:
        page.line(Span("names that could not be resolved", "rule"))
        for name in audit.unresolved[:_LISTED]:
            text = f"{name.call}({name.expression}): {wording.unresolved(name.reason)}"
            page.wrapped("    ", Span(f"{plain(str(name.location))}: ", "gutter"), text=text, indent=8)
        _more(page, len(audit.unresolved))
    if audit.diagnostics:
        page.line(Span("about this run", "rule"))
        for diagnostic in audit.diagnostics[:_LISTED]:
            _diagnostic(page, diagnostic)
        _more(page, len(audit.diagnostics))


def _diagnostic(page: Page, diagnostic: Diagnostic) -> None:
    place = f"{plain(str(diagnostic.location))}: " if diagnostic.location else ""
    page.wrapped("    ", Span(place, "gutter"), text=f"{diagnostic.message} [{diagnostic.code}]", indent=8)


def _more(page: Page, count: int) -> None:
    if count > _LISTED:
        page.line(Span(f"    … and {count - _LISTED:,} more", "faint"))
    page.blank()


def write_summary(page: Page, audit: Audit) -> None:
    """The figures, worst news first."""
    _field(page, "verdict", wording.tally(audit), Span(audit.verdict.upper(), _VERDICT_STYLES[audit.verdict]))
    _components(page, audit)
    _suppliers(page, audit)
    if audit.obligations:
        _field(page, "duties", f"{wording.duties(audit.obligations)} (auditor notices lists them)")
    if audit.unresolved:
        _field(page, "unresolved", wording.plural(len(audit.unresolved), "name"))
    if audit.diagnostics:
        _field(page, "diagnostics", f"{len(audit.diagnostics):,}")
    _field(page, "set aside", wording.set_aside(audit))
    score = audit.score
    _field(
        page,
        "scores",
        f"licence {score.license}, maintenance {score.maintenance}, concentration {score.concentration}, "
        f"total {score.total} (0 to 100, more is worse)",
    )
    _field(page, "basis", wording.basis(audit))
    _field(page, "", f"{wording.plural(audit.files_read, 'file')} read; {wording.network(audit)}")
    page.line(Span(wording.NOT_LEGAL_ADVICE, "faint"))


def _field(page: Page, label: str, text: str, first: Span | None = None) -> None:
    lead: list[Span | str] = [Span(f"{label:<{_LABEL}}", "label")]
    if first is not None:
        lead += [first, ": "]
    page.wrapped(*lead, text=text, indent=_LABEL)


def _components(page: Page, audit: Audit) -> None:
    used = [one.profile for one in audit.assessments if one.profile.uses]
    mentioned = len(audit.assessments) - len(used)
    text = wording.counted(used)
    if mentioned:
        text += f"; {mentioned:,} more only mentioned, or behind another one"
    _field(page, "components", text)


def _suppliers(page: Page, audit: Audit) -> None:
    concentration = audit.concentration
    if not concentration.n:
        return
    homes = {
        one.profile.supplier.id: one.profile.supplier.jurisdiction for one in audit.assessments if one.profile.supplier
    }
    shares = concentration.suppliers[:_SUPPLIERS]
    figures = [f" {share.share:>4.0%}  {share.count:,} of {concentration.n:,}" for share in shares]
    room = page.width - _LABEL - max((cells(told) for told in figures), default=0)
    names = [_name(share, homes.get(share.id), max(min(_NAME, room), _LEAST_NAME)) for share in shares]
    column = max((cells(name) for name in names), default=0)
    bar = min(_BAR, room - column - 2)
    bar = bar if bar >= _LEAST_BAR else 0  # on a narrow terminal the figures stand alone
    for index, (share, name) in enumerate(zip(shares, names, strict=True)):
        full = round(share.share * bar)
        padding = " " * (column - cells(name) + (2 if bar else 0))
        page.line(
            Span(f"{'suppliers' if not index else '':<{_LABEL}}", "label"),
            f"{name}{padding}",
            Span("█" * full, "gutter"),
            Span("·" * (bar - full), "faint"),
            figures[index],
        )
    if (more := len(concentration.suppliers) - len(shares)) > 0:
        page.line(" " * _LABEL, Span(f"and {wording.plural(more, 'further supplier')}", "faint"))
    unknown = f"; supplier not known for {concentration.unknown:,}" if concentration.unknown else ""
    half = wording.plural(concentration.elephant_factor, "supplier")
    _field(
        page,
        "" if shares else "suppliers",
        f"HHI {concentration.hhi:,} of 10,000; elephant factor {concentration.elephant_factor}: "
        f"{half} behind half of them or more{unknown}",
    )


def _name(share: Share, home: str | None, room: int) -> str:
    name = plain(f"{share.name} ({home})" if home else share.name)
    return name if cells(name) <= room else name[: room - 1] + "…"
