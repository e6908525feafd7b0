import boto3

runtime = boto3.client("bedrock-runtime")
runtime.converse(modelId="us.anthropic.claude-sonnet-4-5-20250929-v1:0", messages=[])
