"""Tables without a title that their rows tell; every table is invented."""

from __future__ import annotations

import pytest

from pipelines.locate.forms import locate_forms
from schemas.documents import Block, Cell, Document, Paragraph, Table
from schemas.facts import Identity

ITEMS = [
    "因公出国（境）费用（万元）|2.00|1.00",
    "公务接待费|3.20|2.80",
    "其中：公务用车购置及运行费|9.00|9.00",
    "合计|14.20|12.80",
]


def forms_of(rows: list[str]) -> list[str]:
    grid = [row.split("|") for row in ["项目|2030年|2031年", *rows]]
    cells = tuple(
        Cell(row_no, column_no, 1, 1, text, 1)
        for row_no, row in enumerate(grid, start=1)
        for column_no, text in enumerate(row, start=1)
    )
    blocks: tuple[Block, ...] = (
        Paragraph("三、各项经费的安排情况如下。", 0, ((0, 1),)),
        Table(1, len(grid), 3, cells, 1),
    )
    document = Document("0" * 64, "application/pdf", "invented.pdf", 1, 1, "drawn", "1", "read", blocks)
    identity = Identity(printed_name="云溪县水务局", fiscal_year=2031, report_type="budget", scope="department")
    return [form.form for form in locate_forms(document, identity)[0]]


def test_a_table_whose_rows_are_all_items_of_one_form_is_that_form() -> None:
    assert forms_of(ITEMS) == ["three_public"]


@pytest.mark.parametrize("other", ["30201 办公费|5.00|5.00", "水质监测|5.00|5.00"])
def test_a_table_with_one_row_of_another_kind_is_not(other: str) -> None:
    assert forms_of([*ITEMS[:3], other, ITEMS[3]]) == []


def test_a_table_without_one_of_the_items_is_not() -> None:
    assert forms_of(ITEMS[1:]) == []
