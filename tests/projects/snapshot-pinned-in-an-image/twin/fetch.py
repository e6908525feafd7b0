from huggingface_hub import snapshot_download

snapshot_download("Qwen/Qwen3-8B", local_dir="/models/qwen3")
