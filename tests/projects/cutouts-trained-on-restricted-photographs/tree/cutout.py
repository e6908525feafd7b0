from transformers import AutoModelForImageSegmentation

model = AutoModelForImageSegmentation.from_pretrained("ZhengPeng7/BiRefNet", revision="e2bf8e4460fc8fa32bba5ea4d94b3233d367b0e4")
