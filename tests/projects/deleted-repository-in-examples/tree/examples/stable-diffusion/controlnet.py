import argparse

from diffusers import StableDiffusionPipeline

parser = argparse.ArgumentParser()
parser.add_argument("--model_name_or_path", default="runwayml/stable-diffusion-v1-5", type=str)
args = parser.parse_args()
pipe = StableDiffusionPipeline.from_pretrained(args.model_name_or_path)
