"""Invented counties: their disclosures in several formats and the figures known to be in them."""
