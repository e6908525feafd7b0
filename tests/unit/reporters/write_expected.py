"""Write down what the reporters say today: `python -m tests.unit.reporters.write_expected`; then read the diff."""

from pathlib import Path
from typing import Final

from auditor.reporters import terminal
from auditor.reporters.shipped import REPORTERS
from tests.unit.reporters.sample_audit import sample_audit

EXPECTED: Final = Path(__file__).parent / "expected"
FILES: Final = {"terminal": "terminal.txt", "json": "audit.json", "markdown": "report.md", "sarif": "report.sarif"}


def told() -> dict[str, str]:
    """File name → what should stand in it."""
    audit = sample_audit()
    texts = {FILES[reporter.NAME]: reporter.render(audit) for reporter in REPORTERS}
    return texts | {"terminal-narrow-coloured.txt": terminal.render_styled(audit, width=60, colour=True)}


if __name__ == "__main__":
    for name, text in told().items():
        (EXPECTED / name).write_text(text, encoding="utf-8", newline="\n")
