"""The supplier of a component no longer exists, or its project is closed.

Why: nobody mends it, nobody answers, and nobody is left who could grant another licence.

Example: `coqui/XTTS-v2`, whose maker has shut down.

Remedy: Move to a component whose supplier is active, or take its upkeep on yourself as far as the licence allows.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called

META: Final = RuleMeta(
    "concentration/defunct-supplier",
    Axis.CONCENTRATION,
    Severity.MEDIUM,
    Action.WARN,
    "its supplier is no longer there",
)
_STATES: Final = {"defunct": "no longer exists", "closed": "is closed"}


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        supplier = profile.supplier
        if supplier is not None and supplier.state in _STATES:
            yield finding(
                META,
                profile,
                graph,
                message=f"{called(profile, graph)} comes from {supplier.name}, which {_STATES[supplier.state]}",
                about=supplier.id,
            )
