import torch

WEIGHTS = "https://huggingface.co/depth-anything/Depth-Anything-V2-Small/resolve/main/depth_anything_v2_vits.pth"


def load(model):
    state = torch.hub.load_state_dict_from_url(WEIGHTS, map_location="cpu")
    model.load_state_dict(state)
    return model
