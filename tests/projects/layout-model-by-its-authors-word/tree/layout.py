from doclayout_yolo import YOLOv10
from huggingface_hub import hf_hub_download

weights = hf_hub_download(
    repo_id="juliozhao/DocLayout-YOLO-DocStructBench",
    filename="doclayout_yolo_docstructbench_imgsz1024.pt",
)
model = YOLOv10(weights)
