"""The bytes of a weights file that hold its header: few, whatever the file's size."""

from typing import BinaryIO, Final

from auditor.files.weights import onnx, tflite

LIMIT: Final = 16 * 1024 * 1024
"""bytes; never more than this is read"""
_START: Final = 8192
_GGUF: Final = 1024 * 1024
"""bytes; writers put `general.*` first, well before the tokenizer's long lists"""


def read_head(file: BinaryIO, name: str) -> bytes:
    """What `read_header` needs of the file.

    ONNX and TFLite have texts behind the tensors: what lies between is skipped over and left out.
    """
    start = file.read(_START)
    if start.startswith((b"GGUF", b"FUGG")):
        return start + file.read(_GGUF - len(start))
    if name.lower().endswith(".safetensors") and start[8:9] == b"{":
        wanted = min(8 + int.from_bytes(start[:8], "little"), LIMIT)
        return start + file.read(max(0, wanted - len(start)))
    if name.lower().endswith(".onnx"):
        return onnx.without_graph(file, start)
    if start[4:8] == tflite.MAGIC:
        return tflite.metadata_only(file)
    return start
