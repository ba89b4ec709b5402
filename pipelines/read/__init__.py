"""Bytes to `Document`: one reader per format, chosen by the bytes and never by the name."""
