"""Declaration = contract = DDL = comments = dictionary, for every table."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import polars as pl
import pytest
from pandera.errors import SchemaErrors

from schemas import tables
from schemas.all_tables import all_tables
from schemas.dictionary import table_page
from schemas.table_columns import qualifier_pattern
from schemas.tables import (
    DATE,
    INTEGER,
    MONEY,
    TEXT,
    TEXTS,
    Between,
    Column,
    Matches,
    OneOf,
    RowCheck,
    TableSpec,
)
from schemas.tables_core import CORE_VIEWS, FACT

TABLES = list(all_tables().values())
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)

SMALL_TABLE = TableSpec(
    "core.sample",
    "样例",
    "a sample",
    (
        Column("key", TEXT, "键", "the key", (Matches("[a-z]+"),)),
        Column("kind", TEXT, "类", "the kind", (OneOf(("left", "right")),), nullable=True),
        Column("amount", MONEY, "额", "the amount's value", (Between(0, 100),), nullable=True),
    ),
    ("key",),
    (RowCheck("left_has_amount", (pl.col("kind") != "left") | pl.col("amount").is_not_null()),),
)


contract_of = cache(TableSpec.contract)


def _refused(table: TableSpec, frame: pl.DataFrame) -> set[str]:
    """What the contract names in its refusal: columns, failing values, or nothing where it accepts."""
    try:
        contract_of(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        return {str(value) for row in cases.select("column", "failure_case").iter_rows() for value in row}
    return set()


@each_table
def test_a_frame_of_another_shape_is_refused(table: TableSpec) -> None:
    frame = table.polars_schema().to_frame()
    names = set(table.column_names)
    assert not _refused(table, frame)
    assert "one_too_many" in _refused(table, frame.with_columns(pl.lit(None, TEXT).alias("one_too_many")))
    assert _refused(table, frame.select(reversed(frame.columns)))
    assert _refused(table, frame.drop(frame.columns[-1]))
    assert names <= _refused(table, frame.select([]))
    retyped = frame.select(
        pl.Series(column.name, [], INTEGER if column.dtype == TEXT else TEXT) for column in table.columns
    )
    assert names <= _refused(table, retyped)


@each_table
def test_the_ddl_says_what_the_declaration_says(table: TableSpec) -> None:
    con = duckdb.connect()
    con.execute(f"CREATE SCHEMA {table.name.partition('.')[0]}")
    con.execute(table.ddl())
    for comment in table.comments():
        con.execute(comment)
    found = con.execute(
        "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() "
        "WHERE NOT internal ORDER BY column_index"
    ).fetchall()
    assert found == [
        (column.name, column.duckdb_type, column.nullable, f"{column.zh} | {column.en}") for column in table.columns
    ]
    assert con.table(table.name).pl().schema == table.polars_schema()


@each_table
def test_every_column_has_a_meaning_in_both_languages(table: TableSpec) -> None:
    assert table.zh
    assert table.en
    assert set(table.primary_key) <= set(table.column_names)
    assert not [column.name for column in table.columns if not column.zh or not column.en]
    for language in ("zh", "en"):
        page = table_page(table, language)
        assert all(f"| `{column.name}` | {column.duckdb_type} |" in page for column in table.columns)


@each_table
def test_a_key_column_is_never_null(table: TableSpec) -> None:
    nullable = {column.name for column in table.columns if column.nullable}
    assert not nullable & set(table.primary_key)


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        (("a", "left", Decimal(1)), False),
        (("a", None, None), False),
        (("A", None, None), True),
        (("ab1", None, None), True),
        (("a", "up", None), True),
        (("a", "left", None), True),
        (("a", "right", Decimal(100)), False),
        (("a", "right", Decimal("100.01")), True),
        ((None, "right", None), True),
    ],
)
def test_values_are_checked(row: tuple[object, ...], refused: bool) -> None:
    frame = pl.DataFrame([row], schema=SMALL_TABLE.polars_schema(), orient="row")
    assert bool(_refused(SMALL_TABLE, frame)) is refused


def test_a_repeated_key_is_refused() -> None:
    frame = pl.DataFrame([("a", None, None)] * 2, schema=SMALL_TABLE.polars_schema(), orient="row")
    assert _refused(SMALL_TABLE, frame)


def test_records_numbered_by_each_file_are_told_apart_by_it() -> None:
    project = all_tables()["core.project"]
    assert project.primary_key == ("disclosure_id", "project_no")
    assert project.row_key == ("disclosure_id", "project_no", "document_id")
    assert FACT.row_key == ("document_id", "fact_id")


def test_a_view_shares_the_columns_of_its_table() -> None:
    fact = {column.name: column for column in FACT.columns}
    for view in CORE_VIEWS:
        assert [c.name for c in view.columns if c.name not in fact] == ["places", "places_agree"]


def test_types_without_a_duckdb_name_are_not_declared_silently() -> None:
    assert Column("dates", DATE, "日", "day").duckdb_type == "DATE"
    assert Column("words", TEXTS, "词", "words").duckdb_type == "VARCHAR[]"
    with pytest.raises(StopIteration):
        Column("span", pl.Duration(), "期", "span").duckdb_type  # noqa: B018


def test_every_qualifier_that_forms_and_phrases_declare_is_documented() -> None:
    root = Path(tables.__file__).parent
    declared = {
        qualifier
        for path in [*root.glob("forms/*.yml"), *root.glob("phrases/*.yml")]
        for qualifier in re.findall(r"^\s*qualifier:\s*(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert "planned" in declared
    assert not [qualifier for qualifier in declared if not re.fullmatch(qualifier_pattern(), qualifier)]


def test_qualifiers_are_documented() -> None:
    frame = pl.DataFrame({"qualifier": ["held", "at_least_500000_yuan", "at_least_yuan", "anything"]})
    passes = Matches(qualifier_pattern()).holds("qualifier")
    assert frame.select(passes).to_series().to_list() == [True, True, False, False]
