"""`auditor graph`: what is used, and what that was made from, for other programs to draw."""

from datetime import date
from pathlib import Path

import click

from auditor.cli.options import (
    GroupedCommand,
    as_of_option,
    exclude_option,
    format_option,
    is_given,
    knowledge_option,
    option,
    policy_option,
    say,
    today,
    write_atomically,
)
from auditor.cli.settings import settings_for

FORMATS = ("mermaid", "graphml", "dot", "json")


@click.command("graph", cls=GroupedCommand, short_help="Draw what is used, and what that was made from.")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@option(
    "--only",
    "-c",
    multiple=True,
    metavar="ID",
    group="Input",
    help="Draw what leads to this component and away from it: an id, a purl, or any part of a name. Repeatable.",
)
@exclude_option
@knowledge_option
@policy_option
@as_of_option
@format_option(
    *FORMATS,
    default="mermaid",
    said="Mermaid for Markdown, GraphML for Gephi and yEd, DOT for Graphviz, JSON for scripts.",
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
    from auditor.knowledge.load import open_knowledge
    from auditor.lookup import named
    from auditor.pipeline import Request, survey
    from auditor.reporters import drawings
    from auditor.rules.run import read_policy

    day = as_of or today()
    chosen = settings_for(path, policy=policy if is_given(ctx, "policy") else None)
    loaded = read_policy(chosen.policy, knowledge=open_knowledge(knowledge or chosen.knowledge))
    request = Request(
        root=path,
        as_of=day,
        exclude=(*chosen.exclude, *exclude),
        knowledge=knowledge or chosen.knowledge,
        policy=chosen.policy,
    )
    graph = survey(request, loaded).graph
    drawing = drawn(graph, [found.component for word in only for found in named(word, graph)] if only else None)
    text = drawings.FORMATS[format_](drawing, day)
    if file is None:
        say(text)
    else:
        write_atomically(file, text)
