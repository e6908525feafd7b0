from huggingface_hub import snapshot_download

REVISION = "9c925d64d72725edaf899c6cb9c377fd0709d9c5"

snapshot_download("Qwen/Qwen3-8B", revision=REVISION, local_dir="/models/qwen3")
