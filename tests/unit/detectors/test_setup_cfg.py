"""setup.cfg."""

from auditor.detectors import setup_cfg
from tests.unit.detectors.fakes import seen


def test_requirements_of_options_and_extras() -> None:
    text = """\
[metadata]
name = transformers
[options]
packages = find:
install_requires =
    numpy
    transformers>=4.1  # why
    # torch
setup_requires = torch; python_version > "3.8"
[options.extras_require]
serve =
    vllm==0.6.3
[flake8]
ignore = openai
"""
    assert seen(setup_cfg, "setup.cfg", text) == [
        ("library:pypi/transformers", 7),
        ("library:pypi/torch", 9),
        ("library:pypi/vllm", 12),
    ]


def test_odd_input() -> None:
    assert seen(setup_cfg, "setup.cfg", b"\xef\xbb\xbf[options]\r\ninstall_requires = torch\r\n") == [
        ("library:pypi/torch", 2)
    ]
    assert seen(setup_cfg, "setup.cfg", "[[[[\n= =\n  torch\n[options\ninstall_requires\n  torch\n") == []
