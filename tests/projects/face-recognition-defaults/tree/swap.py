import insightface

swapper = insightface.model_zoo.get_model("inswapper_128.onnx", download=True, download_zip=True)
