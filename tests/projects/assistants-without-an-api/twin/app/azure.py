from openai import AzureOpenAI

client = AzureOpenAI(azure_endpoint="https://acme.openai.azure.com")


def start(instructions: str):
    return client.beta.assistants.create(instructions=instructions, model="gpt-4.1")
