"""Columns and checks that several tables share: ids, places, funds, and the lists their values come from."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from schemas.tables import INTEGER, MONEY, TEXT, Between, Column, Matches

REPORT_TYPES = ("budget", "final_accounts")
SCOPES = ("department", "unit")
STATES = ("reported", "zero", "blank", "nil_statement", "not_applicable")
ROW_ROLES = ("total", "parent", "leaf", "of_which")
ORIGINS = ("table", "text", "derived")
READINGS = ("sure", "unsure")
PARTS = ("whole", "narrative", "tables", "annex")
READ_STATUSES = ("read", "partly_read", "unreadable", "not_a_disclosure")
OPERATORS = (">=", "<=", "=", ">", "<", "between", "qualitative")
FUND_AMOUNTS = ("general_public", "government_fund", "state_capital", "special_account", "unit_funds")

DIGEST = Matches("[0-9a-f]{64}")
SHORT_HASH = Matches("[0-9a-f]{20}")
DISCLOSURE_ID = Matches(r"[0-9a-f]{20}(-\d+)?")
YEAR = Between(1990, 2100)
FROM_ONE = Between(1)
_FUND_NAMES = {
    "general_public": ("一般公共预算", "general public budget"),
    "government_fund": ("政府性基金", "government funds"),
    "state_capital": ("国有资本经营预算", "state capital budget"),
    "special_account": ("财政专户管理资金", "special fiscal account"),
    "unit_funds": ("单位资金", "the unit's own funds"),
}
_PLACES = {
    "page": ("页码，从 1 起；格式无页则空", "page from 1; NULL where the format has none"),
    "table_no": ("文件中第几张表", "table in the document, from 1"),
    "row_no": ("表中第几行", "row of the table, from 1"),
    "column_no": ("表中第几列", "column of the table, from 1"),
}


@cache
def qualifier_pattern() -> str:
    """The documented qualifiers of `qualifiers.csv` as one regular expression."""
    with files("schemas").joinpath("qualifiers.csv").open(encoding="utf-8") as lines:
        return "|".join(row["pattern"] for row in csv.DictReader(lines))


def place_columns(*names: str) -> tuple[Column, ...]:
    """The columns that say where something stands in its document."""
    return tuple(Column(name, INTEGER, *_PLACES[name], (FROM_ONE,), nullable=True) for name in names)


def read_from() -> tuple[Column, ...]:
    """Where a record was read: document, place and the words around it."""
    return (
        Column("document_id", TEXT, "所在文件", "the document", (DIGEST,)),
        *place_columns("page", "table_no", "row_no"),
        Column("quote", TEXT, "原文摘录", "the words as printed", nullable=True),
    )


def disclosure_id() -> Column:
    """Whose figure or record it is."""
    return Column("disclosure_id", TEXT, "所属公开文件", "the disclosure", (DISCLOSURE_ID,))


def fund_columns() -> tuple[Column, ...]:
    """An amount in yuan for each fund that tables print a column of."""
    return tuple(
        Column(f"{fund}_yuan", MONEY, f"其中：{zh}（元）", f"of it from the {en}, in yuan", nullable=True)
        for fund, (zh, en) in _FUND_NAMES.items()
    )
