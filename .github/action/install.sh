#!/usr/bin/env bash
# Installs the auditor of this very checkout into an environment of its own.
set -euo pipefail
python=${INPUT_PYTHON:-python3}
"$python" -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
"$python" -m venv "$RUNNER_TEMP/auditor"
"$RUNNER_TEMP/auditor/bin/python" -m pip install --quiet --disable-pip-version-check "${GITHUB_ACTION_PATH}[fast]"
