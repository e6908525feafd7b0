"""`auditor policy`: whether a policy can be read, and what it says once `extends` has been followed."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import click

from auditor.cli.options import say

_PLAIN: Final = re.compile(r"[\w*@/.+][\w*@/.+ %-]*[\w*@/.+%-]|[\w]")
"""text that needs no quotation marks, within brackets too"""
_COLUMN: Final = 44
"""where the comments of `policy show` begin"""


@click.group("policy")
def command() -> None:
    """Check and show policies."""


@command.command("check")
@click.argument("policies", nargs=-1, required=True, metavar="NAME|FILE…")
def check(policies: tuple[str, ...]) -> None:
    """Read policies as a scan would; say `FILE:LINE:COLUMN` of what is wrong, and exit with 2."""
    from auditor.policy.load import load_policy
    from auditor.rules.run import ids

    for name in policies:
        loaded = load_policy(name, known_rules=ids())
        say(f"{loaded.source}: no mistakes found in {loaded.policy.name}{_upon(loaded.written)}\n")


def _upon(written: dict[str, Any]) -> str:
    """What it extends, and what it accepts."""
    told = f", which extends {written['extends']}" if "extends" in written else ""
    counts = [f"{len(written[key])} {key}" for key in ("waivers", "curations", "agreements") if written.get(key)]
    return told + (f"; it holds {', '.join(counts)}" if counts else "")


@command.command("show")
@click.argument("policy", default="default", metavar="NAME|FILE")
def show(policy: str) -> None:
    """Print the effective policy as YAML, with the file and line that each value comes from."""
    from auditor.policy.load import load_policy
    from auditor.rules.run import ids

    loaded = load_policy(policy, known_rules=ids())
    say(f"# {loaded.policy.name}: {loaded.source}, with all that it extends\n")
    for text, path in _lines(loaded.written):
        place = loaded.places.get(path, "").rpartition(":")[0]
        say(f"{text.ljust(_COLUMN)}  # {place}\n" if place and not text.endswith(":") else f"{text}\n")


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
    text = "" if value is None else str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
