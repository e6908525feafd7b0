from transformers import AutoModelForCausalLM


def load():
    return AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.2-3B-Instruct")
