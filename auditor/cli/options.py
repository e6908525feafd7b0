"""What the commands share: option groups in the help, exit codes, the clock, and writing files."""

import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, Final, TextIO, TypeVar

import click
from click.core import ParameterSource

from auditor.errors import AuditorError

F = TypeVar("F", bound=Callable[..., Any])


_REST: Final = "Other"
"""the heading of what has none, which comes last"""


class ExitCode(IntEnum):
    """Frozen: scripts rely on them."""

    PASSED = 0
    POLICY_FAILED = 1
    WRONG_USE = 2
    UNFINISHED = 3
    NOTHING_READABLE = 4
    HAMPERED = 5
    """only with --strict"""


class GroupedOption(click.Option):
    """An option that stands under a heading of its own in the help."""

    def __init__(self, *arguments: Any, group: str = "Input", **attributes: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **attributes)
        self.group = group


class GroupedCommand(click.Command):
    """A command whose help lists options under their headings."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one section per heading, in the order of first use."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and not isinstance(parameter, click.Argument):  # the usage names those
                groups.setdefault(getattr(parameter, "group", _REST), []).append(record)
        if rest := groups.pop(_REST, None):
            groups[_REST] = rest
        for group, records in groups.items():
            with formatter.section(group):
                formatter.write_dl(records)


def option(*names: str, group: str, **attributes: Any) -> Callable[[F], F]:  # noqa: ANN401 - click's own
    """An option under a heading."""
    return click.option(*names, cls=GroupedOption, group=group, **attributes)


class Day(click.ParamType[date]):
    """A date, as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """Read it; anything else is a wrong call."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date such as 2026-11-23", param, ctx)


def today() -> date:
    """The day in UTC; `SOURCE_DATE_EPOCH` stands in for the clock where builds must be reproducible."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise AuditorError(f"SOURCE_DATE_EPOCH is {epoch[:40]!r}, which is no time in seconds") from None


as_of_option = option(
    "--as-of", type=Day(), metavar="DATE", group="Policy", help="Judge as of this day (default: today, in UTC)."
)
policy_option = option(
    "--policy",
    "-p",
    default="default",
    show_default=True,
    metavar="NAME|FILE",
    group="Policy",
    help="The policy: a shipped one by name, or a file.",
)
knowledge_option = option(
    "--knowledge",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    group="Input",
    help="A folder of your own knowledge, layered on top. Repeatable.",
)
exclude_option = option(
    "--exclude", multiple=True, metavar="GLOB", group="Input", help="Leave out files that match. Repeatable."
)
no_cache_option = option(
    "--no-cache", is_flag=True, group="Input", help="Neither read nor write the cache of earlier scans."
)
no_color_option = option("--no-color", is_flag=True, group="Output", help="No colours; NO_COLOR is obeyed too.")


def format_option(*names: str, default: str, said: str) -> Callable[[F], F]:
    """`--format`, out of these; `said` tells what it is about."""
    return option(
        "--format",
        "-f",
        "format_",
        type=click.Choice(names),
        default=default,
        show_default=True,
        group="Output",
        help=said,
    )


def is_given(ctx: click.Context, name: str) -> bool:
    """Whether the command line, or the environment, says this; a default is no word of anybody's."""
    return ctx.get_parameter_source(name) not in {None, ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP}


@contextmanager
def fails_in_one_sentence() -> Iterator[None]:
    """A wrong call is one sentence and exit 2; what was broken off, and anything unforeseen, exits 3.

    Without this both would exit 1, as if the policy had failed.
    """
    try:
        yield
    except AuditorError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(ExitCode.WRONG_USE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("broken off", err=True)
        sys.exit(ExitCode.UNFINISHED)
    except (click.exceptions.Exit, click.ClickException):
        raise
    except BrokenPipeError:  # `| head`: who reads has seen enough
        _leave_off_writing()
        sys.exit(ExitCode.UNFINISHED)
    except Exception:  # noqa: BLE001 - whatever it is, it is no verdict
        click.echo("This is a bug in auditor; please report it with the lines below.", err=True)
        click.echo(traceback.format_exc(), err=True, nl=False)
        sys.exit(ExitCode.UNFINISHED)


def _leave_off_writing() -> None:
    """Write what is left in the buffers to nowhere, so that the interpreter says nothing about it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError):
        os.dup2(nowhere, sys.stdout.fileno())


def refuse_folder(path: Path) -> None:
    """Tell of a folder before the work is done rather than after. Raises AuditorError."""
    if path.is_dir():
        raise AuditorError(f"{path}: cannot be written: it is a folder; name a file in it")


def write_atomically(path: Path, text: str) -> None:
    """Write a file whole or not at all. Raises AuditorError when that is impossible.

    What is no regular file (`/dev/stdout`, a pipe) is written into, never put out of its place; a link stays one.
    """
    refuse_folder(path)
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", newline="\n") as device:
                device.write(text)
            return
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as beside:
            beside.write(text)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        Path(beside.name).chmod(mode)
        Path(beside.name).replace(path)
    except OSError as error:
        raise AuditorError(f"{path}: cannot be written: {error.strerror}") from error


def say(text: str) -> None:
    """Print a result as UTF-8, whatever the terminal's encoding. Ends the program when that is impossible."""
    try:
        click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:  # a full disk is no verdict
        click.echo(f"error: standard output cannot be written: {error.strerror}", err=True)
        _leave_off_writing()
        sys.exit(ExitCode.UNFINISHED)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads there; a stream that was closed is None."""
    return stream is not None and stream.isatty()
