"""A policy's own entries, judged: the findings of the policy rules as lines of text."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from auditor.domain.finding import Axis, Finding
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.curations import Lapsed
from auditor.policy.load import LoadedPolicy
from auditor.policy.policy import Policy, Waiver
from auditor.rules.run import judge
from tests.unit.rules.judging import lines


def waiver(component: str, rule: str, expires: date = date(2027, 3, 31), **more: Any) -> Waiver:
    """Somebody answers for it until the end of March."""
    said: dict[str, Any] = {"reason": "looked at", "approved_by": "legal@example.com", **more}
    return Waiver(component=component, rule=rule, expires=expires, **said)


def loaded(policy: Policy, source: str = "policy.yaml", **more: Any) -> LoadedPolicy:
    return LoadedPolicy(policy=policy, source=source, digest="", **more)


def judged(
    graph: ComponentGraph, *waivers: Waiver, base: Path | None = None, lapsed: Sequence[Lapsed] = (), **places: str
) -> tuple[Finding, ...]:
    """All findings under a policy with these waivers."""
    policy = loaded(Policy(name="test", waivers=waivers), places={"waivers[0]": places["first"]} if places else {})
    return judge(graph, policy, base, lapsed=lapsed)


def about_policy(findings: Sequence[Finding]) -> list[str]:
    """What the policy rules say: `policy/waiver-unused low note: …`."""
    own = [finding for finding in findings if finding.rule.startswith(f"{Axis.POLICY.value}/")]
    return [f"{finding.rule} {line}" for finding, line in zip(own, lines(own), strict=True)]
