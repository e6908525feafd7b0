"""`auditor baseline`: accept today's findings, so that the gate speaks about new ones."""

from datetime import date
from pathlib import Path

import click

from auditor.cli.options import (
    GroupedCommand,
    as_of_option,
    knowledge_option,
    option,
    policy_option,
    say,
    today,
    write_atomically,
)


@click.command("baseline", cls=GroupedCommand)
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@policy_option
@as_of_option
@knowledge_option
@option(
    "--output",
    "-o",
    "file",
    type=click.Path(path_type=Path),
    default=Path("auditor-baseline.jsonl"),
    show_default=True,
    metavar="FILE",
    group="Output",
    help="Where to write it.",
)
def command(*, path: Path, policy: str, as_of: date | None, knowledge: tuple[Path, ...], file: Path) -> None:
    """Write down today's findings of PATH; `auditor scan --baseline FILE` then fails on others only.

    The file holds rules and components, neither lines nor dates: it changes when findings do.
    """
    from auditor.pipeline import Request, audit
    from auditor.policy.baseline import write

    result = audit(Request(root=path, policy=policy, as_of=as_of or today(), knowledge=knowledge))
    open_findings = [finding for finding in result.findings if finding.waived is None]
    write_atomically(file, write(open_findings))
    say(f"{file}: {len(open_findings)} findings accepted\n")
