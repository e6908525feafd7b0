"""Which answers of a licence ask for something to be done."""

from typing import Final

from auditor.domain.license import Answer

_NOTHING: Final = frozenset({"none", "silent", "unknown"})
_LISTED: Final = frozenset({"in-text", "attachment", "external-policy"})


def is_required(answer: Answer) -> bool:
    """Whether the answer is a plain yes to a duty."""
    return answer.word == "required"


def asks_for_text(answer: Answer) -> bool:
    """Whether an answer on `display-text` asks for one."""
    return answer.word not in _NOTHING


def asks_for_name(answer: Answer) -> bool:
    """Whether an answer on `name-prefix` asks for a name."""
    return answer.word not in _NOTHING


def lists_uses(answer: Answer) -> bool:
    """Whether an answer on `use-restrictions` tells of a list of forbidden uses."""
    return answer.word in _LISTED
