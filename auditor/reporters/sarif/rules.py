"""Policy rules as SARIF's reporting descriptors: what a rule means, why, how to fix it, how to accept it."""

import textwrap
from datetime import date, timedelta
from typing import Any, Final

from auditor.domain.audit import Audit
from auditor.domain.finding import Action, Axis, RuleMeta
from auditor.reporters import wording
from auditor.reporters.wording import sentence

Object = dict[str, Any]

_LONGEST: Final = 1024
_LABELS: Final = {"Why": "Why", "Example": "Example", "Remedy": "How to fix"}
_WAIVER_DAYS: Final = 90
_PROBLEM: Final = {Action.FAIL: "error", Action.WARN: "warning", Action.NOTE: "recommendation"}
_TAGS: Final = {
    Axis.LICENSE: ["ai", "license", "compliance"],
    Axis.MAINTENANCE: ["ai", "maintenance"],
    Axis.CONCENTRATION: ["ai", "concentration", "supply-chain"],
    Axis.POLICY: ["ai", "policy"],
}
"""neither `security` nor `security-severity`: either makes a security alert, and a licence is no vulnerability"""


def descriptors(audit: Audit) -> list[Object]:
    """One for each rule that ran, and never one per component. A rule found in findings only gets one all the same."""
    cards = {rule.id: rule for rule in audit.rules}
    for finding in audit.findings:
        if finding.rule not in cards:
            axis = Axis(finding.rule.partition("/")[0])
            summary = finding.rule.partition("/")[2].replace("-", " ")
            cards[finding.rule] = RuleMeta(finding.rule, axis, finding.severity, finding.action, summary)
    return [_descriptor(cards[rule_id], audit.as_of) for rule_id in sorted(cards)]


def _descriptor(rule: RuleMeta, as_of: date) -> Object:
    page = _paragraphs(rule.help)
    why = page.get("Why", "")
    short = sentence(rule.summary)
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.replace("/", "-").split("-")),
        "shortDescription": {"text": short},
        "fullDescription": {"text": textwrap.shorten(f"{short} {sentence(why)}".strip(), _LONGEST, placeholder=" …")},
        "help": {"text": _plain_help(rule, page, as_of), "markdown": _markdown_help(rule, page, as_of)},
        "defaultConfiguration": {"level": wording.level(rule.action)},
        "properties": {
            "precision": "high",
            "problem.severity": _PROBLEM[rule.action],
            "tags": _TAGS[rule.axis],
        },
    }


def _paragraphs(page: str) -> dict[str, str]:
    """The `Why:`, `Example:` and `Remedy:` of a rule's page, each as one line."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in page.splitlines():
        word, colon, rest = line.partition(":")
        if colon and word in {"Why", "Example", "Remedy"}:
            current = word
            found[current] = [rest.strip()]
        elif not line.strip():
            current = ""
        elif current:
            found[current].append(line.strip())
    return {word: " ".join(lines) for word, lines in found.items()}


def _waiver(rule: RuleMeta, as_of: date) -> str:
    """A waiver to paste into the policy; what only a person can say is left in words."""
    licence = "    license: the licence that is accepted\n" if rule.axis is Axis.LICENSE else ""
    return (
        "waivers:\n"
        "  - component: the component's id, as the alert names it; application:*/* where it names none\n"
        f"    rule: {rule.id}\n"
        f"{licence}"
        "    reason: why this is acceptable\n"
        "    approved-by: name@example.com\n"
        f"    expires: {as_of + timedelta(days=_WAIVER_DAYS)}\n"
    )


def _plain_help(rule: RuleMeta, page: dict[str, str], as_of: date) -> str:
    parts = [sentence(rule.summary)]
    parts += [f"{label}: {page[word]}" for word, label in _LABELS.items() if word in page]
    if rule.axis is not Axis.POLICY:  # what is wrong with the policy is mended
        parts.append(f"To accept it for a time, add to the policy:\n\n{_waiver(rule, as_of)}")
    return "\n\n".join(parts)


def _markdown_help(rule: RuleMeta, page: dict[str, str], as_of: date) -> str:
    parts = [f"**{sentence(rule.summary)}**"]
    parts += [f"**{label}:** {page[word]}" for word, label in _LABELS.items() if word in page]
    if rule.axis is not Axis.POLICY:
        parts.append(f"**To accept it for a time**, add to the policy:\n\n```yaml\n{_waiver(rule, as_of)}```")
    parts.append(f"More: `auditor explain {rule.id}`")
    return "\n\n".join(parts)
