"""`auditor policy init`: a policy to start from, by a few questions or by options."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.options import GroupedCommand, option, say, write_atomically
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.knowledge.records import VocabularyRecord


@click.command("init", cls=GroupedCommand, short_help="Write a policy to start from, by a few questions.")
@click.argument("file", type=click.Path(path_type=Path), default=Path("auditor-policy.yaml"))
@option(
    "--name", metavar="NAME", group="Policy", help="The policy's name, as reports print it (default: the folder's)."
)
@option(
    "--extends",
    default="default",
    show_default=True,
    metavar="NAME|FILE",
    group="Policy",
    help="What says all that this one does not.",
)
@option("--commercial/--no-commercial", default=None, group="What you do", help="It is sold, or used in a business.")
@option("--hosting/--no-hosting", default=None, group="What you do", help="Others reach a model over a network.")
@option(
    "--distribution",
    metavar="WHAT",
    group="What you do",
    help="What leaves the house: none, application (with weights inside), or weights.",
)
@option("--modification/--no-modification", default=None, group="What you do", help="You fine-tune, merge or quantise.")
@option(
    "--train-on-outputs/--no-train-on-outputs",
    default=None,
    group="What you do",
    help="You train other models on what a model says.",
)
@option(
    "--confidential-inputs/--no-confidential-inputs",
    default=None,
    group="What you do",
    help="Personal data, secrets or other people's texts go to hosted models.",
)
@option("--monthly-active-users", metavar="N", group="What you do", help="Of everything you offer.")
@option("--annual-revenue-usd", metavar="N", group="What you do", help="Affiliates included.")
@option("--domicile", metavar="CODES", group="What you do", help="Where you are established: DE, or DE,US.")
@option(
    "--regions", metavar="CODES", group="What you do", help="Where your users are: codes, EU, EEA, EFTA, worldwide."
)
@option("--business", metavar="WORDS", group="What you do", help="hosting-api, military, …; none, if none of them.")
@option("--modalities", metavar="WORDS", group="What you do", help="text, image, audio, video, 3d.")
@option("--yes", "-y", is_flag=True, group="Output", help="Ask nothing: what no option answers stays open.")
@option("--force", is_flag=True, group="Output", help="Write over a file that is there.")
def init(*, file: Path, name: str | None, extends: str, yes: bool, force: bool, **given: bool | str | None) -> None:
    """Write a policy to FILE: what is answered stands in it, what is not stays open, with what it means.

    In a terminal each question that no option answers is asked; an empty answer leaves it open.
    """
    from auditor.knowledge.load import open_knowledge
    from auditor.policy.layers import rendered
    from auditor.policy.starter import QUESTIONS, written
    from auditor.rules.run import read_policy

    if file.exists() and not force:
        raise AuditorError(f"{file} is there already; --force writes over it")
    below = read_policy(extends, base=file.parent)
    vocabulary = open_knowledge().vocabulary
    answers = _given({key.replace("_", "-"): value for key, value in given.items()}, vocabulary)
    if not yes and is_terminal():
        answers |= _asked(answers, vocabulary)
    said = (below.written.get("use") or {}).items()
    inherited = {key: rendered(value) for key, value in said if value is not None}
    text = written(name or _name_of(file), extends, answers, inherited, str(file))
    write_atomically(file, text)
    open_ = sum(question.key not in answers and question.key not in inherited for question in QUESTIONS)
    still = f"; {open_} of {len(QUESTIONS)} questions are left open" if open_ else ""
    say(f"{file}: written as policy {read_policy(str(file)).policy.name}{still}\n")


def is_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


def _given(options: Mapping[str, bool | str | None], vocabulary: "VocabularyRecord") -> dict[str, str]:
    """What the options answer. Raises AuditorError for what is no answer."""
    from auditor.policy.starter import QUESTIONS, read_answer

    answers: dict[str, str] = {}
    for question in QUESTIONS:
        value = options.get(question.key)
        if value is None:
            continue
        try:
            answers[question.key] = read_answer(question, str(value), vocabulary)
        except ValueError as error:
            raise AuditorError(f"--{question.key}: {error}") from None
    return answers


def _asked(answered: Mapping[str, str], vocabulary: "VocabularyRecord") -> dict[str, str]:
    """What a person answers, question by question, until it is an answer."""
    from auditor.policy.starter import QUESTIONS, read_answer

    answers: dict[str, str] = {}
    click.echo("An empty answer leaves a question open; a licence that turns on it will ask.", err=True)
    for question in QUESTIONS:
        while question.key not in answered and question.key not in answers:
            try:
                text = click.prompt(f"{question.ask} [{question.kind}]", default="", show_default=False, err=True)
            except click.Abort:
                raise AuditorError("the questions were broken off; nothing is written") from None
            if not text.strip():
                break
            try:
                answers[question.key] = read_answer(question, text, vocabulary)
            except ValueError as error:
                click.echo(f"  {error}", err=True)
    return answers


def _name_of(file: Path) -> str:
    """The folder's name as a policy's: lower case, with dashes."""
    name = re.sub(r"[^a-z0-9]+", "-", file.resolve().parent.name.lower()).strip("-")
    return name or "policy"
