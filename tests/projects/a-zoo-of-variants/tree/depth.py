from transformers import pipeline

DEPTH = {
    "small": "depth-anything/Depth-Anything-V2-Small-hf",
    "base": "depth-anything/Depth-Anything-V2-Base-hf",
    "large": "depth-anything/Depth-Anything-V2-Large-hf",
}


def depth(image, size="small"):
    return pipeline("depth-estimation", model=DEPTH[size])(image)["depth"]
