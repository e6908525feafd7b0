from ultralytics import YOLO

model = YOLO("yolo11n.pt")
model("shelf.jpg")
