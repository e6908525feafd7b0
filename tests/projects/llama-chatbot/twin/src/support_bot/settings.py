"""What the bot runs on; operators may change it by environment."""

import os

ASSISTANT = "Qwen/Qwen3-32B"
EMBEDDING = "BAAI/bge-m3"
FALLBACK = os.getenv("FALLBACK_MODEL", "gpt-5.5")
