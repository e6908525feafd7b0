from ctransformers import AutoModelForCausalLM

llm = AutoModelForCausalLM.from_pretrained("TheBloke/orca_mini_13B-GGML", model_type="llama")
