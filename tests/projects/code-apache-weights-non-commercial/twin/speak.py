from kokoro import KPipeline


def load():
    return KPipeline(lang_code="a", repo_id="hexgrad/Kokoro-82M")
