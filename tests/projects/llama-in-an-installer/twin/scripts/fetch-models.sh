#!/usr/bin/env bash
# Fetches the weights that electron-builder packs into the installer.
set -euo pipefail
mkdir -p resources/models
curl -L --fail -o resources/models/cleanup.gguf \
  "https://huggingface.co/HuggingFaceTB/SmolLM2-1.7B-Instruct-GGUF/resolve/main/smollm2-1.7b-instruct-q4_k_m.gguf"
curl -L --fail -o resources/models/ggml-base.en.bin \
  "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-base.en.bin"
