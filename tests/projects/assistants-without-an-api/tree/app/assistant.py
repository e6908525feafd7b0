from openai import OpenAI

client = OpenAI()


def start(instructions: str):
    assistant = client.beta.assistants.create(
        name="Resume review",
        instructions=instructions,
        model="gpt-4.1",
        tools=[{"type": "file_search"}],
    )
    thread = client.beta.threads.create()
    return client.beta.threads.runs.create(thread_id=thread.id, assistant_id=assistant.id)
