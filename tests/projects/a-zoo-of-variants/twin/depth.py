from transformers import pipeline

DEPTH = {
    "small": "depth-anything/Depth-Anything-V2-Small-hf",
}


def depth(image, size="small"):
    return pipeline("depth-estimation", model=DEPTH[size])(image)["depth"]
