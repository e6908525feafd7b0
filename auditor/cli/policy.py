"""`auditor policy`: whether a policy can be read, what it says in full, and whether it says what its cases expect."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from auditor.cli.options import GroupedCommand, knowledge_option, option, say, today
from auditor.cli.policy_init import init
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.cases import CaseOutcome

_PLAIN: Final = re.compile(r"[\w*@/.+][\w*@/.+ %-]*[\w*@/.+%-]|[\w]")
"""text that needs no quotation marks, within brackets too"""
_OF_THE_FILE: Final = ("schema", "name")
"""keys that every file has for itself"""
_COLUMN: Final = 44
"""where the comments of `policy show` begin"""


@click.group("policy")
def command() -> None:
    """Write, check, test and show policies."""


command.add_command(init)


@command.command("check", cls=GroupedCommand, short_help="Say what is wrong in a policy, and where.")
@click.argument("policies", nargs=-1, required=True, metavar="NAME|FILE…")
@knowledge_option
def check(policies: tuple[str, ...], knowledge: tuple[Path, ...]) -> None:
    """Read policies as a scan would; say `FILE:LINE:COLUMN` of what is wrong, and exit with 2."""
    from auditor.knowledge.load import open_knowledge
    from auditor.policy.checks import contradictions
    from auditor.policy.waivers import check_terms
    from auditor.rules.run import read_policy

    base = open_knowledge(knowledge)
    for name in policies:
        loaded = read_policy(name, knowledge=base)
        check_terms(loaded, today())
        say(f"{loaded.source}: no mistakes found in {loaded.policy.name}{_upon(loaded.written)}\n")
        for line in contradictions(loaded.policy, loaded.lines, loaded.sources):
            say(f"  note: {line}\n")


def _upon(written: dict[str, Any]) -> str:
    """What it extends, and what it accepts."""
    extends = written.get("extends")
    named = extends.get("path") if isinstance(extends, dict) else extends
    told = f", which extends {named}" if named else ""
    counts = [
        f"{len(written[key])} {key if len(written[key]) != 1 else key[:-1]}"
        for key in ("waivers", "curations", "agreements")
        if written.get(key)
    ]
    return told + (f"; it holds {', '.join(counts)}" if counts else "")


@command.command("test", cls=GroupedCommand, short_help="Hold policies against their tables of cases.")
@click.argument("names", nargs=-1, metavar="[NAME|FILE…]")
@knowledge_option
@click.pass_context
def test(ctx: click.Context, names: tuple[str, ...], knowledge: tuple[Path, ...]) -> None:
    """Hold policies against their tables of cases: facts in, findings out. Exit with 1 where they differ.

    A table stands beside its policy (my-policy.test.yaml beside my-policy.yaml); either may be named, or a shipped
    policy. Without a name, every table of the current folder is run.
    """
    from auditor.cases import run_table
    from auditor.cli.options import ExitCode
    from auditor.knowledge.load import open_knowledge
    from auditor.policy.case_table import policy_of, read_table
    from auditor.rules.run import ids, read_policy

    base = open_knowledge(knowledge)
    differ = False
    for file, source, policy in _tables(names):
        loaded = read_table(file, source, known_rules=ids(), knowledge=base)
        named = loaded.table.policy
        beside = read_policy(
            named or policy or str(policy_of(file)), base=file.parent if named else None, knowledge=base
        )
        outcomes = list(run_table(loaded, beside, base))
        failed = [outcome for outcome in outcomes if outcome.differences]
        differ = differ or bool(failed)
        for outcome in failed:
            say(_told(outcome))
        count = f"{len(outcomes)} case{'s' if len(outcomes) != 1 else ''} of {beside.policy.name}"
        say(f"{source}: {count}, {f'{len(failed)} not as expected' if failed else 'all as expected'}\n")
    ctx.exit(ExitCode.POLICY_FAILED if differ else ExitCode.PASSED)


def _tables(names: tuple[str, ...]) -> Iterator[tuple[Path, str, str | None]]:
    """Each table, what to call it, and the policy if that was named."""
    from auditor.policy.case_table import SUFFIX, table_of
    from auditor.policy.load import find_policy

    if not names:
        names = tuple(sorted(path.name for path in Path().glob(f"*{SUFFIX}")))
        if not names:
            raise AuditorError(f"no table of cases (*{SUFFIX}) stands in this folder; name a policy")
    for name in names:
        if name.endswith(SUFFIX):
            if not Path(name).is_file():
                raise AuditorError(f"{name}: there is no such table of cases")
            yield Path(name), name.replace("\\", "/"), None
            continue
        file, source = find_policy(name)
        table = table_of(file)
        if not table.is_file():
            raise AuditorError(f"{source}: there is no table of cases beside it; it would be {table.name}")
        yield table, source.removesuffix(file.name) + table.name, name


def _told(outcome: "CaseOutcome") -> str:
    """A case that did not come out as expected: `-` what was expected, `+` what came."""
    from auditor.reporters.escape import plain

    lines = [f"{outcome.place}: {plain(outcome.name)}"]
    for difference in outcome.differences:
        if difference.expected:
            lines.append(f"  - {difference.about}: {difference.expected}")
        if difference.found:
            message = f"  ({difference.message})" if difference.message else ""
            lines.append(plain(f"  + {difference.about}: {difference.found}{message}"))
    return "\n".join(lines) + "\n"


@command.command("show", cls=GroupedCommand, short_help="Print the effective policy, and where each value stands.")
@click.argument("policy", default="default", metavar="NAME|FILE")
@option("--origins", is_flag=True, group="Output", help="Tell too what other files say of a key, and does not hold.")
@knowledge_option
def show(policy: str, *, origins: bool, knowledge: tuple[Path, ...]) -> None:
    """Print the effective policy as YAML, with the file and line that each value comes from.

    What a file says holds over what it extends.
    """
    from auditor.knowledge.load import open_knowledge
    from auditor.policy.checks import contradictions
    from auditor.rules.run import read_policy

    loaded = read_policy(policy, knowledge=open_knowledge(knowledge))
    say(f"# {loaded.policy.name}: {loaded.source}, with all that it extends\n")
    for line in contradictions(loaded.policy, loaded.lines, loaded.sources):
        say(f"# note: {line}\n")
    for text, path in _lines(loaded.written):
        if path.partition(".")[0] == "extends":
            say(f"# {text}\n")  # what it says stands here already
            continue
        place = loaded.places.get(path, "").rpartition(":")[0]
        say(f"{text.ljust(_COLUMN)}  # {place}\n" if place and not text.endswith(":") else f"{text}\n")
        for said in loaded.overridden.get(path, ()) if origins and path not in _OF_THE_FILE else ():
            say(f"{'':{_COLUMN}}  #   over {said}\n")


def _lines(value: dict[str, Any], path: str = "", indent: str = "") -> Iterator[tuple[str, str]]:
    """Each line of the YAML, and the dotted key that it holds; what is not a section stands on one line."""
    for key, entry in value.items():
        here = f"{path}.{key}" if path else key
        if isinstance(entry, dict) and entry:
            yield f"{indent}{key}:", here
            yield from _lines(entry, here, indent + "  ")
            continue
        if isinstance(entry, list) and entry and isinstance(entry[0], dict):
            yield f"{indent}{key}:", here
            for index, one in enumerate(entry):
                yield f"{indent}  - {_flow(one)}", f"{here}[{index}]"
            continue
        yield f"{indent}{key}: {_flow(entry)}", here


def _flow(value: object) -> str:
    """A value on one line. The words are those of a YAML file that was read; what could be read otherwise is quoted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    if value is None:
        return "null"  # left open: what is said below does not hold
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
