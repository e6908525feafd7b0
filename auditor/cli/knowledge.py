"""`auditor knowledge`: what the program knows, how much of it, and as of when."""

from pathlib import Path

import click
import msgspec

from auditor.cli.options import GroupedCommand, format_option, knowledge_option, option, say

BY_NAME = "license-name"
"""licences that are known by name only"""
KINDS = ("license", "supplier", "family", "service", "package")
_TOLD = {
    "license": "licences and terms, read clause by clause",
    BY_NAME: "further licences, known by name",
    "supplier": "suppliers",
    "family": "model families",
    "service": "hosts of models",
    "package": "packages",
    "model id": "ids of models",
    "service id": "ids of hosted models",
    "dataset id": "ids of data sets",
    "library id": "ids of packages",
}


@click.group("knowledge")
def command() -> None:
    """The date and extent of the knowledge, and look-ups in it."""


@command.command("status", cls=GroupedCommand)
@knowledge_option
@format_option("text", "json", default="text", said="json prints one object.")
def status(*, knowledge: tuple[Path, ...], format_: str) -> None:
    """Print the date, the digest, and how many of each there are."""
    from auditor.knowledge.load import open_knowledge

    base = open_knowledge(knowledge)
    counts = {kind: len(base.ids(kind)) for kind in (*KINDS, BY_NAME)}
    for component in base.ids("component"):
        word = component.partition(":")[0]
        counts[f"{word} id"] = counts.get(f"{word} id", 0) + 1
    if format_ == "json":
        told = {"as_of": str(base.as_of), "digest": base.digest, "counts": counts}
        say(msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n")
        return
    say(f"as of   {base.as_of}\ndigest  {base.digest}\n")
    for kind, count in counts.items():
        say(f"{count:>7,}  {_TOLD.get(kind, kind)}\n")


@command.command("search", cls=GroupedCommand)
@click.argument("text")
@knowledge_option
@format_option("text", "json", default="text", said="json prints one object.")
@option(
    "--most",
    type=click.IntRange(min=0),
    metavar="N",
    default=50,
    show_default=True,
    group="Output",
    help="How many to print.",
)
def search(*, text: str, knowledge: tuple[Path, ...], most: int, format_: str) -> None:
    """List every known id that holds TEXT."""
    from auditor.knowledge.load import open_knowledge

    base = open_knowledge(knowledge)
    wanted = text.casefold()
    found = [f"{kind}:{entry}" for kind in KINDS for entry in base.ids(kind) if wanted in entry.casefold()]
    by_name = " (by name only)" if format_ == "text" else ""  # a script wants an id that `show` takes
    found += [f"license:{entry}{by_name}" for entry in base.ids(BY_NAME) if wanted in entry.casefold()]
    found += [entry for entry in base.ids("component") if wanted in entry.casefold()]
    if format_ == "json":
        told = {"query": text, "count": len(found), "found": found[:most]}
        say(msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n")
        return
    if not found:
        click.echo(f"no known id holds {text!r}", err=True)
    for entry in found[:most]:
        say(f"{entry}\n")
    if len(found) > most:
        say(f"… and {len(found) - most} more\n")
