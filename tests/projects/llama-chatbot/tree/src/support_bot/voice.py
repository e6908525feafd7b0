"""Speech for the telephone line."""

from TTS.api import TTS

VOICES = {"default": "tts_models/multilingual/multi-dataset/xtts_v2"}


def speak(text, language, voice="default"):
    engine = TTS(VOICES[voice])
    engine.tts_to_file(text=text, language=language, file_path="reply.wav")
