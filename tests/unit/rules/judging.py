"""Short words for tests of rules: a policy of one section, and findings as lines of text."""

from collections.abc import Iterable
from typing import Any

from auditor.domain.finding import Finding
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import ConcentrationSection, MaintenanceSection, Policy
from auditor.rules.base import Rule

PLAIN = Policy(name="plain")


def maintenance(**keys: Any) -> Policy:
    """A policy that says this much about maintenance."""
    return Policy(name="test", maintenance=MaintenanceSection(**keys))


def concentration(**keys: Any) -> Policy:
    """A policy that says this much about concentration, and counts from the first component on."""
    return Policy(name="test", concentration=ConcentrationSection(**({"at_least": 1} | keys)))


def lines(findings: Iterable[Finding]) -> list[str]:
    """`critical fail: gpt-4 on OpenAI API was shut down on 2025-06-06`."""
    return [f"{finding.severity} {finding.action}: {finding.message}" for finding in findings]


def told(rule: Rule, graph: ComponentGraph, policy: Policy = PLAIN) -> list[str]:
    """What one rule says, before the policy's own levels are put on."""
    return lines(rule.check(graph, policy))


def only(rule: Rule, graph: ComponentGraph, policy: Policy = PLAIN) -> Finding:
    """The one finding of a rule."""
    (finding,) = rule.check(graph, policy)
    return finding
