"""The reporters that come with the program."""

from collections.abc import Sequence
from typing import Final

from auditor.reporters import json, markdown, sarif, terminal
from auditor.reporters.base import Reporter

REPORTERS: Final[Sequence[Reporter]] = [terminal, json, markdown, sarif]
