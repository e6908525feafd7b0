"""What headers say, and that no file, however large or broken, costs more than its head."""

import io
import struct
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.audit import Diagnostic
from auditor.files.document import ParseError
from auditor.files.reading import read
from auditor.files.source_file import SourceFile
from auditor.files.weights import Format, read_header
from auditor.files.weights.head import LIMIT, read_head
from tests.unit.files import weights


def header(name: str, content: bytes) -> Any:
    """The header as the reader and the parser together see it."""
    return read_header(name, read_head(io.BytesIO(content), name), len(content))


@pytest.mark.parametrize(("version", "order"), [(3, "<"), (2, "<"), (1, "<"), (3, ">")])
def test_gguf_of_every_version_and_byte_order(version: int, order: str) -> None:
    entries: dict[str, Any] = {
        "general.name": "Foo",
        "general.file_type": 15,
        "scale": 0.5,
        "general.datasets": ["acme/data", "acme/more"],
        "general.license": "mit",
    }
    found = header("a.gguf", weights.gguf(entries, version=version, order=order))
    assert found.format is Format.GGUF
    assert found.texts == {"general.name": "Foo", "general.file_type": "15", "general.license": "mit"}
    assert found.lists == {"general.datasets": ("acme/data", "acme/more")}


def test_the_tokenizer_may_run_over_the_head() -> None:
    content = weights.gguf({"general.license": "mit", "tokens": ["token"] * 200_000, "last": "x"})
    assert len(content) > 2_000_000
    found = header("a.gguf", content)
    assert found.texts == {"general.license": "mit"}


def test_safetensors_texts() -> None:
    found = header("a.safetensors", weights.safetensors({"modelspec.license": "MIT"}, w={"dtype": "F32"}) + b"\0" * 99)
    assert found.texts == {"modelspec.license": "MIT"}
    assert header("a.safetensors", weights.safetensors(None)).texts == {}


def test_onnx_properties_stand_behind_a_graph_that_is_not_read() -> None:
    content = weights.onnx({"license": "MIT", "author": "acme"}, graph=3_000_000)
    head = read_head(io.BytesIO(content), "a.onnx")
    assert len(head) < 200
    assert read_header("a.onnx", head, len(content)).texts == {
        "producer_name": "pytorch",
        "license": "MIT",
        "author": "acme",
    }


def test_tflite_metadata() -> None:
    content = weights.tflite("Apache-2.0")
    assert header("a.tflite", content).texts == {"license": "Apache-2.0"}
    assert header("a.tflite", weights.tflite(None)).texts == {}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pt", b"PK\x03\x04...", Format.PICKLE),
        ("pytorch_model.bin", b"\x80\x02", Format.PICKLE),
        ("a.ckpt", b"anything", Format.PICKLE),
        ("a.keras", b"PK\x03\x04...", Format.ARCHIVE),
        ("a.h5", b"\x89HDF\r\n\x1a\n", Format.HDF5),
        ("ggml-small.bin", b"ggml....", Format.OTHER),
        ("a.safetensors", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", Format.POINTER),
        ("a.onnx", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", Format.POINTER),
    ],
)
def test_what_is_not_opened(name: str, content: bytes, expected: Format) -> None:
    assert header(name, content).format is expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.gguf", b"GGUF"),
        ("a.gguf", weights.gguf({"general.name": "Foo", "general.license": "mit"})[:-2]),
        ("a.gguf", b"GGUF" + struct.pack("<IQQ", 3, 0, 2**60)),
        ("a.gguf", b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 2**62)),
        ("a.gguf", b"GGUF" + struct.pack("<IQQQI", 3, 0, 1, 0, 99)),
        ("a.gguf", b"GGUF" + struct.pack("<IQQQIIQ", 3, 0, 1, 0, 9, 8, 2**63)),
        ("a.safetensors", b""),
        ("a.safetensors", b"hello world, no header"),
        ("a.safetensors", weights.safetensors({"a": "b"})[:-2]),
        ("a.safetensors", struct.pack("<Q", 2**63) + b"{"),
        ("a.safetensors", struct.pack("<Q", 12) + b'{"__metadata'),
        ("a.safetensors", struct.pack("<Q", 200_000) + b'{"a":' + b"[" * 199_995),
        ("a.onnx", b"\xff" * 40),
    ],
)
def test_a_broken_header_is_told(name: str, content: bytes) -> None:
    with pytest.raises(ParseError):
        header(name, content)


@given(st.sampled_from(["a.gguf", "a.safetensors", "a.onnx", "a.tflite", "a.pt"]), st.binary(max_size=300))
def test_any_bytes_are_a_header_or_a_parse_error(name: str, tail: bytes) -> None:
    starts = [b"", b"GGUF\x03\0\0\0", b"\0\0\0\0TFL3", b"\x1c\0\0\0TFL3", b"\x10\0\0\0\0\0\0\0{"]
    for start in starts:
        with suppress(ParseError):
            assert header(name, start + tail).format in Format


def test_a_sparse_file_of_ten_gigabytes_costs_nothing(tmp_path: Path) -> None:
    for name, begin in [
        ("a.gguf", b"GGUF\x03\0\0\0"),
        ("a.safetensors", struct.pack("<Q", 10_000_000_000) + b"{"),
        ("a.onnx", b"\x3a" + b"\xff\xff\xff\xff\x1f"),
        ("a.pt", b"\x80"),
    ]:
        with (tmp_path / name).open("wb") as file:
            file.write(begin)
            file.truncate(10 * 1024**3)
        started = time.process_time()
        found = read(tmp_path, name)
        assert time.process_time() - started < 0.5
        assert isinstance(found, SourceFile)
        assert (len(found.content) <= LIMIT + 8192, found.size) == (True, 10 * 1024**3)


def test_a_pointer_in_place_of_a_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "data.json").write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
    found = read(tmp_path, "data.json")
    assert isinstance(found, Diagnostic)
    assert found.code == "git-lfs-pointer"
