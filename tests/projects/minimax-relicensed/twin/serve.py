from vllm import LLM

MODEL = "MiniMaxAI/MiniMax-M2.5"

llm = LLM(model=MODEL, trust_remote_code=True)
