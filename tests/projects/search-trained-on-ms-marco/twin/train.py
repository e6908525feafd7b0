from datasets import load_dataset
from sentence_transformers import SentenceTransformer

model = SentenceTransformer("BAAI/bge-base-en-v1.5")
pairs = load_dataset("natural_questions", split="train")
