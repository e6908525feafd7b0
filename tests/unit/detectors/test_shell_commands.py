"""What shell commands name."""

import time

import pytest

from auditor.detectors.shell_commands import read_command
from auditor.detectors.shell_words import commands


def names(text: str) -> list[tuple[str, str, str]]:
    found = read_command(text)
    assert all(text[each.offset :].startswith(each.literal) for each in found)
    return [(each.kind.word, each.ecosystem, each.literal) for each in found]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (
            "pip install -U 'transformers[torch]>=4.4' torch",
            [("library", "pypi", "transformers"), ("library", "pypi", "torch")],
        ),
        ("python3.11 -m pip install -q -r x.txt openai", [("library", "pypi", "openai")]),
        ("uv pip install --system --index-url https://x/y vllm", [("library", "pypi", "vllm")]),
        ("conda install -c pytorch torch=2.1", [("library", "pypi", "torch")]),
        ("sudo npm i -g @huggingface/transformers@3.1.0", [("library", "npm", "@huggingface/transformers")]),
        ("ollama pull llama3:8b", [("model", "ollama", "llama3:8b")]),
        ("docker exec -it box ollama run mistral 'hello there'", [("model", "ollama", "mistral")]),
        ("hf download --revision v1 org/name file.gguf", [("model", "huggingface", "org/name")]),
        ("huggingface-cli download --repo-type dataset org/data", [("dataset", "huggingface", "org/data")]),
        ("vllm serve org/name --port 80", [("model", "huggingface", "org/name")]),
        ("python -m vllm.entrypoints.openai.api_server --model=org/name", [("model", "huggingface", "org/name")]),
        ("llama-server -hf org/name-GGUF:Q4_K_M", [("model", "huggingface", "org/name-GGUF:Q4_K_M")]),
        ("text-generation-launcher --model-id org/name", [("model", "huggingface", "org/name")]),
        ("git clone https://huggingface.co/org/name", [("model", "huggingface", "https://huggingface.co/org/name")]),
        (
            "wget https://huggingface.co/datasets/org/data/resolve/main/x.json",
            [("dataset", "huggingface", "https://huggingface.co/datasets/org/data/resolve/main/x.json")],
        ),
        ('curl http://x -d \'{"model": "gpt-4o"}\'', [("model", "any", "gpt-4o")]),
        ("bash -lc 'ollama serve & ollama pull phi3'", [("model", "ollama", "phi3")]),
        (
            'yq -i \'(.spec.steps[] | select(.name == "Tgi")).config.MODEL_ID = "org/name"\' chat.yaml',
            [("model", "any", "org/name")],
        ),
        ("serve --static-models a/b,c/d", [("model", "any", "a/b"), ("model", "any", "c/d")]),
    ],
)
def test_each_kind_of_command(command: str, expected: list[tuple[str, str, str]]) -> None:
    assert names(command) == expected


@pytest.mark.parametrize(
    "command",
    [
        "echo pip install torch",
        "# ollama pull llama3",
        'echo "run: ollama pull llama3"',
        "cat <<EOF > help.txt\nollama pull llama3\nEOF\n",
        "pip install . -r requirements.txt",
        "ollama serve",
        "vllm serve $1",
        "pip freeze",
        "yq '.model == \"org/name\"' chat.yaml",
        "yq -i '.image.name = \"org/name\"' chat.yaml",
        "grep torch requirements.txt",
    ],
)
def test_what_only_looks_like_one(command: str) -> None:
    assert [each for each in read_command(command) if each.certain] == []


def test_variables_loops_and_fallbacks_are_followed() -> None:
    text = 'M="org/a"\nvllm serve $M\nfor x in b c; do ollama pull $x; done\nvllm serve ${Y:-org/d}\n'
    assert [literal for _, _, literal in names(text)] == ["org/a", "b", "c", "org/d"]


def test_continued_lines_keep_their_places() -> None:
    text = "pip install \\\n  torch \\\n  vllm==0.6.1\n"
    [first, second] = read_command(text)
    assert (text[first.offset :][:5], second.version) == ("torch", "0.6.1")


def test_a_heredoc_for_a_shell_is_read_and_one_for_a_file_is_not() -> None:
    assert names("bash <<'E'\nollama pull phi3\nE\ncat <<E > x\nollama pull no\nE\nollama pull yes\n") == [
        ("model", "ollama", "phi3"),
        ("model", "ollama", "yes"),
    ]


@pytest.mark.parametrize(
    "text", ['"' * 50_001, "'" * 50_001, "\\" * 50_001, "$(" * 50_000, "<<A\n" * 20_000, "`" * 9, "x=" * 50_000]
)
def test_odd_input_ends_soon(text: str) -> None:
    began = time.process_time()
    read_command(text)
    assert time.process_time() - began < 5, "a second or less when it is linear"


def test_words_lose_their_quotes_and_keep_their_places() -> None:
    [command] = commands("a 'b c' d\"e\"f\\ g")
    assert [(word.text, word.offset) for word in command.words] == [("a", 0), ("b c", 3), ("def g", 8)]
