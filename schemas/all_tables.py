"""Every table of the warehouse, from the declarations beside this module."""

from __future__ import annotations

from functools import cache

from schemas.tables import TableSpec
from schemas.tables_core import CORE_TABLES
from schemas.tables_quality import QUALITY_TABLES
from schemas.tables_records import RECORD_TABLES
from schemas.tables_reference import REFERENCE_TABLES


@cache
def all_tables() -> dict[str, TableSpec]:
    """Every declared table by name, in the order they are created."""
    return {table.name: table for table in (*REFERENCE_TABLES, *CORE_TABLES, *RECORD_TABLES, *QUALITY_TABLES)}
