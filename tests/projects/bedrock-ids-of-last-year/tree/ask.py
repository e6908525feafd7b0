import boto3

runtime = boto3.client("bedrock-runtime")
runtime.converse(modelId="us.anthropic.claude-3-5-sonnet-20241022-v2:0", messages=[])
