"""`auditor diff OLD [NEW]`: what differs between two audits, two revisions, or a revision and the work tree."""

import sys
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
    say,
    today,
)
from auditor.cli.settings import settings_for

FORMATS = ("terminal", "json", "markdown")


@click.command("diff", cls=GroupedCommand, short_help="What came, went and changed between revisions or audits.")
@click.argument("old")
@click.argument("new", default=".")
@option(
    "--path",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="PATH",
    group="Input",
    help="The folder of the repository that revisions are compared in (default: the current one).",
)
@exclude_option
@knowledge_option
@no_cache_option
@policy_option
@as_of_option
@option("--exit-zero", is_flag=True, group="Policy", help="Exit with 0 although something new fails.")
@format_option(*FORMATS, default="terminal", said="What goes to standard output.")
@no_color_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    old: str,
    new: str,
    path: Path,
    exclude: tuple[str, ...],
    knowledge: tuple[Path, ...],
    no_cache: bool,
    policy: str,
    as_of: date | None,
    exit_zero: bool,
    format_: str,
    no_color: bool,
) -> None:
    """Tell what came, went and changed from OLD to NEW: components, licences, suppliers, support, findings, and why.

    OLD and NEW are JSON audits (files that end in .json), git revisions, or `.` for the work tree, which NEW is unless
    it is given. Revisions are judged as of one day; a policy file of the repository is read as it stood at each, and
    what its change brought is told apart from what the code brought. Exit code 1: something fails that did not before.
    """
    from auditor.comparison.sides import difference
    from auditor.pipeline import Request

    chosen = settings_for(path, policy=policy if is_given(ctx, "policy") else None)
    request = Request(
        root=path,
        policy=chosen.policy,
        as_of=as_of or today(),
        today=today(),
        exclude=(*chosen.exclude, *exclude),
        knowledge=knowledge or chosen.knowledge,
        cache=not no_cache,
        obligations=False,
    )
    told = difference(old, new, request)
    if format_ == "json":
        from auditor.comparison.difference import as_json
        from auditor.reporters.json import written

        say(written(as_json(told)))
    elif format_ == "markdown":
        from auditor.comparison import markdown

        say(markdown.render(told))
    else:
        import shutil

        from auditor.cli.scan import coloured
        from auditor.comparison import terminal

        width = shutil.get_terminal_size((terminal.WIDTH, 24)).columns if is_terminal(sys.stdout) else terminal.WIDTH
        say(terminal.render(told, width=width, colour=coloured(no_color=no_color)))
    ctx.exit(ExitCode.POLICY_FAILED if told.failing and not exit_zero else ExitCode.PASSED)
