"""`auditor policy`: whether a policy can be read, and what it says once `extends` has been followed."""

import click

from auditor.cli.options import say


@click.group("policy")
def command() -> None:
    """Check and show policies."""


@command.command("check")
@click.argument("policies", nargs=-1, required=True, metavar="NAME|FILE…")
def check(policies: tuple[str, ...]) -> None:
    """Read policies as a scan would; say `FILE:LINE:COLUMN` of what is wrong, and exit with 2."""
    from auditor.policy.load import load_policy
    from auditor.rules import RULES

    rules = [rule.META.id for rule in RULES]
    for name in policies:
        loaded = load_policy(name, known_rules=rules)
        say(f"{loaded.source}: {loaded.policy.name}, {len(loaded.policy.waivers)} waivers; no mistakes found\n")


@command.command("show")
@click.argument("policy", default="default", metavar="NAME|FILE")
def show(policy: str) -> None:
    """Print the effective policy, with the file and line that each value comes from."""
    from auditor.policy.load import load_policy
    from auditor.rules import RULES

    loaded = load_policy(policy, known_rules=[rule.META.id for rule in RULES])
    for key, line in sorted(loaded.lines.items()):
        say(f"{key}: {line}\n")
