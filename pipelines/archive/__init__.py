"""Raw bytes, kept once under their SHA-256 and never changed."""
