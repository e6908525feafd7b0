from diffusers import FluxPipeline
import torch

BASE = "black-forest-labs/FLUX.1-schnell"


def load(device="cuda"):
    pipe = FluxPipeline.from_pretrained(BASE, torch_dtype=torch.float16)
    pipe.load_lora_weights("defect-lora")
    return pipe.to(device)
