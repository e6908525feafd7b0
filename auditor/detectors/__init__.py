"""A file → what it names. One module per format, listed here in the order in which they speak."""

from collections.abc import Sequence
from typing import Final

from auditor.detectors import (
    bill_of_materials,
    conda_environment,
    config_values,
    container_files,
    git_modules,
    hub_config,
    license_text,
    lock_files,
    model_card,
    modelfile,
    notice_text,
    package_json,
    package_manifests,
    pipfile,
    pyproject_toml,
    python_calls,
    requirements_txt,
    script_metadata,
    setup_cfg,
    setup_py,
    shell_scripts,
    sql_scripts,
    terraform,
    weights_header,
)
from auditor.detectors.base import Detector

DETECTORS: Final[Sequence[Detector]] = [
    requirements_txt,
    pyproject_toml,
    setup_cfg,
    setup_py,
    pipfile,
    conda_environment,
    lock_files,
    package_json,
    package_manifests,
    bill_of_materials,
    script_metadata,
    python_calls,
    model_card,
    hub_config,
    modelfile,
    weights_header,
    license_text,
    notice_text,
    container_files,
    shell_scripts,
    git_modules,
    terraform,
    sql_scripts,
    config_values,
]
