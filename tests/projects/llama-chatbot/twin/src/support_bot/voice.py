"""Speech for the telephone line."""

from kokoro import KPipeline


def speak(text):
    pipeline = KPipeline(lang_code="b", repo_id="hexgrad/Kokoro-82M")
    return list(pipeline(text, voice="bf_emma"))
