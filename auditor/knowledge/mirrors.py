"""Whose weights a conversion holds, read from its name: `bartowski/Meta-Llama-3.1-8B-Instruct-GGUF`."""

import re
from typing import Final

_WORD: Final = (
    r"(?:gguf|ggml|awq|gptq|exl[23]|mlx|mxfp4|nvfp4|fp[48]|bf16|fp16|f16|int[48]|[2-8]-?bit|q[2-8](?:_[0-9a-z]+){0,2}"
    r"|w\d{1,2}a\d{1,2}|quantized|imatrix|imat|i1|onnx|openvino|ct2|bnb|unsloth|dynamic|hf|[2-8](?:\.\d{1,2})?bpw|h[68])"
)
_ENDING: Final = re.compile(rf"[-_.]{_WORD}$", re.IGNORECASE)
CONVERSION: Final = re.compile(
    r"(?:^|[-_.])(?:gguf|awq|gptq|exl2|exl3|mlx|bnb|fp8|fp4|nvfp4|mxfp4|int4|int8|[2-8]-?bit|q[2-8](?:_\w+)?|w4a16"
    r"|quant\w*|imatrix|imat|onnx|ggml|openvino|ct2|i1)(?:$|[-_.])",
    re.IGNORECASE,
)
"""a word by which a name says of itself that it is another encoding of somebody's weights"""
_LONGEST: Final = 8
"""words at the end of a name that may be about the encoding"""
_ENCODINGS: Final = (
    ("gguf", re.compile(r"(?:^|[-_./])(?:gguf|ggml)(?:$|[-_.])", re.IGNORECASE)),
    ("mlx", re.compile(r"^mlx-community/|^mlx-vision/|(?:^|[-_.])mlx(?:$|[-_.])", re.IGNORECASE)),
    ("onnx", re.compile(r"^onnx-community/|(?:^|[-_.])onnx(?:$|[-_.])", re.IGNORECASE)),
    ("ctranslate2", re.compile(r"(?:^|[-_.])ct2(?:$|[-_.])|/faster-", re.IGNORECASE)),
    ("openvino", re.compile(r"^OpenVINO/|(?:^|[-_.])(?:openvino|ov)(?:$|[-_.])", re.IGNORECASE)),
    ("exl2", re.compile(r"(?:^|[-_.])exl2(?:$|[-_.])", re.IGNORECASE)),
    ("exl3", re.compile(r"(?:^|[-_.])exl3(?:$|[-_.])", re.IGNORECASE)),
)
"""encoding → how an id on the Hub tells it; AWQ, GPTQ, FP8 and the like are kept in safetensors files"""
_ENCODED: Final = re.compile("gg|mlx|onnx|ct2|/faster-|ov|exl", re.IGNORECASE)
"""what each of these names holds"""
_NO_WORDS: Final = re.compile(r"[^a-z0-9]+")


def plain(name: str) -> str:
    """A name without its namespace, in small letters and figures only, by which spellings are compared."""
    return _NO_WORDS.sub("", name.rpartition("/")[2].lower())


def stems(name: str) -> tuple[str, ...]:
    """What the converted model may be called, the likeliest first.

    Endings that tell an encoding are taken off; some publishers put the maker's namespace before an underscore.
    """
    bare = name.rpartition("/")[2]
    for _ in range(_LONGEST):
        shorter = _ENDING.sub("", bare)
        if shorter == bare:
            break
        bare = shorter
    maker, underscore, rest = bare.partition("_")
    candidates = (plain(bare), plain(rest) if underscore and maker else "")
    return tuple(stem for stem in dict.fromkeys(candidates) if stem)


def encoding(name: str) -> str:
    """In which files an id on the Hub holds its weights, as far as its name tells; safetensors where it does not."""
    if not _ENCODED.search(name):
        return "safetensors"
    return next((word for word, pattern in _ENCODINGS if pattern.search(name)), "safetensors")
