"""`auditor why ID`: how a component comes into the tree."""

from datetime import date
from pathlib import Path

import click

from auditor.cli.options import GroupedCommand, as_of_option, knowledge_option, say, today
from auditor.domain.evidence import Strength


@click.command("why", cls=GroupedCommand)
@click.argument("component")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@as_of_option
@knowledge_option
def command(*, component: str, path: Path, as_of: date | None, knowledge: tuple[Path, ...]) -> None:
    """Every place in PATH that brings COMPONENT in, and the way from the application to it.

    COMPONENT is an id, a purl, or any part of a name.
    """
    from auditor.lookup import named
    from auditor.pipeline import Request, survey
    from auditor.reporters.escape import plain

    surveyed = survey(Request(root=path, as_of=as_of or today(), knowledge=knowledge))
    graph = surveyed.graph
    for profile in named(component, graph):
        say(f"{plain(str(profile.component))}\n")
        if chain := graph.chain(profile.component):
            say(f"  {' → '.join(plain(step.component.name) for step in chain)}\n")
        for occurrence in profile.occurrences:
            mention = " (mention)" if occurrence.strength is Strength.MENTION else ""
            say(f"  {plain(str(occurrence.location))}: {plain(occurrence.snippet)}{mention}\n")
            for hop in occurrence.through:
                say(f"    then {plain(str(hop))}\n")
