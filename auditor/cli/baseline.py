"""`auditor baseline`: accept today's findings, so that the gate speaks about new ones."""

from datetime import date
from pathlib import Path

import click

from auditor.cli.options import (
    GroupedCommand,
    as_of_option,
    exclude_option,
    is_given,
    knowledge_option,
    option,
    policy_option,
    refuse_folder,
    say,
    today,
    write_atomically,
)
from auditor.cli.settings import settings_for
from auditor.errors import AuditorError


@click.command("baseline", cls=GroupedCommand, short_help="Accept today's findings; the gate then speaks of new ones.")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@policy_option
@as_of_option
@exclude_option
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
@option("--update", is_flag=True, group="Output", help="Drop from FILE what is not found any more; add nothing.")
@option("--add", is_flag=True, group="Output", help="Bring FILE up to date altogether: accept new findings too.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    path: Path,
    policy: str,
    as_of: date | None,
    exclude: tuple[str, ...],
    knowledge: tuple[Path, ...],
    file: Path,
    update: bool,
    add: bool,
) -> None:
    """Write down today's findings of PATH; `auditor scan --baseline FILE` then fails on others only.

    The file holds rules and components, neither lines nor dates: it changes when findings do. A file that is there
    already only gets shorter, unless --add is given.
    """
    from auditor.pipeline import Request, audit
    from auditor.policy import baseline

    refuse_folder(file)
    if update and add:
        raise AuditorError("--update adds nothing and --add accepts new findings too; give one of them")
    if file.exists() and not (update or add):
        raise AuditorError(f"{file}: is there already; --update drops what is gone, --add accepts new findings too")
    if update and not file.exists():
        raise AuditorError(f"{file}: there is no baseline to update; leave --update out to write one")
    old = baseline.read_file(file) if file.exists() else baseline.Baseline()
    chosen = settings_for(path, policy=policy if is_given(ctx, "policy") else None)
    result = audit(
        Request(
            root=path,
            policy=chosen.policy,
            as_of=as_of or today(),
            today=today(),
            knowledge=knowledge or chosen.knowledge,
            exclude=(*chosen.exclude, *exclude),
            obligations=False,
        )
    )
    held = {entry.fingerprint for entry in old.entries}
    found = {entry.fingerprint for entry in baseline.entries(result.findings)}
    digests = {"policy": result.policy.digest, "knowledge": result.knowledge.digest}
    text = baseline.write(result.findings, **digests)
    if update and not add:
        text = baseline.ratcheted(old, result.findings, **digests)
    write_atomically(file, text)
    accepted = len(held & found) if update and not add else len(found)
    told = [f"{accepted} finding{'s' if accepted != 1 else ''} accepted"]
    if old.entries:
        told += [
            f"{len(held - found)} dropped",
            f"{len(found - held)} new " + ("left out" if update and not add else "added"),
        ]
    count = result.suppressed.waived
    waived = f"; {count} more {'is' if count == 1 else 'are'} waived, which ends by itself" if count else ""
    say(f"{file}: {', '.join(told)}{waived}\n")
    if changed := baseline.changed(old, **digests):
        say(f"{changed} since it was written, so findings may be new for that reason; `auditor diff` tells which\n")
