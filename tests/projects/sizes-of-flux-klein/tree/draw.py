from diffusers import DiffusionPipeline

small = DiffusionPipeline.from_pretrained("black-forest-labs/FLUX.2-klein-4B")
large = DiffusionPipeline.from_pretrained("black-forest-labs/FLUX.2-klein-9B")
