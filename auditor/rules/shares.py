"""A share that reaches a limit of the policy, as a finding: what the four rules about shares have in common."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from auditor.domain.audit import Concentration, Share
from auditor.domain.finding import Action, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.concentration import UNKNOWN
from auditor.policy.policy import Policy, ShareLimit
from auditor.rules.phrases import listed

_SEVERITIES: Final = {Action.FAIL: Severity.HIGH, Action.WARN: Severity.MEDIUM}


def over(
    meta: RuleMeta,
    graph: ComponentGraph,
    policy: Policy,
    *,
    counted: Concentration,
    shares: Sequence[Share],
    key: str,
    sentence: Callable[[Share, str], str],
    unknown: str,
) -> Iterator[Finding]:
    """A finding for each share from the limit on; none while fewer components are counted than the policy asks for.

    `key` is the limit's name in the policy's concentration section. `sentence` words a share, given the share and
    `3 of 5 components (60%)`; `unknown` stands before the latter for what is not known, which counts as one bucket.
    """
    limit: ShareLimit = getattr(policy.concentration, key.replace("-", "_"))
    if counted.n < policy.concentration.at_least:
        return
    for share in shares:
        action = _called_for(share.share, limit)
        if action is None:
            continue
        part = f"{share.count} of {counted.n} components ({share.share:.0%})"
        told = f"{unknown} {part}" if share.id == UNKNOWN else sentence(share, part)
        profiles = [profile for component in share.components if (profile := graph.profile(component))]
        yield Finding(
            rule=meta.id,
            severity=_SEVERITIES[action],
            action=action,
            message=f"{told}: {listed([component.name for component in share.components])}",
            about=share.id,
            locations=tuple(dict.fromkeys(graph.locations(profile)[0] for profile in profiles)),
            policy_key=f"concentration.{key}",
        )


def _called_for(share: float, limit: ShareLimit) -> Action | None:
    if limit.fail is not None and share >= limit.fail:
        return Action.FAIL
    return Action.WARN if limit.warn is not None and share >= limit.warn else None
