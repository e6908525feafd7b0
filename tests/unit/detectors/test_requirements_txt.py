"""requirements.txt and constraints files."""

from pathlib import PurePosixPath

import pytest

from auditor.detectors import requirements_txt
from auditor.domain.evidence import Occurrence
from auditor.files.source_file import SourceFile
from tests.unit.detectors.fakes import FakeKnowledge


def found(text: str | bytes) -> list[tuple[str, str | None, int, int]]:
    content = text if isinstance(text, bytes) else text.encode()
    claims = list(requirements_txt.detect(SourceFile("requirements.txt", content), FakeKnowledge()))
    assert all(isinstance(claim, Occurrence) for claim in claims)
    return [
        (claim.literal, claim.version, claim.location.line, claim.location.column)
        for claim in claims
        if isinstance(claim, Occurrence)
    ]


def test_only_ai_packages_are_named_and_only_exact_versions_are_versions() -> None:
    text = "numpy==1.26\ntransformers==4.46.0  # pinned\ntorch>=2.1,<3\nopenai ~= 1.2\npeft==0.*\n"
    assert found(text) == [
        ("transformers", "4.46.0", 2, 1),
        ("torch", None, 3, 1),
        ("openai", None, 4, 1),
        ("peft", None, 5, 1),
    ]


def test_spellings_of_one_name_are_one_component() -> None:
    claims = requirements_txt.detect(
        SourceFile("requirements.txt", b"Huggingface_Hub\nhuggingface-hub"), FakeKnowledge()
    )
    assert {str(claim.component) for claim in claims if isinstance(claim, Occurrence)} == {
        "library:pypi/huggingface-hub"
    }


def test_continued_lines_hashes_extras_and_markers() -> None:
    text = 'transformers[torch]==4.46.0 \\\n    --hash=sha256:a \\\n --hash=sha256:b\n  torch==2.1 ; os_name == "nt"\n'
    assert found(text) == [("transformers", "4.46.0", 1, 1), ("torch", "2.1", 4, 3)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("git+https://github.com/huggingface/peft.git", ("peft", None)),
        ("git+https://github.com/huggingface/peft.git@v0.4.0", ("peft", "v0.4.0")),
        ("-e git+ssh://git@github.com/huggingface/peft.git@main#egg=peft", ("peft", "main")),
        ("peft @ git+https://github.com/huggingface/peft@1f2e3d", ("peft", "1f2e3d")),
        ("https://download.pytorch.org/whl/torch-2.1.0%2Bcu118-cp311-cp311-linux_x86_64.whl", ("torch", "2.1.0+cu118")),
        ("torch>=1.*", ("torch", None)),
    ],
)
def test_addresses_name_packages_too(line: str, expected: tuple[str, str | None]) -> None:
    assert [(name, version) for name, version, *_ in found(line)] == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "# transformers",
        "-r torch.txt",
        "--index-url https://openai/simple",
        "./torch",
        "torch/ is needed",
        "",
        "http://[",
    ],
)
def test_what_asks_for_nothing_is_not_named(line: str) -> None:
    assert found(line) == []


def test_byte_order_mark_and_windows_line_ends() -> None:
    assert found(b"\xef\xbb\xbftransformers==4.1\r\ntorch\r\n") == [
        ("transformers", "4.1", 1, 1),
        ("torch", None, 2, 1),
    ]


def test_odd_input_ends_without_an_exception() -> None:
    assert found(b"\xff\xfe\x00" + b"torch[" * 5000 + b"\n" + b"\\\n" * 20_000) == []
    assert found("torch \\") == [("torch", None, 1, 1)]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("requirements.txt", True),
        ("requirements-dev.txt", True),
        ("requirements/base.in", True),
        ("constraints.txt", True),
        ("notes.txt", False),
        ("requirements.md", False),
    ],
)
def test_wants(path: str, *, wanted: bool) -> None:
    assert requirements_txt.wants(PurePosixPath(path)) is wanted
