"""Weights files: which bytes hold their header, and what it says. The tensors are never read.

GGUF, safetensors, ONNX and TFLite say something of themselves. Of pickles, archives and HDF5 files only the beginning
is looked at, to tell what they are: opening them would mean to run or to unpack them.
"""

from enum import StrEnum
from typing import Final

import msgspec

from auditor.files.weights import gguf, onnx, safetensors, tflite

LFS_POINTER: Final = b"version https://git-lfs.github.com/spec/v1"
"""how a file begins whose content lies in Git LFS"""
ENDINGS: Final = (
    ".gguf", ".ggml", ".safetensors", ".onnx", ".tflite", ".h5", ".hdf5", ".keras",
    ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".mlmodel", ".caffemodel", ".pdparams", ".nemo", ".llamafile",
)  # fmt: skip
_NAMED_BIN: Final = ("pytorch_model", "adapter_model", "diffusion_pytorch_model", "ggml")


class Format(StrEnum):
    """What a weights file is, told by its first bytes and, where they say nothing, by its name."""

    GGUF = "GGUF"
    SAFETENSORS = "safetensors"
    ONNX = "ONNX"
    TFLITE = "TFLite"
    PICKLE = "pickle"
    ARCHIVE = "archive"
    HDF5 = "HDF5"
    POINTER = "Git LFS pointer"
    OTHER = "other"


class Header(msgspec.Struct, frozen=True):
    """What a weights file says of itself."""

    format: Format
    texts: dict[str, str] = {}
    """key → value, as the file has them; numbers as they are written"""
    lists: dict[str, tuple[str, ...]] = {}
    """the same for values that are lists of texts"""


def is_weights(name: str) -> bool:
    """Whether a file is weights by its name; `.bin` says so only together with the names that the Hub's tools give."""
    name = name.lower()
    return name.endswith(ENDINGS) or (name.endswith(".bin") and name.startswith(_NAMED_BIN))


def read_header(name: str, content: bytes, size: int) -> Header:
    """The header of a weights file, of which `content` is what `head.read_head` gave. Raises ParseError."""
    name = name.lower()
    if content.startswith(LFS_POINTER):
        return Header(Format.POINTER)
    if content.startswith((b"GGUF", b"FUGG")):
        return Header(Format.GGUF, *gguf.metadata(content, size))
    if name.endswith(".safetensors"):
        return Header(Format.SAFETENSORS, safetensors.metadata(content, size))
    if name.endswith(".onnx"):
        return Header(Format.ONNX, onnx.metadata(content))
    if content[4:8] == tflite.MAGIC:
        return Header(Format.TFLITE, tflite.metadata(content))
    return Header(_by_magic(name, content))


def _by_magic(name: str, content: bytes) -> Format:
    if content.startswith(b"\x89HDF\r\n\x1a\n"):
        return Format.HDF5
    pickled = name.endswith((".pt", ".pth", ".ckpt", ".bin", ".pkl", ".pickle", ".pdparams"))
    if content.startswith(b"PK\x03\x04"):  # PyTorch's own archive holds a pickle, Keras's does not
        return Format.PICKLE if pickled else Format.ARCHIVE
    if content[:1] == b"\x80" or (pickled and not content.startswith(b"ggml")):
        return Format.PICKLE
    return Format.OTHER
