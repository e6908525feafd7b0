from transformers import AutoModelForMaskGeneration

model = AutoModelForMaskGeneration.from_pretrained("facebook/sam2.1-hiera-small")
