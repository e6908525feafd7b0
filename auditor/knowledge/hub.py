"""How names of the Hugging Face hub are written: ids, and addresses with and without a scheme."""

import re
from typing import Final

ID: Final = r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9_][\w.-]{0,95}"
"""a part of an expression: `org/name`, as long as the hub lets them be"""
HUB_ID: Final = re.compile(ID)
HOSTS: Final = frozenset({"huggingface.co", "www.huggingface.co", "hf.co", "hf-mirror.com"})
SHORT: Final = ("hf.co/", "huggingface.co/")
"""how an address begins that has no scheme"""
