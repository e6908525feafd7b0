"""`auditor notices`: the third-party file, and the duties that are still open."""

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

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
    option,
    policy_option,
    say,
    today,
    write_atomically,
)
from auditor.cli.scan import coloured
from auditor.cli.settings import settings_for
from auditor.domain.audit import Audit
from auditor.errors import AuditorError

_FILES: Final = {"text": "NOTICE", "markdown": "NOTICE.md", "json": "NOTICE.json"}
_WIDTH: Final = 100


@click.command("notices", cls=GroupedCommand, short_help="Write the NOTICE file, and list the duties that are open.")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@exclude_option
@knowledge_option
@policy_option
@as_of_option
@option("--check", is_flag=True, group="Policy", help="Exit with 1 when the file is out of date, or a duty is open.")
@format_option(*_FILES, default="text", said="How the file is written.")
@option(
    "--output",
    "-o",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    group="Output",
    help="Write the file here; with --check, compare with it (default: NOTICE in PATH).",
)
@option("--with-texts", is_flag=True, group="Output", help="Add the licence texts that lie in PATH.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    path: Path,
    exclude: tuple[str, ...],
    knowledge: tuple[Path, ...],
    policy: str,
    as_of: date | None,
    check: bool,
    format_: str,
    file: Path | None,
    with_texts: bool,
) -> None:
    """Write the NOTICE file of PATH: what is passed on, under which licence, and the words that must travel along.

    What the policy's `use.distribution` keeps in the house is left out. Below the file stand the duties of the licences
    that are open, with clause and place; --output writes the file alone and prints the duties.
    """
    from auditor.notices.duties import open_duties
    from auditor.pipeline import Request, audit

    chosen = settings_for(path, policy=policy if is_given(ctx, "policy") else None)
    request = Request(
        root=path,
        policy=chosen.policy,
        as_of=as_of or today(),
        today=today(),
        knowledge=knowledge or chosen.knowledge,
        exclude=(*chosen.exclude, *exclude),
    )
    compared = file or (_folder(path) / _FILES[format_] if check else None)
    result = audit(request)
    document = _document(result, path, compared, format_, with_texts=with_texts)
    if check and compared is not None:
        fresh = _is_fresh(document, compared)
        say(f"{compared}: {'up to date' if fresh else 'out of date; `auditor notices --output` writes it anew'}\n\n")
        say(_duties(result))
        sys.exit(ExitCode.PASSED if fresh and not open_duties(result) else ExitCode.POLICY_FAILED)
    if compared is None:
        say(document if format_ == "json" else f"{document}\n{_duties(result)}")
        return
    write_atomically(compared, document)
    say(f"{compared}: written\n\n")
    say(_duties(audit(request)))  # the file that was just written may meet some of the duties


def _duties(result: Audit) -> str:
    """The duties, as wide as the terminal; of the document itself it changes nothing."""
    from auditor.notices.duties import page

    width = shutil.get_terminal_size((_WIDTH, 24)).columns if is_terminal(sys.stdout) else _WIDTH
    return page(result, min(width, _WIDTH), colour=coloured(no_color=False))


def _document(result: Audit, path: Path, file: Path | None, format_: str, *, with_texts: bool) -> str:
    from auditor.notices import gather, json, markdown, text

    notices = gather(result, skip=_within(path, file), read=_reader(path) if with_texts else None)
    renderers: dict[str, Callable[..., str]] = {
        "text": text.render, "markdown": markdown.render, "json": json.render,
    }  # fmt: skip
    return renderers[format_](notices)


def _is_fresh(document: str, file: Path) -> bool:
    """Whether the file says what the document would; raises AuditorError when it cannot be read."""
    try:
        return file.is_file() and file.read_bytes().replace(b"\r\n", b"\n") == document.encode()
    except OSError as error:
        raise AuditorError(f"{file}: cannot be read: {error.strerror}") from error


def _reader(path: Path) -> Callable[[str], str | None]:
    from auditor.files.reading import read
    from auditor.files.source_file import SourceFile

    def text_of(name: str) -> str | None:
        found = read(_folder(path), name)
        return found.text if isinstance(found, SourceFile) else None

    return text_of


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _within(path: Path, file: Path | None) -> str | None:
    """The file as the tree calls it; None when it lies elsewhere."""
    folder = _folder(path).resolve()
    if file is None or not file.resolve().is_relative_to(folder):
        return None
    return file.resolve().relative_to(folder).as_posix()
