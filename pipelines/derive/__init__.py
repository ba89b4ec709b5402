"""Figures that arithmetic gives and the document does not print: pure, from what was extracted alone."""
