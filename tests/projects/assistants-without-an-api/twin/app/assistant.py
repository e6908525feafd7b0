from openai import OpenAI

client = OpenAI()


def start(instructions: str, question: str):
    return client.responses.create(
        model="gpt-4.1",
        instructions=instructions,
        input=question,
        tools=[{"type": "file_search", "vector_store_ids": ["vs_1"]}],
    )
