from transformers import AutoModelForCausalLM, MllamaForConditionalGeneration


def load():
    text = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.2-3B-Instruct")
    sight = MllamaForConditionalGeneration.from_pretrained("meta-llama/Llama-3.2-11B-Vision-Instruct")
    return text, sight
