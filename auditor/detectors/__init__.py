"""A file → what it names. One module per format; `shipped.py` lists them."""
