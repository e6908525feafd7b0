import argparse

from sentence_transformers import SentenceTransformer

parser = argparse.ArgumentParser()
parser.add_argument("--embeddings", default="jinaai/jina-embeddings-v2-base-en")
options = parser.parse_args()
model = SentenceTransformer(options.embeddings, trust_remote_code=True)
