"""Addresses of weights files in source code."""

import pytest

from auditor.detectors import weights_addresses
from tests.unit.detectors.fakes import claims, seen

RELEASE = "https://github.com/acme/tool/releases/download/v1/plates.onnx"


def test_what_a_program_downloads_by_itself() -> None:
    text = f"""\
import requests

URL = "{RELEASE}"
OTHERS = {{'depth': 'https://example.org/depth.pth?download=1'}}

def fetch():
    return requests.get(URL).content
"""
    assert seen(weights_addresses, "app.py", text) == [
        (f"file:url/{RELEASE}", 3),
        ("file:url/https://example.org/depth.pth?download=1", 4),
    ]
    assert [each.literal for each in claims(weights_addresses, "a/Model.kt", f'const val URL = "{RELEASE}"\n')] == [  # type: ignore[union-attr]
        RELEASE
    ]


@pytest.mark.parametrize(
    "line",
    [
        f'# "{RELEASE}"',
        f'    // "{RELEASE}"',
        f' * "{RELEASE}"',
        f'    >>> load("{RELEASE}")',
        f"see {RELEASE}",
        '"https://example.org/router.bin"',
        '"https://example.org/page.html"',
        '"https://example.org/{name}.onnx"',
        '"https://example.org/your-model.onnx"',
        '"plates.onnx"',
        '"https://example.org/' + "a" * 500 + '.onnx"',
    ],
)
def test_comments_prose_templates_and_other_files(line: str) -> None:
    assert claims(weights_addresses, "app.py", line + "\n") == []
