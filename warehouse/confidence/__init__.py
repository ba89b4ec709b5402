"""How far each figure can be relied on: its evidence, and the share of figures with such evidence that proved right."""
