"""Nobody can tell under which terms a component may be used.

Why: without a licence nothing is granted. Not knowing is neither a pass nor a breach: somebody has to look.

Example: a model whose card says `license: other`, or a fine-tune without any statement.

Remedy: Look at the source, ask the publisher, and write what you found as a curation in the policy.
"""

import re
from collections.abc import Hashable, Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.descent import Passed
from auditor.graph.lineage import ancestors, may_bind, route
from auditor.policy.internal import is_internal
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.license.non_commercial import forbidden_by_its_makers
from auditor.rules.phrases import called

META: Final = RuleMeta("license/unknown", Axis.LICENSE, Severity.HIGH, Action.WARN, "the terms are not known")

_TOLD: Final = {
    "none-stated": "no licence is stated",
    "other": "a licence is stated as “{stated}”, which says nothing",
    "unparsable": "the stated licence “{stated}” is not understood",
    "gated": "its licence stands behind a gate",
}


_RELEASE: Final = re.compile(r"https?://(?:www\.)?github\.com/([\w.-]{1,100}/[\w.-]{1,100})/releases/download/")


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        name = graph.name(profile)
        if profile.unknown == "none-stated" and (is_internal(policy, profile.component) or _is_made_here(profile)):
            continue  # nobody needs a licence for what is one's own
        if profile.unknown is not None:
            if forbidden_by_its_makers(graph, policy, profile):
                continue  # license/non-commercial says what is known, and that is enough
            if profile.component.kind is ComponentKind.SERVICE:
                yield _finding(
                    profile, graph, profile.unknown, f"{called(profile, graph)}: its provider's terms are not known"
                )
                continue
            told = _TOLD.get(profile.unknown, profile.unknown.replace("-", " ")).format(stated=profile.stated)
            if profile.unknown == "none-stated" and (release := _RELEASE.match(name)) is not None:
                told += f"; that of the repository {release[1]} may be meant, and nobody has confirmed it for this file"
            yield _finding(profile, graph, profile.unknown, f"{name}: {told}")
        elif profile.guessed:
            told = " or ".join(" and ".join(terms.id for terms in offer) for offer in profile.offers)
            yield _finding(profile, graph, "guess", f"{name}: {told} is a guess from its name; nobody stated it")
        elif unread := profile.unavoidable("commercial-use", {"unknown"}):
            terms = unread[0].license
            told = f"the text of {terms.id} could not be had and read"
            if terms.named_only:
                told = f"{terms.id} is known by name only: its text has not been read here"
            yield _finding(profile, graph, "unread", f"{name}: {told}")
        else:
            yield from _below_the_unknown(profile, graph, policy)


def _is_made_here(profile: Profile) -> bool:
    """Whether it is a model of the tree, of which a card speaks; weights that lie in the tree may be anybody's."""
    return profile.component.ecosystem == "tree" and profile.component.kind is ComponentKind.MODEL


def _below_the_unknown(profile: Profile, graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    """A statement is worth as much as the rights of who made it: what it was made from may keep more."""

    def unknown(above: Profile, passed: Passed) -> Hashable | None:
        if above.unknown is None or not may_bind(above, passed) or is_internal(policy, above.component):
            return None
        return above.unknown

    which = (META.id, policy.suppliers.internal)
    for ancestor in ancestors(graph, profile, which, unknown, most=1, binding=True):
        above = ancestor.profile
        yield finding(
            META,
            profile,
            graph,
            message=f"{graph.name(profile)} was made from {above.component.name}, of whose licence nothing is known",
            about=f"base {above.component.key}",
            policy_key=f"license.unknown.{above.unknown}",
            chain=route(graph, ancestor),
            severity=Severity.LOW,
            action=Action.NOTE,
        )


def _finding(profile: Profile, graph: ComponentGraph, kind: str, message: str) -> Finding:
    """`kind` is the key of the policy's `license.unknown`, and what the finding is about."""
    return finding(
        META,
        profile,
        graph,
        message=message,
        about=kind,
        policy_key=f"license.unknown.{kind}",
        severity=Severity.MEDIUM if kind == "guess" else None,
    )
