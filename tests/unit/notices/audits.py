"""An audit of a few components, as far as the third-party file asks for it."""

from auditor.domain.audit import Assessment, Audit, KnowledgeSummary, PolicySummary, Verdict
from auditor.graph.component_graph import ComponentGraph
from auditor.obligations import distributed, register
from auditor.policy.policy import Policy
from auditor.rules import RULES
from auditor.rules.choice import with_choices
from tests.unit.frozen import TODAY


def audited(built: ComponentGraph, policy: Policy, root: str = "our-app") -> Audit:
    """The components, who gets them, and what is owed."""
    graph = with_choices(built, policy, RULES)
    return Audit(
        root=root,
        tool_version="0",
        as_of=TODAY,
        verdict=Verdict.PASS,
        policy=PolicySummary(policy.name, "test", ""),
        knowledge=KnowledgeSummary(TODAY, ""),
        assessments=tuple(
            Assessment(profile=profile, distributed=distributed(graph, policy, profile)) for profile in graph.listed()
        ),
        obligations=register(graph, policy),
    )
