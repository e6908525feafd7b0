from transformers import pipeline

CHAT = pipeline("text-generation", model="meta-llama/Llama-3.2-3B-Instruct")


def reply(question):
    return CHAT([{"role": "user", "content": question}])[0]["generated_text"]
