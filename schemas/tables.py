"""How a warehouse table is declared: Polars schema, Pandera contract, DDL and comments from one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

if TYPE_CHECKING:
    import pandera.polars as pa

TEXT = pl.String()
SMALL = pl.Int16()
INTEGER = pl.Int32()
BIG = pl.Int64()
MONEY = pl.Decimal(20, 2)
QUANTITY = pl.Decimal(24, 6)
HALF_WIDTH = pl.Decimal(20, 6)
REAL = pl.Float64()
DATE = pl.Date()
TIMESTAMP = pl.Datetime("us")
YES_NO = pl.Boolean()
TEXTS = pl.List(pl.String())

_DUCKDB_NAMES: tuple[tuple[pl.DataType, str], ...] = (
    (TEXT, "VARCHAR"),
    (SMALL, "SMALLINT"),
    (INTEGER, "INTEGER"),
    (BIG, "BIGINT"),
    (REAL, "DOUBLE"),
    (DATE, "DATE"),
    (TIMESTAMP, "TIMESTAMP"),
    (YES_NO, "BOOLEAN"),
    (TEXTS, "VARCHAR[]"),
)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value is one of a list."""

    values: tuple[str, ...]

    @property
    def name(self) -> str:
        """The check's name in quarantine and dictionary."""
        return "one_of" if len(self.values) > 12 else f"one_of({', '.join(self.values)})"

    def holds(self, column: str) -> pl.Expr:
        """True where the value passes."""
        return pl.col(column).is_in(list(self.values))


@dataclass(frozen=True, slots=True)
class Matches:
    """The whole value matches a regular expression (without look-around)."""

    pattern: str

    @property
    def name(self) -> str:
        """The check's name in quarantine and dictionary."""
        return f"matches({self.pattern})"

    def holds(self, column: str) -> pl.Expr:
        """True where the value passes."""
        return pl.col(column).str.contains(f"^(?:{self.pattern})$")


@dataclass(frozen=True, slots=True)
class Between:
    """The value lies between two bounds, both included; None is no bound."""

    low: int | Decimal | None
    high: int | Decimal | None = None

    @property
    def name(self) -> str:
        """The check's name in quarantine and dictionary."""
        return f"between({self.low}, {self.high})" if self.high is not None else f"at_least({self.low})"

    def holds(self, column: str) -> pl.Expr:
        """True where the value passes."""
        expression = pl.lit(True)
        if self.low is not None:
            expression = expression & (pl.col(column) >= self.low)
        if self.high is not None:
            expression = expression & (pl.col(column) <= self.high)
        return expression


Check = OneOf | Matches | Between


@dataclass(frozen=True, slots=True)
class RowCheck:
    """A check over several columns of one row; `holds` is True where the row passes."""

    name: str
    holds: pl.Expr = field(hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, Polars type, meaning in Chinese and English, and the checks its values must pass."""

    name: str
    dtype: pl.DataType
    zh: str
    en: str
    checks: tuple[Check, ...] = ()
    nullable: bool = False

    @property
    def duckdb_type(self) -> str:
        """The type a SQL user sees."""
        if isinstance(self.dtype, pl.Decimal):
            return f"DECIMAL({self.dtype.precision},{self.dtype.scale})"
        return next(sql for dtype, sql in _DUCKDB_NAMES if dtype == self.dtype)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A warehouse table: its columns in order, the key no two rows share, and checks over whole rows."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    row_checks: tuple[RowCheck, ...] = ()

    @property
    def schema(self) -> str:
        """The DuckDB schema it lives in."""
        return self.name.partition(".")[0]

    @property
    def row_key(self) -> tuple[str, ...]:
        """What tells rows apart before loading: files of one disclosure number their records each by themselves."""
        by_document = "document_id" in self.column_names and "document_id" not in self.primary_key
        return (*self.primary_key, "document_id") if by_document else self.primary_key

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(column.name for column in self.columns)

    def polars_schema(self) -> pl.Schema:
        """Column types for building frames."""
        return pl.Schema([(column.name, column.dtype) for column in self.columns])

    def contract(self) -> pa.DataFrameSchema:
        """The Pandera contract: nothing missing, nothing extra, in order, key unique, every check."""
        import pandera.polars as pa  # slow to import: only those who validate pay for it

        return pa.DataFrameSchema(
            {
                column.name: pa.Column(
                    column.dtype,
                    checks=[_pandera_check(check.name, check.holds(column.name)) for check in column.checks],
                    nullable=column.nullable,
                )
                for column in self.columns
            },
            checks=[_pandera_check(check.name, check.holds) for check in self.row_checks],
            strict=True,
            ordered=True,
            unique=list(self.row_key),
            name=self.name,
        )

    def ddl(self) -> str:
        """The DuckDB table definition.

        It declares no primary key: documents are replaced by delete and insert in one transaction, which DuckDB's key
        index refuses, and an index over 70 million facts would not fit in memory. The contract and `publish` hold it.
        """
        lines = [
            f"    {_quoted(column.name)} {column.duckdb_type}{'' if column.nullable else ' NOT NULL'}"
            for column in self.columns
        ]
        return f"CREATE TABLE {self.name} (\n" + ",\n".join(lines) + "\n);\n"

    def comments(self, kind: Literal["TABLE", "VIEW"] = "TABLE") -> list[str]:
        """COMMENT statements for the table or view and each of its columns, Chinese first."""
        statements = [f"COMMENT ON {kind} {self.name} IS {_literal(f'{self.zh} | {self.en}')}"]
        statements += [
            f"COMMENT ON COLUMN {self.name}.{_quoted(column.name)} IS {_literal(f'{column.zh} | {column.en}')}"
            for column in self.columns
        ]
        return statements


def _pandera_check(name: str, holds: pl.Expr) -> pa.Check:
    import pandera.polars as pa

    def passes(data: Any) -> pl.LazyFrame:
        frame: pl.LazyFrame = data.lazyframe
        # A check that meets NULL says nothing: nullability is declared by the column.
        return frame.select(holds.fill_null(True))

    return pa.Check(passes, name=name, error=name)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
