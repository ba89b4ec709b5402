"""How a figure gets there: one sub-package per step of the route; knows nothing of Dagster."""
