"""Tables set with spaces: blanks keep their place, and what cannot be told is no table."""

from __future__ import annotations

from pipelines.read.flow import place_cells
from pipelines.read.plain_text import read_plain_text
from pipelines.read.spaced_tables import is_unit_line, spaced_table

LINES = [
    "                            单位：万元",
    "编码     名称            合计     基本支出",
    "205      甲类支出    1,407.36       300.00",
    "20501    乙款            7.50",
    "",
    "20502    丙款                       300.00",
    "合计                 1,407.36       300.00",
]
TEXTS = [
    ["编码", "名称", "合计", "基本支出"],
    ["205", "甲类支出", "1,407.36", "300.00"],
    ["20501", "乙款", "7.50", ""],
    ["20502", "丙款", "", "300.00"],
    ["合计", "", "1,407.36", "300.00"],
]


def texts(lines: list[str]) -> list[list[str]]:
    found = spaced_table(lines)
    if found is None:
        return []
    row_count, column_count, cells = place_cells(found[0].rows)
    rows = [[""] * column_count for _ in range(row_count)]
    for cell in cells:
        rows[cell.row_no - 1][cell.column_no - 1] = cell.text
    return rows


def test_blanks_keep_their_columns() -> None:
    assert texts(LINES) == TEXTS


def test_shifted_numbers_are_no_table() -> None:
    assert texts([*LINES[:3], "20501    乙款      7.50", *LINES[4:]]) == []
    assert texts([" ".join(line.split()) for line in LINES]) == []


def test_unit_lines() -> None:
    assert is_unit_line("公开01表    单位：万元 ")
    assert not is_unit_line("单位：某局")


def test_what_stands_around_the_table_is_prose() -> None:
    document = read_plain_text(
        "\n".join(["支出总表", *LINES, "", "第三部分 说明", "支出1,407.36万元。"]).encode(), "a.txt"
    )
    assert [block.text for block in document.paragraphs] == [
        "支出总表",
        "单位：万元",
        "第三部分 说明",
        "支出1,407.36万元。",
    ]
    (table,) = document.tables
    assert [[cell.text if cell else "" for cell in row] for row in table.grid()] == TEXTS
