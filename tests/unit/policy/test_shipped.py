"""The policies that come with the program."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from auditor.knowledge.load import open_knowledge
from auditor.policy.load import SHIPPED, load_policy, shipped_names
from auditor.policy.policy import Policy, Section, Use
from auditor.rules import RULES

DEFAULT = (SHIPPED[1] / "default.yaml").read_text(encoding="utf-8")


def test_their_names() -> None:
    assert shipped_names() == ["commercial-saas", "default", "on-premises-product", "public-sector-eu", "research"]


@pytest.mark.parametrize("name", shipped_names())
def test_each_can_be_read_and_names_only_what_exists(name: str) -> None:
    rules = [rule.META.id for rule in RULES]
    loaded = load_policy(name, known_rules=rules, vocabulary=open_knowledge().vocabulary)
    assert loaded.policy.name == name
    assert loaded.source == f"policies/{name}.yaml"


@pytest.mark.parametrize("name", shipped_names())
def test_each_says_how_to_try_it(name: str) -> None:
    text = (SHIPPED[1] / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "#   auditor scan . --policy" in text


def keys(section: Any, path: str = "") -> list[str]:
    """Every key of a section and of the sections within."""
    found: list[str] = []
    for field in msgspec.structs.fields(section):
        here = f"{path}{field.encode_name}"
        found.append(here)
        inner = field.type
        if isinstance(inner, type) and issubclass(inner, Section) and inner is not Use:
            found += keys(inner, f"{here}.")
    return found


def test_the_default_policy_holds_every_key_with_a_sentence() -> None:
    written = load_policy("default").lines
    missing = [
        key for key in keys(Policy) if key not in written and key != "extends" and not key.endswith((".fail", ".warn"))
    ]
    assert missing == []
    for field in msgspec.structs.fields(Use):  # nothing is said of us, but how to say it is shown
        assert re.search(rf"^#  {field.encode_name}: .*# \w", DEFAULT, re.MULTILINE), field.encode_name


def test_the_default_policy_is_the_default() -> None:
    """What a policy leaves out when it extends nothing is what the default policy writes, but for the time limits."""
    shipped = load_policy("default").policy
    bare = Policy(name="default")
    assert shipped.use == bare.use
    assert shipped.license == bare.license
    assert (shipped.unreadable, shipped.inline_waivers) == (bare.unreadable, bare.inline_waivers)
    assert shipped.maintenance.end_of_support == bare.maintenance.end_of_support
    assert shipped.concentration.at_least == bare.concentration.at_least


def test_a_policy_is_found_by_path_before_it_is_found_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "research").write_text("schema: 1\nname: mine\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_policy("research").policy.name == "mine"
    assert load_policy("default").policy.name == "default"
