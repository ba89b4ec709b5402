"""When it runs: the Dagster definitions, thin."""
