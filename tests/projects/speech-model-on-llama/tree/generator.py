from huggingface_hub import hf_hub_download
from transformers import AutoTokenizer

from models import Model


def load_csm_1b(device="cuda"):
    model = Model.from_pretrained("sesame/csm-1b")
    model.to(device=device)
    return model


def load_text_tokenizer():
    return AutoTokenizer.from_pretrained("meta-llama/Llama-3.2-1B")
