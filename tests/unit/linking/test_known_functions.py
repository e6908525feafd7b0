"""Functions whose result follows from what they are given."""

import pytest

from tests.unit.linking.trees import unresolved, uses

CALL = "from openai import OpenAI\nimport streamlit as st, click\nfrom rich.prompt import Prompt\n{}\n"
CALL += "OpenAI().chat.completions.create(model=name, messages=[])\n"


@pytest.mark.parametrize(
    "line",
    [
        'name = st.sidebar.selectbox("Model", ["gpt-4o", "gpt-4.1"])',
        'name = st.radio("Model", options=("gpt-4o", "gpt-4.1"))',
        'left, right = st.columns(2); name = left.selectbox("Model", ["gpt-4o", "gpt-4.1"])',
    ],
)
def test_options_are_choices(line: str) -> None:
    assert uses({"app.py": CALL.format(line)}) == [
        "app.py:4 service:openai/gpt-4o (choice) via app.py:5",
        "app.py:4 service:openai/gpt-4.1 (choice) via app.py:5",
    ]


@pytest.mark.parametrize(
    "line",
    [
        'name = st.text_input("Model", "gpt-4o")',
        'name = st.sidebar.text_input("Model", value="gpt-4o")',
        'name = click.prompt("Model", default="gpt-4o")',
        'name = Prompt.ask("[bold]Model[/]", default="gpt-4o")',
    ],
)
def test_what_stands_in_a_field_is_a_default(line: str) -> None:
    assert uses({"app.py": CALL.format(line)}) == ["app.py:4 service:openai/gpt-4o via app.py:5"]


@pytest.mark.parametrize(
    "line", ['name = st.text_input("Model")', 'name = Prompt.ask("Model")', 'name = input("Model")']
)
def test_an_empty_field_stays_open(line: str) -> None:
    tree = {"app.py": CALL.format(line)}
    assert (uses(tree), len(unresolved(tree))) == ([], 1)


def test_options_of_something_else_are_none() -> None:
    line = 'shown = st.selectbox("Team", ["gpt-4o", "gpt-4.1"]); name = "o3"'
    assert uses({"app.py": CALL.format(line)}) == ["app.py:4 service:openai/o3 via app.py:5"]
