"""The audit → text. One module per format; `shipped.py` lists them."""
