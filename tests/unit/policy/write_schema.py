"""Write the policy's JSON Schema down anew: `python -m tests.unit.policy.write_schema`; then read the diff."""

from auditor.policy.schema import FILE, text
from auditor.rules.run import ids

if __name__ == "__main__":
    FILE.write_text(text(ids()), encoding="utf-8", newline="\n")
