from funasr import AutoModel

model = AutoModel(model="recogniser")
