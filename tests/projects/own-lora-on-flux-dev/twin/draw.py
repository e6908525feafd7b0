import torch
from diffusers import FluxPipeline

pipe = FluxPipeline.from_pretrained("black-forest-labs/FLUX.1-schnell", torch_dtype=torch.bfloat16)
pipe.load_lora_weights("acme/poster-lora")
pipe("a poster of a lighthouse").images[0].save("poster.png")
