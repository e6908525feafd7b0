"""Nightly summaries of the day's questions."""

import google.generativeai as genai


def summarise(day):
    model = genai.GenerativeModel("gemini-2.0-flash")
    return model.generate_content("\n".join(day)).text
