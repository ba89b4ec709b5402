"""Where it lands: the DuckDB file, its migrations, rules, comparison SQL and publication."""
