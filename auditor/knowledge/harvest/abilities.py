"""What lists say that a hosted model can do, in the words of the vocabulary's `tasks`."""

from collections.abc import Collection
from typing import Final

MODES: Final = {
    "chat": ("text-generation", "chat"),
    "responses": ("text-generation", "chat"),
    "completion": ("text-generation",),
    "embedding": ("feature-extraction",),
    "rerank": ("text-ranking",),
    "moderation": ("moderation",),
    "image_generation": ("text-to-image",),
    "image_edit": ("image-to-image",),
    "video_generation": ("text-to-video",),
    "audio_transcription": ("automatic-speech-recognition",),
    "audio_speech": ("text-to-speech",),
    "ocr": ("image-to-text",),
    "realtime": ("any-to-any", "chat"),
}
"""LiteLLM's word for the kind of a model → tasks"""


def of_mode(mode: str, *, sees: bool, calls_tools: bool, reasons: bool) -> tuple[str, ...]:
    """The tasks of a model of LiteLLM's `mode`; empty for a mode that is no model's."""
    tasks = MODES.get(mode, ())
    return (*tasks, *_further(sees=sees, calls_tools=calls_tools, reasons=reasons)) if "chat" in tasks else tasks


def of_modalities(
    takes: Collection[str], gives: Collection[str], *, calls_tools: bool = False, reasons: bool = False
) -> tuple[str, ...]:
    """The tasks of a model that takes and gives these; empty where both do not settle it."""
    if set(gives) == {"text"} and "text" in takes:
        further = _further(sees="image" in takes, calls_tools=calls_tools, reasons=reasons)
        return ("text-generation", "chat", *further)
    if set(gives) == {"text"} and set(takes) == {"audio"}:
        return ("automatic-speech-recognition",)
    if "text" in takes and len(gives) == 1:
        return {"image": ("text-to-image",), "video": ("text-to-video",), "audio": ("text-to-speech",)}.get(
            next(iter(gives)), ()
        )
    return ()


def _further(*, sees: bool, calls_tools: bool, reasons: bool) -> tuple[str, ...]:
    said = (("image-text-to-text", sees), ("tools", calls_tools), ("reasoning", reasons))
    return tuple(word for word, holds in said if holds)
