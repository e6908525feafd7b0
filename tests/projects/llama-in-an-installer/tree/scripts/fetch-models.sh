#!/usr/bin/env bash
# Fetches the weights that electron-builder packs into the installer.
set -euo pipefail
mkdir -p resources/models
curl -L --fail -o resources/models/cleanup.gguf \
  "https://huggingface.co/bartowski/Llama-3.2-3B-Instruct-GGUF/resolve/main/Llama-3.2-3B-Instruct-Q4_K_M.gguf"
curl -L --fail -o resources/models/ggml-base.en.bin \
  "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-base.en.bin"
