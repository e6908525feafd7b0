"""`auditor show` tells what a replacement is chosen by."""

import pytest

from .conftest import Run


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "meta-llama/Llama-3.1-8B-Instruct",
            [
                "class       LlamaForCausalLM",
                "chat form   llama3",
                "tool calls  llama3_json",
                "tasks       text-generation",
            ],
        ),
        ("Qwen/Qwen2.5-7B", ["chat form   not tuned for conversation"]),
        ("bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", ["runs in     llama-cpp, ollama"]),
        ("claude-opus-4-8", ["speaks      anthropic-messages"]),
        ("BAAI/bge-small-en-v1.5", ["dimension   384", "tasks       feature-extraction"]),
    ],
)
def test_one_screen_tells_it(run: Run, name: str, lines: list[str]) -> None:
    result = run("show", name)
    assert result.exit_code == 0
    assert [line for line in lines if line not in result.stdout] == []


def test_what_is_not_known_has_no_line(run: Run) -> None:
    told = run("show", "Qwen/Qwen2.5-7B").stdout
    assert "tool calls" not in told
    assert "speaks" not in told


@pytest.mark.parametrize(("size", "version"), [("8B", "3.1"), ("70B", "3.3")])
def test_what_was_distilled_into_a_llama_is_bound_by_its_terms_whatever_the_card_says(
    run: Run, size: str, version: str
) -> None:
    told = run("show", f"deepseek-ai/DeepSeek-R1-Distill-Llama-{size}").stdout
    assert "licence     MIT License" in told
    assert f"is under LicenseRef-scancode-llama-{version}-license-2024" in told
    assert "700,000,000 monthly active users" in told
    assert f"keeps its own licence: Llama {version}" in told
