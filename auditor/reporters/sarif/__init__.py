"""The audit as SARIF 2.1.0, as GitHub's code scanning reads it.

Columns are code points. Waived findings are kept, with their suppression; those that a baseline knows are `unchanged`.
"""

import json
import re
from typing import Any, Final

import msgspec

from auditor.domain.audit import Audit, Diagnostic, DiagnosticKind
from auditor.reporters.escape import plain, well_formed
from auditor.reporters.sarif.places import ROOT, Object, location
from auditor.reporters.sarif.results import MOST_RESULTS, result_list
from auditor.reporters.sarif.rules import descriptors
from auditor.reporters.wording import sentence

NAME: Final = "sarif"
SPEAKS_WHEN_CLEAN: Final = True
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_PERHAPS_UNPAIRED: Final = re.compile(r"\\ud[89a-f]")
"""halves of a surrogate pair, as JSON escapes them"""


def render(audit: Audit) -> str:
    log = sarif_log(audit)
    told = json.dumps(log)
    if _PERHAPS_UNPAIRED.search(told):
        told = json.dumps(_well_formed(log))
    return msgspec.json.format(told, indent=2) + "\n"


def sarif_log(audit: Audit) -> Object:
    """The log with its one run: code scanning takes one run for each tool and category."""
    rules = descriptors(audit)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "openweight-auditor",
                        "version": audit.tool_version,
                        "semanticVersion": audit.tool_version,
                        "rules": rules,
                    }
                },
                "automationDetails": {"id": "auditor/"},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {ROOT: {"description": {"text": "The scanned folder."}}},
                "invocations": [_invocation(audit)],
                "results": result_list(audit, [rule["id"] for rule in rules]),
                "properties": {
                    "asOf": audit.as_of.isoformat(),
                    "policy": audit.policy.name,
                    "policyDigest": audit.policy.digest,
                    "knowledgeAsOf": audit.knowledge.as_of.isoformat() if audit.knowledge.as_of else None,
                    "knowledgeDigest": audit.knowledge.digest,
                    "verdict": audit.verdict.value,
                    "waived": audit.suppressed.waived,
                    "waivedInline": audit.suppressed.inline,
                    "knownFromBaseline": audit.suppressed.baseline,
                    "notIntroduced": audit.suppressed.not_introduced,
                    "since": audit.since.commit if audit.since else None,
                },
            }
        ],
    }


def _invocation(audit: Audit) -> Object:
    """The run itself: what hampered it is said here, never as a result."""
    told: Object = {"executionSuccessful": True}
    execution = [d for d in audit.diagnostics if d.kind is not DiagnosticKind.CONFIGURATION]
    configuration = [d for d in audit.diagnostics if d.kind is DiagnosticKind.CONFIGURATION]
    notifications = [_notification(diagnostic, audit) for diagnostic in execution]
    if (left_out := len(audit.findings) - MOST_RESULTS) > 0:
        text = f"{left_out} findings of the mildest kind are left out: code scanning takes {MOST_RESULTS} at most."
        notifications.append({"level": "warning", "descriptor": {"id": "too-many-results"}, "message": {"text": text}})
    if notifications:
        told["toolExecutionNotifications"] = notifications
    if configuration:
        told["toolConfigurationNotifications"] = [_notification(diagnostic, audit) for diagnostic in configuration]
    return told


def _notification(diagnostic: Diagnostic, audit: Audit) -> Object:
    told: Object = {
        "level": "note" if diagnostic.kind is DiagnosticKind.NOTE else "warning",
        "descriptor": {"id": diagnostic.code},
        "message": {"text": sentence(plain(diagnostic.message))},
    }
    if diagnostic.location:
        told["locations"] = [location(diagnostic.location, audit)]
    return told


def _well_formed(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The same value without what JSON readers refuse."""
    match value:
        case str():
            return well_formed(value)
        case dict():
            return {key: _well_formed(inner) for key, inner in value.items()}
        case list():
            return [_well_formed(inner) for inner in value]
        case _:
            return value
