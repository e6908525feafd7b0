"""Deterministic text generation with a small local model."""

import os

from llama_cpp import Llama

DEFAULT_REPO = os.environ.get("STEADY_MODEL_REPO", "ggml-org/gemma-3n-E2B-it-GGUF")
DEFAULT_FILE = os.environ.get("STEADY_MODEL_FILE", "gemma-3n-E2B-it-Q8_0.gguf")


def generator():
    return Llama.from_pretrained(repo_id=DEFAULT_REPO, filename=DEFAULT_FILE, seed=42)
