from omnivoice import OmniVoice


def load():
    return OmniVoice.from_pretrained("k2-fsa/OmniVoice")
