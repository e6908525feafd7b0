"""What a person types: one module per command, each loaded only when it is called."""

import importlib
import os
from difflib import get_close_matches
from typing import Final

import click

from auditor import __version__
from auditor.cli.options import fails_in_one_sentence

COMMANDS: Final = {
    "scan": "auditor.cli.scan",
    "show": "auditor.cli.show",
    "explain": "auditor.cli.explain",
    "why": "auditor.cli.why",
    "notices": "auditor.cli.notices",
    "graph": "auditor.cli.graph",
    "diff": "auditor.cli.diff",
    "baseline": "auditor.cli.baseline",
    "policy": "auditor.cli.policy",
    "knowledge": "auditor.cli.knowledge",
}
"""command → its module, which holds a click command named `command`"""


class Commands(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)  # noqa: S101 - each module of the list holds one
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; click proposes only those that are loaded already."""
        if args and args[0] not in COMMANDS and (near := get_close_matches(args[0], COMMANDS, n=1)):
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse arguments of which nobody could say what they are, save those that name a file."""
        for argument in args:
            if any("\udc80" <= letter <= "\udcff" for letter in argument) and not os.path.lexists(argument):
                told = os.fsencode(argument).decode("utf-8", "backslashreplace")
                ctx.fail(f"{told} is not text in this locale; pass UTF-8, and say LC_ALL=C.UTF-8")
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a wrong call ends in one sentence and its exit code."""
        with fails_in_one_sentence():
            return super().invoke(ctx)


_EXIT_CODES: Final = """\b
Exit codes:  0 passed   1 the policy failed   2 wrong use   3 could not finish
             4 nothing readable was there   5 --strict, and something could not be read
"""
"""a line that begins with a backspace tells click to leave the paragraph as it is"""


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXIT_CODES,
)
@click.version_option(__version__, message="auditor %(version)s")
def auditor() -> None:
    """What AI a source tree stands on, under which terms, who stands behind it, and until when.

    Offline: nothing is sent anywhere, and nothing that is scanned is ever run.
    """
