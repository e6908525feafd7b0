"""The programs that commands run, as far as they install packages or name models, and how their words are read."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.model_keys import words
from auditor.detectors.shell_words import Word

SKIPPED: Final = frozenset(
    {"echo", "printf", "grep", "egrep", "sed", "awk", "rm", "mkdir", "cd", "ls", "test", "[", "[[", ":"}
)
"""commands whose words are text, patterns or paths"""
LEADING: Final = words(
    """
    sudo exec time nohup env command then do else if elif while until ! { eval xargs RUN CMD ENTRYPOINT - @
    """
)
SHELLS: Final = frozenset({"sh", "bash", "zsh", "dash", "ash"})

VALUED: Final = words(
    """
    -r -c -f -i -t -d -e -b --requirement --constraint --find-links --index-url --extra-index-url --index
    --target --prefix --root --trusted-host --platform --python-version --timeout --upgrade-strategy
    --progress-bar --python -p --group --extra --retries --cache-dir --proxy --cert --src --abi --implementation
    -G -E --channel -n --name --registry --default-timeout --torch-backend
    """
)
"""installers' options that are followed by a value"""
NPM_VALUED: Final = frozenset({"--registry", "--prefix", "-w", "--workspace", "--filter", "--tag"})

INSTALLERS: Final[dict[tuple[str, ...], str]] = {
    ("pip", "install"): "pypi",
    ("pip", "download"): "pypi",
    ("pip", "wheel"): "pypi",
    ("uv", "pip", "install"): "pypi",
    ("uv", "add"): "pypi",
    ("uv", "tool", "install"): "pypi",
    ("uvx",): "pypi",
    ("pipx", "install"): "pypi",
    ("poetry", "add"): "pypi",
    ("pdm", "add"): "pypi",
    ("rye", "add"): "pypi",
    ("conda", "install"): "pypi",
    ("mamba", "install"): "pypi",
    ("micromamba", "install"): "pypi",
    ("npm", "install"): "npm",
    ("npm", "i"): "npm",
    ("npm", "add"): "npm",
    ("pnpm", "add"): "npm",
    ("pnpm", "install"): "npm",
    ("yarn", "add"): "npm",
    ("bun", "add"): "npm",
}
"""how a command begins → whose packages it names"""

NAMING: Final[dict[tuple[str, ...], str]] = {
    ("ollama", "pull"): "ollama",
    ("ollama", "run"): "ollama",
    ("ollama", "cp"): "ollama",
    ("huggingface-cli", "download"): "huggingface",
    ("hf", "download"): "huggingface",
    ("vllm", "serve"): "huggingface",
    ("trtllm-serve",): "huggingface",
    ("trtllm-serve", "serve"): "huggingface",
    ("lmdeploy", "serve", "api_server"): "huggingface",
    ("mlc_llm", "serve"): "huggingface",
    ("spacy", "download"): "spacy",
}
"""how a command begins → whose name its first operand is"""

HUB_FLAGS: Final = {
    "llama-server": ("-hf", "-hfr", "--hf-repo", "-hfd", "--hf-repo-draft"),
    "llama-cli": ("-hf", "-hfr", "--hf-repo"),
    "text-generation-launcher": ("--model-id",),
    "text-embeddings-router": ("--model-id",),
    "infinity_emb": ("--model-id",),
    "sglang.launch_server": ("--model-path", "--model"),
    "vllm.entrypoints.openai.api_server": ("--model", "--tokenizer"),
    "vllm.entrypoints.api_server": ("--model", "--tokenizer"),
    "modelscope": (),
}
"""programs that take hub ids → the flags that hold them"""
HF_VALUED: Final = words(
    """
    --repo-type --revision --include --exclude --cache-dir --local-dir --local-dir-use-symlinks --token
    --quantization --port --host --dtype --max-model-len --gpu-memory-utilization --tensor-parallel-size
    --max-workers --library-name --backend
    """
)


class Head:
    """How a command begins: its programs and subcommands, whatever runs them (`python -m`, `docker exec x`)."""

    def __init__(self, command: Sequence[Word]) -> None:
        self._words = command
        self._texts = [re.sub(r"^pip[\d.]+$", "pip", PurePosixPath(word.text).name) for word in command[:40]]
        self.programs = frozenset(self._texts)

    def behind(self, begin: tuple[str, ...]) -> Sequence[Word] | None:
        """The words behind `begin`, wherever it stands; None when it does not."""
        for index, text in enumerate(self._texts):
            if text == begin[0] and self._subcommands(index, len(begin)) == begin:
                return self._words[self._end(index, len(begin)) :]
        return None

    def _subcommands(self, index: int, count: int) -> tuple[str, ...]:
        return tuple(self._texts[i] for i in self._indexes(index, count))

    def _end(self, index: int, count: int) -> int:
        return self._indexes(index, count)[-1] + 1

    def _indexes(self, index: int, count: int) -> list[int]:
        """The first `count` words from `index` on that are no options."""
        found: list[int] = []
        for i in range(index, len(self._texts)):
            if not self._texts[i].startswith("-"):
                found.append(i)
            if len(found) == count:
                break
        return found
