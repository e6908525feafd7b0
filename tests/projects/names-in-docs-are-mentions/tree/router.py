"""Forwards a prompt to whatever model the user names, for example text-davinci-003 or gpt-4."""

# gpt-3.5-turbo-0301 answered faster than claude-2.1 in our test


def forward(model: str, prompt: str) -> str:
    """Ask `model`, such as "gemini-1.0-pro", and give the answer back."""
    return f"{model}: {prompt}"
