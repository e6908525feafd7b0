from insightface.app import FaceAnalysis

app = FaceAnalysis(name="antelopev2", providers=["CPUExecutionProvider"])
app.prepare(ctx_id=0, det_size=(640, 640))
