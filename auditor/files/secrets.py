"""Secrets are masked where a snippet is taken, so that no report, cache or log ever holds one."""

import re
from typing import Final

_SECRET: Final = re.compile(
    r"""
      sk-[A-Za-z0-9_-]{16,300}                       # OpenAI, Anthropic and their kin
    | hf_[A-Za-z0-9]{16,100}                         # Hugging Face
    | (?:AKIA|ASIA)[A-Z0-9]{16}                      # AWS key ids
    | AIza[A-Za-z0-9_-]{30,60}                       # Google
    | (?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{20,255}    # GitHub
    | github_pat_[A-Za-z0-9_]{20,255}
    | glpat-[A-Za-z0-9_-]{16,60}                     # GitLab
    | xox[abprs]-[A-Za-z0-9-]{10,250}                # Slack
    | (?:gsk|xai|pplx|nvapi|r8|fw|tgp|co|csk|lsv2_pt|lsv2_sk)[-_][A-Za-z0-9_-]{20,200}
    | eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,4000}(?:\.[A-Za-z0-9_-]{4,1000})?   # JSON web tokens
    """,
    re.VERBOSE,
)
_BEARER: Final = re.compile(r"(?i)\b(bearer|basic)\s+([A-Za-z0-9._~+/=-]{12,4000})")
_ASSIGNED: Final = re.compile(
    r"""(?ix)
    \b([\w.-]{0,60}(?:api[_-]?key|secret|passw(?:or)?d|access[_-]?token|auth[_-]?token|private[_-]?key)[\w-]{0,40}
       ["']?\s{0,4}[:=]{1,2}\s{0,4}["']?)
    (?!\$|\{|<|None\b|null\b|os\.|process\.|getenv|your|xxx|str\b|true\b|false\b)
    ([A-Za-z0-9+/_.=~-]{12,4000})
    """
)
_URL_PASSWORD: Final = re.compile(r"(?i)\b([a-z][a-z0-9+.-]{1,20}://[^\s:/@]{1,100}:)([^\s/@]{3,200})@")


_SECRET_NAME: Final = re.compile(r"(?i)(?:^|_)(?:token|api_?key|secret|passw(?:or)?d|credentials?|private_?key)(?:$|_)")
_SHORTEST: Final = 16


def is_secret(text: str) -> bool:
    """Whether a whole literal holds something that looks like a secret, wherever it stands."""
    return len(text) >= _SHORTEST and bool(_SECRET.search(text) or _BEARER.search(text))


def names_secret(name: str) -> bool:
    """Whether a variable or parameter of this name holds a secret: `api_key`, `hf_token`."""
    return _SECRET_NAME.search(name) is not None


def masked(text: str) -> str:
    """The text with everything that looks like a secret replaced: its first four characters, then `…`."""
    text = _SECRET.sub(lambda match: f"{match[0][:4]}…", text)
    text = _BEARER.sub(lambda match: f"{match[1]} {match[2][:2]}…", text)
    text = _URL_PASSWORD.sub(lambda match: f"{match[1]}…@", text)
    return _ASSIGNED.sub(lambda match: f"{match[1]}…" if _random(match[2]) else match[0], text)


def _random(value: str) -> bool:
    """Whether a value looks drawn by lot rather than named by a person: letters and digits mixed, no path, no dots."""
    return any(c.isdigit() for c in value) and any(c.isalpha() for c in value) and "/" not in value and "." not in value
