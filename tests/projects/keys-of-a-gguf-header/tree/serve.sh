#!/bin/sh
llama-server --model models/without-keys.gguf --port 8080
