"""Figures of the statutory tables: what their rows, columns and cells mean."""
