from transformers import pipeline

chat = pipeline("text-generation", model="meta-llama/Llama-4-Scout-17B-16E-Instruct")
