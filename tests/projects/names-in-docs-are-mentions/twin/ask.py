import litellm

BEDROCK = "bedrock/us.anthropic.claude-3-5-sonnet-20241022-v2:0"
PROFILE = "bedrock/arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-5-sonnet-20241022-v2:0"


def ask(question):
    messages = [{"role": "user", "content": question}]
    litellm.completion(model=BEDROCK, messages=messages)
    litellm.completion(model=PROFILE, messages=messages)
    litellm.completion(model="azure/gpt-4o-2024-08-06", messages=messages)
    litellm.completion(model="vertex_ai/claude-3-5-sonnet@20240620", messages=messages)
