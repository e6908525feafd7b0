"""Write the schema of a difference down: `python -m tests.unit.comparison.write_schema`; then read the diff."""

import json
from pathlib import Path
from typing import Final

import auditor.comparison
from auditor.comparison.difference import json_schema

FILE: Final = Path(auditor.comparison.__file__).parent / "diff.schema.json"


def text() -> str:
    """What should stand in the file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
