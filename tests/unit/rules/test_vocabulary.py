"""The closed list of questions and the rules that read it: each names the other."""

import ast
import inspect
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import pytest
import yaml

from auditor.knowledge.load import HERE
from auditor.rules.run import ALL

QUESTIONS: Mapping[str, Any] = yaml.safe_load((HERE / "vocabulary.yaml").read_text(encoding="utf-8"))["questions"]
RULES = {rule.META.id: rule for rule in ALL}
SHOWN_ONLY = {
    "patent-grant",
    "ip-litigation-termination",
    "indemnity",
    "governing-law",
    "osi-approved",
}
"""what a reader wants to know, and what no use of ours meets or breaks"""


READERS = ("auditor.rules.", "auditor.graph.", "auditor.obligations.")
"""packages in which a licence's answers are read"""


def words(rule: Any) -> set[str]:
    """Every text that stands in a rule's module, outside its docstring, and in the modules that it takes parts from."""
    assert isinstance(rule, ModuleType)
    parts = [part for part in vars(rule).values() if inspect.isfunction(part) or inspect.ismodule(part)]
    taken = [rule, *(inspect.getmodule(part) for part in parts)]
    modules = {one.__name__: one for one in taken if one and one.__name__.startswith(READERS)}
    found: set[str] = set()
    for module in modules.values():
        tree = ast.parse(inspect.getsource(module))
        found |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_names_rules_that_read_it(question: str) -> None:
    named = QUESTIONS[question].get("rules", [])
    assert [rule for rule in named if rule not in RULES] == []
    assert [rule for rule in named if question not in words(RULES[rule])] == []
    assert bool(named) == (question not in SHOWN_ONLY)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.startswith("license/")])
def test_a_rule_is_named_by_the_questions_that_it_reads(rule: str) -> None:
    module = RULES[rule]
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]  # every rule is a module
    own = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    read = {question for question in QUESTIONS if question in own}
    assert [question for question in sorted(read) if rule not in QUESTIONS[question].get("rules", [])] == []
