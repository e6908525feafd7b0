"""The answering part."""

from openai import OpenAI
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForCausalLM, AutoTokenizer

from support_bot import settings


def load(name):
    """Our own way to load a model."""
    return AutoModelForCausalLM.from_pretrained(name), AutoTokenizer.from_pretrained(name)


def answer(question, model=settings.ASSISTANT):
    assistant, tokenizer = load(model)
    inputs = tokenizer(question, return_tensors="pt")
    return tokenizer.decode(assistant.generate(**inputs)[0])


def answer_when_busy(question):
    client = OpenAI()
    reply = client.responses.create(model=settings.FALLBACK, input=question)
    return reply.output_text


def index(texts):
    return SentenceTransformer(settings.EMBEDDING).encode(texts)
