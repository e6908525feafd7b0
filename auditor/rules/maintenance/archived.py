"""Nobody looks after a component any more: its repository is archived, or its maker has stopped.

Why: mistakes and holes stay, and it will not follow what it is built upon. SPDX calls it *noSupport*; a package index
may call the project archived or inactive.

Example: `auto-gptq` in requirements.txt, whose README sends its users to another package.

Remedy: Move to what is carried on, or take its upkeep on yourself.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.states import told

META: Final = RuleMeta("maintenance/archived", Axis.MAINTENANCE, Severity.MEDIUM, Action.WARN, "nobody looks after it")


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    return told(META, graph, SupportStatus.NO_SUPPORT, now="is no longer maintained", since="has not been maintained")
