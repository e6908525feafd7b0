vllm serve Qwen/Qwen2.5-72B-Instruct
