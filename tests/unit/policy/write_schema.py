"""Write the JSON Schemas of policies and cases down anew: `python -m tests.unit.policy.write_schema`; then read the diff."""

from auditor.policy.schema import CASES_FILE, FILE, case_schema, schema, text
from auditor.rules.run import ids

if __name__ == "__main__":
    FILE.write_text(text(schema(ids())), encoding="utf-8", newline="\n")
    CASES_FILE.write_text(text(case_schema(ids())), encoding="utf-8", newline="\n")
