from gptqmodel import GPTQModel

model = GPTQModel.load("Qwen/Qwen3-8B")
