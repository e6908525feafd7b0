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


BRANCHES = """
from openai import OpenAI
from transformers import AutoModel
def load(kind, name):
    if kind == "weights":
        return AutoModel.from_pretrained(name)
    return OpenAI().chat.completions.create(model=name, messages=[])
"""


def test_a_bare_name_of_a_hosted_model_is_no_repository_although_it_reaches_a_call_for_weights() -> None:
    tree = {"app.py": BRANCHES + 'load("service", "gpt-4o")\nload("weights", "gpt2")\nload("weights", "acme-chat")\n'}
    assert [line.split(" via")[0] for line in uses(tree)] == [
        "app.py:8 service:openai/gpt-4o",
        "app.py:9 model:huggingface/openai-community/gpt2",
        "app.py:10 model:huggingface/acme-chat",
        "app.py:10 service:openai/acme-chat",
    ]


def test_a_name_that_is_to_be_filled_in_is_told_as_open_and_never_passed_over() -> None:
    line = 'name = "my-deployment"; other = OpenAI().embeddings.create(model="org/model", input="x")'
    tree = {"app.py": CALL.format(line)}
    assert uses(tree) == []
    assert unresolved(tree) == [
        "app.py:4 openai.chat.completions.create 'my-deployment' placeholder",
        "app.py:4 openai.embeddings.create 'org/model' placeholder",
    ]
