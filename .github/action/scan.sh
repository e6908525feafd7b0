#!/usr/bin/env bash
# One scan, three reports: SARIF and JSON as files, Markdown in the job's summary. Inputs come as environment variables.
set -euo pipefail
reports="$RUNNER_TEMP/auditor-reports"
mkdir -p "$reports"
arguments=(
  --output "sarif=$reports/auditor.sarif"
  --output "markdown=$reports/auditor.md"
  --output "json=$reports/auditor.json"
)
[ -z "${INPUT_POLICY:-}" ] || arguments+=(--policy "$INPUT_POLICY")
[ -z "${INPUT_FAIL_ON:-}" ] || arguments+=(--fail-on "$INPUT_FAIL_ON")
[ -z "${INPUT_BASELINE:-}" ] || arguments+=(--baseline "$INPUT_BASELINE")
[ -z "${INPUT_SINCE:-}" ] || arguments+=("--since=$INPUT_SINCE")
[ -z "${INPUT_AS_OF:-}" ] || arguments+=(--as-of "$INPUT_AS_OF")
[ "${INPUT_EXIT_ZERO:-}" != true ] || arguments+=(--exit-zero)

# What is scanned may hold anything; while it is printed, the runner takes no commands from it.
stop=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$stop"
status=0
"$RUNNER_TEMP/auditor/bin/auditor" scan "${arguments[@]}" -- "${INPUT_PATH:-.}" || status=$?
echo "::$stop::"

if [ -f "$reports/auditor.json" ]; then
  verdict=$("$RUNNER_TEMP/auditor/bin/python" -c '
import json, sys
print(json.load(open(sys.argv[1], encoding="utf-8"))["verdict"])' "$reports/auditor.json")
  {
    echo "verdict=$verdict"
    echo "sarif-file=$reports/auditor.sarif"
    echo "report=$reports/auditor.md"
    echo "json=$reports/auditor.json"
  } >>"$GITHUB_OUTPUT"
  # A summary holds 1 MiB; past that the upload fails, so the report is cut at a line and says so.
  limit=1000000
  if [ "$(wc -c <"$reports/auditor.md")" -gt "$limit" ]; then
    { head -c "$limit" "$reports/auditor.md" | sed '$d'; printf '\n\n*The report was cut here; the whole of it is the output `report`.*\n'; } >>"$GITHUB_STEP_SUMMARY"
  else
    cat "$reports/auditor.md" >>"$GITHUB_STEP_SUMMARY"
  fi
fi
exit "$status"
