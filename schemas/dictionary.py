"""The data dictionary of the warehouse in Chinese and English, written from the declarations.

`python -m schemas.dictionary FOLDER` writes it anew; a test is red while the pages in docs/ say something else.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from schemas.all_tables import all_tables
from schemas.tables import Check, Matches, OneOf, TableSpec
from schemas.tables_core import CORE_VIEWS

Language = Literal["zh", "en"]
PAGES: dict[Language, str] = {"zh": "dictionary.zh-CN.md", "en": "dictionary.md"}
LISTED_UP_TO = 12
LONGEST_PATTERN = 60
_HEADS: dict[Language, str] = {
    "zh": """# 数据字典

由 `schemas/tables_*.py` 生成（`python -m schemas.dictionary docs`），请勿手工修改。同样的说明以注释写在库文件里
（`SELECT * FROM duckdb_columns()`）。`compare` 各表的说明在 `warehouse/compare/*.sql` 中。从 `core.figure` 开始查询。
""",
    "en": """# Data dictionary

Made from `schemas/tables_*.py` by `python -m schemas.dictionary docs`: do not edit by hand. The same words are comments
in the warehouse file (`SELECT * FROM duckdb_columns()`). The tables of `compare` are described in
`warehouse/compare/*.sql`. Start from `core.figure`.
""",
}


def page(language: Language) -> str:
    """The whole dictionary as one Markdown page: views first, then the tables by schema."""
    tables = sorted(all_tables().values(), key=lambda table: ("core", "quality", "reference").index(table.schema))
    return "\n".join([_HEADS[language], *(table_page(table, language) for table in (*CORE_VIEWS, *tables))])


def table_page(table: TableSpec, language: Language) -> str:
    """One table: its meaning, its key, and its columns with type, meaning and what their values must hold."""
    chinese = language == "zh"
    heads = ("列", "类型", "可空", "含义", "取值") if chinese else ("column", "type", "null", "meaning", "values")
    lines = [
        f"## `{table.name}`",
        "",
        table.zh if chinese else table.en,
        "",
        f"{'主键' if chinese else 'Key'}: {', '.join(f'`{name}`' for name in table.primary_key)}",
        "",
        "| " + " | ".join(heads) + " |",
        "|---|---|---|---|---|",
    ]
    for column in table.columns:
        values = "; ".join(_values(check, language) for check in column.checks)
        null = ("是" if chinese else "yes") if column.nullable else ""
        meaning = column.zh if chinese else column.en
        lines.append(f"| `{column.name}` | {column.duckdb_type} | {null} | {meaning} | {values} |")
    return "\n".join(lines) + "\n"


def _values(check: Check, language: Language) -> str:
    if isinstance(check, OneOf):
        if len(check.values) > LISTED_UP_TO:
            return "代码表中的代码" if language == "zh" else "a code of its list"
        return " ".join(f"`{value}`" for value in check.values)
    if isinstance(check, Matches):
        if len(check.pattern) > LONGEST_PATTERN:
            return "见 `reference.qualifier`" if language == "zh" else "see `reference.qualifier`"
        return f"`{check.pattern}`".replace("|", "\\|")
    return f"{check.low} – {check.high}" if check.high is not None else f"≥ {check.low}"


def write_pages(folder: Path) -> None:
    """Write the pages of all languages into `folder`."""
    for language, name in PAGES.items():
        (folder / name).write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
