import torch

WEIGHTS = "https://github.com/nagadomi/nunif/releases/download/0.0.0/iw3_row_flow_v3_20250627.pth"


def load(model):
    state = torch.hub.load_state_dict_from_url(WEIGHTS, map_location="cpu")
    model.load_state_dict(state)
    return model
