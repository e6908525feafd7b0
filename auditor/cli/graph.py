"""`auditor graph`: what is used, and what that was made from, for other programs to draw."""

from datetime import date
from pathlib import Path

import click

from auditor.cli.options import (
    GroupedCommand,
    as_of_option,
    is_given,
    knowledge_option,
    option,
    policy_option,
    say,
    today,
    write_atomically,
)
from auditor.cli.settings import settings_for
from auditor.domain.component import ComponentId
from auditor.errors import AuditorError
from auditor.graph.component_graph import ComponentGraph

FORMATS = ("mermaid", "graphml", "dot", "json")


@click.command("graph", cls=GroupedCommand)
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@option(
    "--only",
    "-c",
    multiple=True,
    metavar="ID",
    group="Input",
    help="Draw what leads to this component and away from it: an id, a purl, or any part of a name. Repeatable.",
)
@option("--exclude", multiple=True, metavar="GLOB", group="Input", help="Leave out files that match. Repeatable.")
@knowledge_option
@policy_option
@as_of_option
@option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(FORMATS),
    default="mermaid",
    show_default=True,
    group="Output",
    help="Mermaid for Markdown, GraphML for Gephi and yEd, DOT for Graphviz, JSON for scripts.",
)
@option(
    "--output",
    "-o",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    group="Output",
    help="A file, in place of standard output.",
)
@click.pass_context
def command(
    ctx: click.Context,
    *,
    path: Path,
    only: tuple[str, ...],
    exclude: tuple[str, ...],
    knowledge: tuple[Path, ...],
    policy: str,
    as_of: date | None,
    format_: str,
    file: Path | None,
) -> None:
    """Draw the components of PATH and how they hang together; each arrow is read along.

    What the policy declares and curates counts; nothing is judged.
    """
    from auditor.graph.drawing import drawn
    from auditor.pipeline import Request, survey
    from auditor.reporters import drawings
    from auditor.rules.run import read_policy

    day = as_of or today()
    chosen = settings_for(path, policy=policy if is_given(ctx, "policy") else None)
    loaded = read_policy(chosen.policy)
    request = Request(
        root=path,
        as_of=day,
        exclude=(*chosen.exclude, *exclude),
        knowledge=knowledge or chosen.knowledge,
        policy=chosen.policy,
    )
    graph = survey(request, loaded).graph
    drawing = drawn(graph, [found for word in only for found in _named(word, graph)] if only else None)
    text = drawings.FORMATS[format_](drawing, day)
    if file is None:
        say(text)
    else:
        write_atomically(file, text)


def _named(word: str, graph: ComponentGraph) -> list[ComponentId]:
    """The components that a word means: the one of that id, or all whose id holds it. Raises AuditorError for none."""
    wanted = word.casefold()
    components = [profile.component for profile in graph.all_profiles()]
    exact = [one for one in components if wanted in {str(one).casefold(), (one.purl or "").casefold()}]
    found = exact or [one for one in components if wanted in str(one).casefold()]
    if not found:
        raise AuditorError(f"{word!r} is nowhere in the tree")
    return found
