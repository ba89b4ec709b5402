"""Figures stated in prose: its words, its grammar, and the statements it makes."""
