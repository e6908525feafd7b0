from colpali_engine.models import ColQwen2_5, ColQwen2_5_Processor

MODEL = "vidore/colqwen2.5-v0.2"

model = ColQwen2_5.from_pretrained(MODEL)
processor = ColQwen2_5_Processor.from_pretrained(MODEL)
