vllm serve deepseek-ai/DeepSeek-R1-Distill-Llama-70B --port 8000
