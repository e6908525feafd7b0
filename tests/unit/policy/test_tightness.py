"""Where one policy is looser than another."""

from pathlib import Path

import pytest

from auditor.policy.load import load_policy
from auditor.policy.policy import Policy
from auditor.policy.tightness import looser
from auditor.rules.run import cards, ids

BASE = """\
schema: 1
name: base
use: {commercial: true}
license: {allow: [MIT], deny: [AGPL-3.0-*], otherwise: deny, unknown: {other: fail}}
maintenance: {end-of-support-within: {warn: 180 days}, no-release-for: 12 months, unpinned: warn}
concentration: {count: [model, service], at-least: 5, supplier-share: {warn: 50%}}
rules: {license/naming-duty: {severity: high, action: warn}}
unreadable: warn
"""


def read(tmp_path: Path, text: str) -> Policy:
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    return load_policy(str(tmp_path / "p.yaml"), known_rules=ids()).policy


def told(tmp_path: Path, old: str, new: str) -> list[str]:
    assert old in BASE
    return sorted(set(looser(read(tmp_path, BASE), read(tmp_path, BASE.replace(old, new)), cards())))


def test_a_policy_is_not_looser_than_itself(tmp_path: Path) -> None:
    assert told(tmp_path, "name: base", "name: other") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("deny: [AGPL-3.0-*]", "deny: [AGPL-3.0-*, GPL-3.0-*]"),
        ("allow: [MIT]", "allow: []"),
        ("warn: 180 days", "warn: 365 days, fail: 30 days"),
        ("no-release-for: 12 months", "no-release-for: 6 months, release-older-than: 2 years"),
        ("unpinned: warn", "unpinned: fail"),
        ("at-least: 5", "at-least: 3"),
        ("supplier-share: {warn: 50%}", "supplier-share: {warn: 40%, fail: 60%}, host-share: {warn: 50%}"),
        ("unreadable: warn", "unreadable: fail"),
        ("severity: high, action: warn", "severity: critical, action: fail"),
    ],
)
def test_what_is_tighter_may_be(tmp_path: Path, old: str, new: str) -> None:
    assert told(tmp_path, old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("deny: [AGPL-3.0-*]", "deny: []", "license.deny"),
        ("allow: [MIT]", "allow: [MIT, Apache-2.0]", "license.allow"),
        ("otherwise: deny", "otherwise: judge-by-terms", "license.otherwise"),
        ("other: fail", "other: note", "license.unknown.other"),
        ("warn: 180 days", "warn: 30 days", "maintenance.end-of-support-within.warn"),
        ("warn: 180 days", "fail: 180 days", "maintenance.end-of-support-within.warn"),
        ("no-release-for: 12 months", "no-release-for: 24 months", "maintenance.no-release-for"),
        ("no-release-for: 12 months, ", "", "maintenance.no-release-for"),
        ("count: [model, service]", "count: [model]", "concentration.count"),
        ("at-least: 5", "at-least: 50", "concentration.at-least"),
        ("warn: 50%", "warn: 90%", "concentration.supplier-share.warn"),
        ("severity: high, action: warn", "severity: low, action: warn", "rules.license/naming-duty"),
        ("severity: high, action: warn", "severity: high, action: note", "rules.license/naming-duty"),
        ("rules: {", "rules: {license/non-commercial: note, ", "rules.license/non-commercial"),
        ("unreadable: warn", "unreadable: note", "unreadable"),
        ("unreadable: warn", "unreadable: warn\ninline-waivers: allow", "inline-waivers"),
        ("use: {commercial: true}", "use: {commercial: false}", "use.commercial"),
        ("use: {commercial: true}", "use: {commercial: true, hosting: false}", "use.hosting"),
        (
            "unreadable: warn",
            (
                'unreadable: warn\nwaivers: [{component: "model:huggingface/a/b", rule: maintenance/unpinned, reason: r,'
                " approved-by: a, expires: 2027-01-31}]"
            ),
            "waivers",
        ),
        (
            "unreadable: warn",
            'unreadable: warn\ncurations: [{component: "model:huggingface/a/b", license: MIT, because: r}]',
            "curations",
        ),
        (
            "unreadable: warn",
            'unreadable: warn\nsuppliers: {internal: ["model:huggingface/a/*"]}',
            "suppliers.internal",
        ),
    ],
)
def test_what_is_looser_is_told(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert key in told(tmp_path, old, new)


def test_shipped_policies_are_no_tighter_than_the_default_since_they_answer_for_the_use() -> None:
    found = set(looser(load_policy("default").policy, load_policy("public-sector-eu").policy, cards()))
    assert "use.commercial" in found
    assert not any(key.startswith(("license.unknown", "maintenance")) for key in found)
