from colpali_engine.models import ColQwen, ColQwen_Processor

MODEL = "vidore/colqwen2-v1.0"

model = ColQwen.from_pretrained(MODEL)
processor = ColQwen_Processor.from_pretrained(MODEL)
