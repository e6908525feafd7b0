"""How severe a finding is under a policy, and what it does: the one place that knows."""

from typing import Final

import msgspec

from auditor.domain.finding import Action, Finding, RuleMeta, Severity
from auditor.policy.policy import Policy

SECTION_KEYS: Final = {
    "license/conflicting": "license.unknown.conflicting",
    "license/unresolved-name": "license.unknown.unresolved-name",
    "maintenance/end-of-support": "maintenance.end-of-support",
    "maintenance/limited-support": "maintenance.limited-support",
    "maintenance/superseded": "maintenance.superseded",
    "maintenance/unpinned": "maintenance.unpinned",
    "maintenance/yanked": "maintenance.yanked",
    "concentration/without-alternative": "concentration.without-alternative",
    "policy/knowledge-stale": "license.unknown.stale",
}
"""rule → the key of a section that holds its action"""


def severity_and_action(meta: RuleMeta, policy: Policy, key: str | None = None) -> tuple[Severity, Action]:
    """What the policy makes of a rule's card: `rules:` speaks first, then a section's key, then the card itself.

    `key` is the policy key that a finding rests on; where it holds an action (`license.unknown.gated: fail`), it counts
    for this finding.
    """
    setting = policy.rules.get(meta.id)
    severity = setting.severity if setting and setting.severity else meta.severity
    if setting and setting.action:
        return severity, setting.action
    for candidate in (key, SECTION_KEYS.get(meta.id)):
        action = value_at(policy, candidate) if candidate else None
        if isinstance(action, Action):
            return severity, action
    return severity, meta.action


def settled(finding: Finding, meta: RuleMeta, policy: Policy) -> Finding:
    """The finding with the policy's severity and action.

    A rule that read its own limit (`{warn: 50%, fail: 80%}`) has chosen an action other than its card's; only `rules:`
    overrides that choice.
    """
    severity, action = severity_and_action(meta, policy, finding.policy_key)
    setting = policy.rules.get(meta.id)
    if finding.action is not meta.action and not (setting and setting.action):
        action = finding.action
    if finding.severity is not meta.severity and not (setting and setting.severity):
        severity = finding.severity
    return msgspec.structs.replace(finding, severity=severity, action=action)


def value_at(policy: Policy, key: str) -> object:
    """The value at a dotted key such as `maintenance.end-of-support`; None when there is no such key."""
    value: object = policy
    for step in key.split("."):
        value = getattr(value, step.replace("-", "_"), None) if isinstance(value, msgspec.Struct) else None
    return value
