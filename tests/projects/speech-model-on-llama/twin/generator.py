from huggingface_hub import hf_hub_download
from transformers import AutoTokenizer

from models import Model


def load_csm_1b(device="cuda"):
    model = Model.from_pretrained("hexgrad/Kokoro-82M")
    model.to(device=device)
    return model


def load_text_tokenizer():
    return AutoTokenizer.from_pretrained("Qwen/Qwen3-1.7B-Base")
