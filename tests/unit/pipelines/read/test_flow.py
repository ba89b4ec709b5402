"""Prose and tables as found become blocks: offsets, spans, nesting, layout tables, limits."""

import pytest

from pipelines.read.flow import BlockList, Prose, RawCell, RawTable, make_document, place_cells
from pipelines.read.limits import Limits
from schemas.documents import Paragraph, Table


def cell(text: str, *inside: RawTable, rows: int = 1, columns: int = 1, at: int | None = None) -> RawCell:
    return RawCell([*([Prose(text)] if text else []), *inside], rows, columns, at)


def blocks_of(*items: Prose | RawTable, limits: Limits | None = None) -> tuple[Paragraph | Table, ...]:
    blocks = BlockList(limits) if limits else BlockList()
    blocks.add_flow(items)
    return blocks.blocks


def texts(table: Table) -> list[list[str]]:
    return [[place.text if place else "" for place in row] for row in table.grid()]


def test_offsets_count_in_the_text_of_the_document() -> None:
    blocks = BlockList()
    blocks.add_flow([Prose(" 甲 "), Prose(""), Prose("乙\n丙", 2)])
    document = make_document(b"x", "x", "text/plain", ("r", "1"), blocks)
    assert document.text == "甲\n乙\n丙"
    assert [document.text[p.start : p.start + len(p.text)] for p in document.paragraphs] == ["甲", "乙", "丙"]
    assert [p.heading_level for p in document.paragraphs] == [None, 2, 2]


def test_control_characters_are_not_stored() -> None:
    first, second = blocks_of(Prose("收\x00入\x07"), RawTable([[cell("\x01甲\x0b乙"), cell("1")]]))
    assert isinstance(first, Paragraph)
    assert isinstance(second, Table)
    assert (first.text, texts(second)) == ("收入", [["甲\n乙", "1"]])


def test_spans_push_later_cells_to_free_places() -> None:
    rows = [[cell("a", rows=2), cell("b", columns=2)], [cell("c"), cell("d")]]
    row_count, column_count, cells = place_cells(rows)
    assert (row_count, column_count) == (2, 3)
    assert [(c.text, c.row_no, c.column_no, c.row_span, c.column_span) for c in cells] == [
        ("a", 1, 1, 2, 1),
        ("b", 1, 2, 1, 2),
        ("c", 2, 2, 1, 1),
        ("d", 2, 3, 1, 1),
    ]


def test_spans_are_cut_at_the_edges_and_at_other_cells() -> None:
    rows = [[cell("a"), cell("b", rows=9)], [cell("c", columns=5)]]
    _, _, cells = place_cells(rows)
    assert {c.text: (c.row_span, c.column_span) for c in cells} == {"a": (1, 1), "b": (2, 1), "c": (1, 1)}


def test_columns_in_which_no_cell_begins_are_taken_out() -> None:
    rows = [[cell("a", at=0, columns=3), cell("b", at=3)], [cell("c", at=0, columns=3), cell("d", at=3, columns=2)]]
    _, column_count, cells = place_cells(rows)
    assert column_count == 2
    assert {c.text: (c.column_no, c.column_span) for c in cells} == {"a": (1, 1), "b": (2, 1), "c": (1, 1), "d": (2, 1)}


def test_nested_tables_follow_their_table() -> None:
    inner = RawTable([[cell("内1"), cell("内2")], [cell("内3"), cell("内4")]])
    outer = RawTable([[cell("项目"), cell("甲")], [cell("指标"), cell("见表", inner)]])
    first, second = blocks_of(outer)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert texts(first) == [["项目", "甲"], ["指标", "见表"]]
    assert texts(second) == [["内1", "内2"], ["内3", "内4"]]
    assert (first.table_no, second.table_no) == (1, 2)


def test_a_table_that_only_lays_out_becomes_its_contents() -> None:
    inner = RawTable([[cell("内1"), cell("内2")]])
    page = RawTable([[cell("页头")], [cell("一、说明", inner)], [cell("页尾")]])
    blocks = blocks_of(page)
    assert [b.text if isinstance(b, Paragraph) else "表" for b in blocks] == ["页头", "一、说明", "表", "页尾"]
    assert isinstance(blocks[1], Paragraph)
    assert blocks[1].heading_level == 2


def test_an_article_beside_a_menu_is_prose_and_a_form_with_a_long_cell_is_not() -> None:
    article = RawCell([Prose("一、说明"), *(Prose(f"第{n}段正文，说明收入和支出的情况。") for n in range(6))])
    beside_menu = RawTable([[RawCell([Prose("首页", is_menu_item=True)]), article]])
    assert [b.text for b in blocks_of(beside_menu) if isinstance(b, Paragraph)][:1] == ["一、说明"]
    form = RawTable([[cell(f"项目{n}"), cell("甲")] for n in range(5)] + [[cell("目标"), article]])
    assert [type(b) for b in blocks_of(form)] == [Table]


def test_menu_items_are_dropped_outside_real_tables_only() -> None:
    link = RawCell([Prose("附表", is_menu_item=True)])
    blocks = blocks_of(Prose("首页", is_menu_item=True), RawTable([[link, cell("1")]]))
    assert len(blocks) == 1
    assert isinstance(blocks[0], Table)
    assert texts(blocks[0]) == [["附表", "1"]]


@pytest.mark.parametrize(
    ("limits", "detail"),
    [(Limits(paragraphs=2), "paragraphs > 2"), (Limits(table_places=3), "table_places > 3")],
)
def test_what_exceeds_the_limits_is_cut_off_and_said(limits: Limits, detail: str) -> None:
    blocks = BlockList(limits)
    blocks.add_flow([Prose("a"), Prose("b"), Prose("c"), Prose("d"), RawTable([[cell("1"), cell("2")]] * 2)])
    document = make_document(b"x", "x", "text/plain", ("r", "1"), blocks)
    assert document.status == "partly_read"
    assert detail in [issue.detail for issue in document.issues]
    assert len(document.paragraphs) <= 4


def test_lost_characters_are_reported_where_they_are_stored() -> None:
    blocks = BlockList()
    blocks.add_flow([Prose("收\ufffd入"), RawTable([[cell("\ufffd"), cell("1")]])])
    document = make_document(b"x", "x", "text/plain", ("r", "1"), blocks)
    assert [(issue.issue, issue.detail) for issue in document.issues] == [("text_has_lost_characters", "2")]
