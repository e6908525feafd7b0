"""What a file calls, told by a search over its code without strings and comments; no syntax tree is needed for that."""

import re
from typing import Final

from auditor.files.source_file import SourceFile

_TEXT: Final = re.compile(
    rb"""\#[^\n]*+
       | \"\"\"[^"\\]*+(?:(?:\\.?|"(?!""))[^"\\]*+)*+(?:\"\"\"|\Z)
       | '''[^'\\]*+(?:(?:\\.?|'(?!''))[^'\\]*+)*+(?:'''|\Z)
       | "[^"\\\n]*+(?:\\.?[^"\\\n]*+)*+"?
       | '[^'\\\n]*+(?:\\.?[^'\\\n]*+)*+'?""",
    re.VERBOSE | re.DOTALL,
)
"""A comment or a literal. Every branch ends where it can go no further, open or not, so that no byte is looked at twice."""

SETS_ENVIRONMENT: Final = re.compile(rb"os\.environ\[[^\]\n]{1,100}\]\s{0,8}=")

_BREAK: Final = re.compile(rb"\\[nrt]")
"""a line break or tab in a notebook's text: without it, `\\npipeline(` would call `npipeline`"""


def without_texts(file: SourceFile) -> bytes:
    """The code of a Python file; a notebook is left as it is, since its code is itself text."""
    if file.path.suffix == ".ipynb":
        return _BREAK.sub(b"\n", file.content)
    return _TEXT.sub(b'""', file.content)
