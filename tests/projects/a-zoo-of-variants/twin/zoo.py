from huggingface_hub import hf_hub_download

SMALL = hf_hub_download("LibreYOLO/LibreDepthAnythingV2s-depth", "LibreDepthAnythingV2s-depth.pt")
