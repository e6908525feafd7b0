from together import Together

client = Together()


def answer(question: str) -> str:
    reply = client.chat.completions.create(
        model="openai/gpt-oss-120b",
        messages=[{"role": "user", "content": question}],
    )
    return reply.choices[0].message.content
