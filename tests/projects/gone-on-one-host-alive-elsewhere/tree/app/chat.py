from together import Together

from app.config import settings

client = Together()


def answer(question: str) -> str:
    reply = client.chat.completions.create(
        model=settings.llm_model_name,
        messages=[{"role": "user", "content": question}],
    )
    return reply.choices[0].message.content
