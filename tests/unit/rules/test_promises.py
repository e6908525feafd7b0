"""What prose would otherwise have to promise of every rule."""

import ast
import pkgutil
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

import auditor.rules
from auditor.cli.explain import command as explain
from auditor.cli.explain import rule_page
from auditor.domain.component import ComponentKind
from auditor.domain.fact import Fact, SupportStatus
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.knowledge.base import Details
from auditor.policy.load import load_policy
from auditor.policy.policy import (
    ConcentrationSection,
    Count,
    Distribution,
    MaintenanceSection,
    Percent,
    Period,
    Policy,
    ShareLimit,
    Use,
    Within,
)
from auditor.rules.base import remedy_of
from auditor.rules.run import ALL, cards, judge
from tests.unit.frozen import FakeKnowledge, edge, graph, licensed, made_by, supported, use
from tests.unit.rules.policy.upkeep import loaded, waiver

FOLDER = Path(auditor.rules.__file__).parent
NO_RULES = {"base"}
CARDS = {card.id: card for card in cards()}


def modules(axis: Axis) -> list[str]:
    """The names of the modules that are rules, by the folder that they lie in."""
    found = pkgutil.iter_modules([str(FOLDER / axis.value)])
    return [f"auditor.rules.{axis.value}.{module.name}" for module in found if module.name not in NO_RULES]


def module_of(rule: Any) -> ModuleType:
    assert isinstance(rule, ModuleType)
    return rule


@pytest.mark.parametrize("axis", Axis)
def test_every_module_of_a_folder_is_listed_once(axis: Axis) -> None:
    prefix = f"auditor.rules.{axis.value}."
    listed = [module_of(rule).__name__ for rule in ALL if module_of(rule).__name__.startswith(prefix)]
    assert sorted(listed) == sorted(modules(axis))


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: str(rule.META.id))
def test_an_id_is_its_path(rule: Any) -> None:
    _, _, folder, stem = module_of(rule).__name__.split(".")
    assert rule.META.id == f"{folder}/{stem.replace('_', '-')}"
    assert rule.META.axis.value == folder


@pytest.mark.parametrize("card", CARDS.values(), ids=lambda card: str(card.id))
def test_a_card_is_complete_and_its_page_says_why_shows_an_example_and_a_way_out(card: RuleMeta) -> None:
    assert re.fullmatch(r"[a-z].*[^.\s]", card.summary), "a summary is a clause: no capital, no full stop"
    assert isinstance(card.severity, Severity)
    assert isinstance(card.action, Action)
    paragraphs = [part.split(":")[0] for part in re.split(r"\n(?=Why:|Example:|Remedy:)", card.help.strip())]
    assert paragraphs[1:] == ["Why", "Example", "Remedy"], "in this order, each at the beginning of a line"
    assert card.help.partition("\n")[0].endswith(".")
    assert re.fullmatch(r"[A-Z`].*[.]", remedy_of(card)), "reports print it as it stands"
    assert rule_page(card, card.help).startswith(f"{card.id}: {card.summary}\n")


@pytest.mark.parametrize("axis", Axis)
def test_each_has_a_test_that_names_it(axis: Axis) -> None:
    files = (Path(__file__).parent / axis.value).glob("test_*.py")
    tests = "\n".join(file.read_text(encoding="utf-8") for file in files).replace("-", "_")
    stems = [name.rpartition(".")[2] for name in modules(axis)]
    assert [stem for stem in stems if not re.search(rf"\b{stem}\b", tests)] == []


# -- policy keys ---------------------------------------------------------------------------------------------------------


def exists(key: str, section: Any = Policy) -> bool:
    """Whether the policy has such a key; `waivers[0].rule` is one of a list."""
    step, _, rest = key.partition(".")
    name = step.partition("[")[0]
    for field in msgspec.structs.fields(section):
        if field.encode_name == name:
            inner = field.type
            if "[" in step:
                inner = next(iter(inner.__args__))
            return not rest or (isinstance(inner, type) and issubclass(inner, msgspec.Struct) and exists(rest, inner))
    return False


def test_the_check_of_keys_can_fail() -> None:
    assert exists("use.commercial")
    assert exists("waivers[0].rule")
    assert not exists("use.comercial")
    assert not exists("maintenance.unpinned.deeper")


def written_keys() -> Iterator[tuple[str, str]]:
    """Every text in a rule that looks like a key of the policy."""
    sections = "|".join(field.encode_name for field in msgspec.structs.fields(Policy))
    for file in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and re.fullmatch(rf"({sections})(\.[a-z][a-z-]*)+", text):
                yield file.name, text


def test_every_key_that_a_rule_writes_down_exists() -> None:
    keys = list(written_keys())
    assert ("unpinned.py", "maintenance.unpinned") in keys
    assert [(file, key) for file, key in keys if not exists(key)] == []


# -- findings on one graph -------------------------------------------------------------------------------------------------

ANY_SHARE = ShareLimit(warn=Percent(0.01))
STRICT = Policy(
    name="strict",
    use=Use(
        commercial=True,
        hosting=True,
        distribution=Distribution.WEIGHTS,
        modification=True,
        train_on_outputs=True,
        confidential_inputs=True,
        monthly_active_users=Count(10**9),
        annual_revenue_usd=Count(10**9),
        domicile=("DE",),
        regions=("EU",),
        business=("model-as-a-service",),
        modalities=("text", "multimodal"),
    ),
    maintenance=MaintenanceSection(
        end_of_support_within=Within(warn=Period(180), fail=Period(30)), no_release_for=Period(540)
    ),
    concentration=ConcentrationSection(
        at_least=Count(1),
        supplier_share=ANY_SHARE,
        owner_share=ANY_SHARE,
        jurisdiction_share=ANY_SHARE,
        host_share=ANY_SHARE,
    ),
    waivers=(
        waiver("model:huggingface/nobody/x", "maintenance/removed"),
        waiver("model:huggingface/nc/model", "maintenance/unpinned", date(2026, 1, 1)),
    ),
)
LENIENT = Policy(name="lenient")

NAMES = [
    "nc/model", "llama/base", "own/child", "shut/self-hosted", "none/stated", "gone/voice", "dataset:huggingface/nc/data",
    "service:openai/gpt-x", "service:openai/gpt-y", "service:bare/z", "library:pypi/transformers",
]  # fmt: skip


def support(*statuses: SupportStatus) -> Iterator[Fact]:
    """One model for each status, and hosted ones with days."""
    for status in statuses:
        yield supported(f"status/{status.value}", status, superseded_by="model:huggingface/acme/next")
    yield supported("service:openai/gpt-x", SupportStatus.END_OF_SUPPORT, end_of_support=date(2026, 1, 1))
    yield supported("service:openai/gpt-y", SupportStatus.DEPRECATED, end_of_support=date(2027, 1, 1))
    yield supported("nc/model", SupportStatus.SUPPORT, superseded_by="service:openai/gpt-y")
    yield supported("library:pypi/transformers", SupportStatus.SUPPORT, last_release=date(2020, 1, 1))


FACTS: Sequence[Fact] = [
    licensed("nc/model", "CC-BY-NC-4.0"),
    licensed("llama/base", "LicenseRef-llama"),
    licensed("own/child", "MIT"),
    licensed("shut/self-hosted", "LicenseRef-self-hosted-only"),
    licensed("dataset:huggingface/nc/data", "CC-BY-NC-4.0"),
    made_by("llama/base", "meta"),
    made_by("gone/voice", "gone"),
    edge("own/child", "fine-tuned-from", "llama/base"),
    edge("own/child", "trained-on", "dataset:huggingface/nc/data"),
    *support(*SupportStatus),
]
GRAPH = graph(
    [use(name, line=line) for line, name in enumerate([*NAMES, *(f"status/{s.value}" for s in SupportStatus)], 1)],
    FACTS,
    knowledge=FakeKnowledge(details={"service:openai/gpt-y": Details(family="gpt")}),
)


@pytest.fixture(params=[STRICT, LENIENT], ids=lambda policy: str(policy.name))
def findings(request: pytest.FixtureRequest) -> tuple[Finding, ...]:
    return judge(GRAPH, loaded(request.param))


def test_most_rules_speak_of_this_graph() -> None:
    spoken = {finding.rule for policy in (STRICT, LENIENT) for finding in judge(GRAPH, loaded(policy))}
    assert spoken <= set(CARDS)
    silent = {rule for rule in CARDS if rule.startswith(("maintenance/", "concentration/"))} - spoken
    assert silent == set()


def test_a_finding_has_its_places_its_chain_and_one_sentence(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        assert finding.message == finding.message.strip()
        assert "\n" not in finding.message
        assert not finding.message.endswith("."), finding.message
        assert finding.remedy, f"{finding.rule} shows no way out"
        if not finding.rule.startswith("policy/"):
            assert finding.locations, f"{finding.rule} shows no place"
        if finding.component is not None:
            assert finding.chain[0].component.kind is ComponentKind.APPLICATION, finding.rule


def test_a_finding_rests_on_a_key_that_exists(findings: tuple[Finding, ...]) -> None:
    keys = {finding.policy_key for finding in findings if finding.policy_key}
    assert keys
    assert [key for key in keys if not exists(key)] == []


def test_each_rule_speaks_once_of_a_component_and_what_it_is_about(findings: tuple[Finding, ...]) -> None:
    prints = [finding.fingerprint for finding in findings]
    assert len(prints) == len(set(prints))


def test_two_runs_say_the_same() -> None:
    assert judge(GRAPH, loaded(STRICT)) == judge(GRAPH, loaded(STRICT))


def test_the_default_policy_judges_it_too() -> None:
    told = judge(GRAPH, load_policy("default", known_rules=list(CARDS)))
    assert {finding.action for finding in told} == set(Action)


def test_no_rule_looks_at_the_clock() -> None:
    """A value never looks at the clock: `as_of` is the day of the graph."""
    for file in FOLDER.rglob("*.py"):
        assert not re.search(r"\b(today|now|utcnow|time)\(", file.read_text(encoding="utf-8")), file.name
    assert not {"time"} & {name for rule in ALL for name in vars(sys.modules[module_of(rule).__name__])}


@pytest.mark.parametrize("axis", Axis)
def test_explain_prints_a_page(axis: Axis) -> None:
    card = next(card for card in CARDS.values() if card.axis is axis)
    result = CliRunner().invoke(explain, [card.id])
    assert result.exit_code == 0
    assert result.output == rule_page(card, card.help)
