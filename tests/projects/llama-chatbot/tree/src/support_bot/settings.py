"""What the bot runs on; operators may change it by environment."""

import os

ASSISTANT = "meta-llama/Llama-3.1-70B-Instruct"
EMBEDDING = "BAAI/bge-m3"
FALLBACK = os.getenv("FALLBACK_MODEL", "gpt-5.4")
