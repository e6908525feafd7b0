"""`auditor scan`: the main job."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from auditor.cli.options import (
    ExitCode,
    GroupedCommand,
    as_of_option,
    exclude_option,
    format_option,
    is_given,
    is_terminal,
    knowledge_option,
    no_cache_option,
    no_color_option,
    option,
    policy_option,
    refuse_folder,
    say,
    today,
    write_atomically,
)
from auditor.cli.settings import settings_for
from auditor.domain.audit import Audit, DiagnosticKind, Verdict
from auditor.domain.finding import Severity
from auditor.errors import AuditorError

FORMATS = ("terminal", "json", "markdown", "sarif")
_SILENT_ON_OBLIGATIONS = frozenset({"sarif"})


class Output(click.ParamType[tuple[str, Path]]):
    """`NAME=FILE`: a report of a format, to a file."""

    name = "output"

    def convert(
        self, value: str | tuple[str, Path], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path]:
        """Read it; a format that does not exist is a wrong call."""
        if isinstance(value, tuple):
            return value
        name, found, file = value.partition("=")
        if not (found and file) or name not in FORMATS:
            self.fail(f"{value!r} is not NAME=FILE with a NAME out of {', '.join(FORMATS)}", param, ctx)
        return name, Path(file)


def _distinct(outputs: Sequence[tuple[str, Path]]) -> None:
    """Refuse what would fail, or put one report in another's place, only after the scan. Raises AuditorError."""
    seen: dict[Path, str] = {}
    for name, file in outputs:
        refuse_folder(file)
        if (before := seen.setdefault(file.resolve(), name)) != name:
            raise AuditorError(f"{file}: the {before} and the {name} report would go to one file")


@click.command("scan", cls=GroupedCommand, short_help="Audit a source tree: what it uses, and what speaks against it.")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE…]")
@option("--changed", is_flag=True, group="Input", help="The paths are changed files: report only what they introduce.")
@option(
    "--since",
    metavar="REV",
    group="Input",
    help="Report only what came in since the work tree left this git revision; uncommitted files count.",
)
@exclude_option
@knowledge_option
@no_cache_option
@policy_option
@option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    group="Policy",
    help="Fail on findings of this severity and above, whatever action the policy gives them.",
)
@option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    group="Policy",
    help="Findings that this file holds are shown, and do not fail.",
)
@option(
    "--no-ignores",
    is_flag=True,
    group="Policy",
    help="Show all: waivers, in the policy and in comments, set nothing aside.",
)
@as_of_option
@option("--exit-zero", is_flag=True, group="Policy", help="Exit with 0 although the policy failed.")
@option("--strict", is_flag=True, group="Policy", help="Exit with 5 when something could not be read.")
@format_option(*FORMATS, default="terminal", said="What goes to standard output.")
@option(
    "--output",
    "-o",
    "outputs",
    multiple=True,
    type=Output(),
    metavar="NAME=FILE",
    group="Output",
    help="A further report, to a file. Repeatable.",
)
@option("--verbose", "-v", is_flag=True, group="Output", help="In a terminal: notes in full, like errors.")
@no_color_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    path: Path,
    more: tuple[Path, ...],
    changed: bool,
    since: str | None,
    exclude: tuple[str, ...],
    knowledge: tuple[Path, ...],
    no_cache: bool,
    policy: str,
    fail_on: str | None,
    baseline: Path | None,
    no_ignores: bool,
    as_of: date | None,
    exit_zero: bool,
    strict: bool,
    format_: str,
    outputs: tuple[tuple[str, Path], ...],
    verbose: bool,
    no_color: bool,
) -> None:
    """Audit a source tree: what it uses, what speaks against it, and whether the policy passes.

    PATH is the folder, by default the current one; with --changed, the changed files.

    Options may stand in [tool.auditor] of pyproject.toml, or in auditor.toml, at the root of the git repository:
    policy, fail-on, exclude, baseline, knowledge, format, output, strict, verbose. The command line wins.
    """
    from auditor.pipeline import Request, audit

    chosen = settings_for(
        Path() if changed else path, formats=FORMATS, policy=policy if is_given(ctx, "policy") else None
    )
    if not outputs:
        outputs = tuple((name, Path(file)) for name, _, file in (entry.partition("=") for entry in chosen.output))
    if not is_given(ctx, "format_") and chosen.format:
        format_ = chosen.format
    _distinct(outputs)
    if more and not changed:
        raise AuditorError(f"one PATH only, but {more[0]} was given too; with --changed several files are allowed")
    if since is not None and changed:
        raise AuditorError("--since finds the changed files itself; leave --changed out")
    if baseline is None and chosen.baseline and chosen.own and not chosen.baseline.exists():
        raise chosen.own.wrong("baseline", f"there is no file {chosen.baseline}; `auditor baseline` writes it")
    request = Request(
        root=Path() if changed else path,
        policy=chosen.policy,
        as_of=as_of or today(),
        today=today(),
        exclude=(*chosen.exclude, *exclude),
        knowledge=knowledge or chosen.knowledge,
        cache=not no_cache,
        fail_on=Severity(fail_on) if fail_on else chosen.fail_on,
        baseline=baseline or chosen.baseline,
        ignores=not no_ignores,
        obligations=not _SILENT_ON_OBLIGATIONS.issuperset({format_, *(name for name, _ in outputs)}),
        told=chosen.told,
        changed=(path, *more) if changed else (),
    )
    if since is None:
        result = audit(request)
    else:
        from auditor.comparison.since import introduced_since

        result = introduced_since(request, since)
    for name, file in outputs:
        write_atomically(file, rendered(result, name))
    say(rendered(result, format_, colour=coloured(no_color=no_color), full=verbose or chosen.verbose))
    ctx.exit(exit_code(result, exit_zero=exit_zero, strict=strict or chosen.strict))


def rendered(audit: Audit, name: str, *, colour: bool = False, full: bool = False) -> str:
    """The audit in one format."""
    if name == "terminal":
        import shutil

        from auditor.reporters import terminal

        width = shutil.get_terminal_size((terminal.WIDTH, 24)).columns if is_terminal(sys.stdout) else terminal.WIDTH
        return terminal.render_styled(audit, width=width, colour=colour, full=full)
    from auditor.reporters.shipped import REPORTERS

    return next(reporter for reporter in REPORTERS if name == reporter.NAME).render(audit)


def coloured(*, no_color: bool) -> bool:
    """Whether standard output wants colours."""
    import os

    return (
        is_terminal(sys.stdout) and not no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def exit_code(audit: Audit, *, exit_zero: bool, strict: bool) -> ExitCode:
    """The frozen table of exit codes."""
    if audit.files_read == 0:
        return ExitCode.NOTHING_READABLE
    if audit.verdict is Verdict.FAIL and not exit_zero:
        return ExitCode.POLICY_FAILED
    if strict and any(diagnostic.kind is DiagnosticKind.EXECUTION for diagnostic in audit.diagnostics):
        return ExitCode.HAMPERED
    return ExitCode.PASSED
