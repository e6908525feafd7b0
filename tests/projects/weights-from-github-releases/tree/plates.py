import onnxruntime as ort
import requests

URL = "https://github.com/ankandrew/open-image-models/releases/download/assets/yolo-v9-t-384-license-plates-end2end.onnx"


def session(path="plates.onnx"):
    with open(path, "wb") as file:
        file.write(requests.get(URL, timeout=60).content)
    return ort.InferenceSession(path)
