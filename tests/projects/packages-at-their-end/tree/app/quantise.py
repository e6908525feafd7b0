from awq import AutoAWQForCausalLM
from auto_gptq import AutoGPTQForCausalLM

MODEL = "Qwen/Qwen3-8B"

first = AutoAWQForCausalLM.from_pretrained(MODEL)
second = AutoGPTQForCausalLM.from_quantized("Qwen/Qwen3-8B")
