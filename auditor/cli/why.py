"""`auditor why ID`: how a component comes into the tree."""

from datetime import date
from pathlib import Path

import click

from auditor.cli.options import GroupedCommand, as_of_option, exclude_option, knowledge_option, say, today
from auditor.domain.evidence import Strength


@click.command("why", cls=GroupedCommand, short_help="How a component comes into a tree: every place and way.")
@click.argument("component")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@exclude_option
@knowledge_option
@as_of_option
def command(
    *, component: str, path: Path, exclude: tuple[str, ...], knowledge: tuple[Path, ...], as_of: date | None
) -> None:
    """Every place in PATH that brings COMPONENT in, and the way from the application to it.

    COMPONENT is an id, a purl, or any part of a name.
    """
    from auditor.lookup import named
    from auditor.pipeline import Request, survey
    from auditor.reporters.escape import plain

    surveyed = survey(Request(root=path, as_of=as_of or today(), exclude=exclude, knowledge=knowledge))
    graph = surveyed.graph
    for profile in named(component, graph):
        say(f"{plain(str(profile.component))}\n")
        if chain := graph.chain(profile.component):
            say(f"  {' → '.join(plain(step.component.name) for step in chain)}\n")
        for occurrence in profile.occurrences:
            mention = " (mention)" if occurrence.strength is Strength.MENTION else ""
            said = f": {plain(occurrence.snippet)}" if occurrence.snippet else ""
            say(f"  {plain(str(occurrence.location))}{said}{mention}\n")
            for hop in occurrence.through:
                say(f"    then {plain(str(hop))}\n")
