from datasets import load_dataset
from sentence_transformers import SentenceTransformer

model = SentenceTransformer("BAAI/bge-base-en-v1.5")
pairs = load_dataset("ms_marco", "v2.1", split="train")
