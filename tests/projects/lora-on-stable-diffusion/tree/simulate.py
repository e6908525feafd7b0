from diffusers import StableDiffusionPipeline
import torch

BASE = "stable-diffusion-v1-5/stable-diffusion-v1-5"


def load(device="cuda"):
    pipe = StableDiffusionPipeline.from_pretrained(BASE, torch_dtype=torch.float16)
    pipe.load_lora_weights("defect-lora")
    return pipe.to(device)
