from transformers import AutoModel

model = AutoModel.from_pretrained("OpenGVLab/InternVL2_5-2B", trust_remote_code=True)
