import os

from google import genai

MODEL = os.environ.get("GEMINI_MODEL", "gemini-2.5-flash")

client = genai.Client()


def summarise(text: str) -> str:
    return client.models.generate_content(model=MODEL, contents=text).text
