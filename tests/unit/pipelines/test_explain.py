"""The words around a place: rows of a table with the cell marked, or the text before and after."""

from collections.abc import Callable

from pipelines.explain import place_words, surroundings
from schemas.documents import Document

WriteDocument = Callable[..., Document]
TABLE = [f"行{number} | {number}.00" for number in range(1, 10)]


def test_rows_around_a_cell_and_the_head(document_of: WriteDocument) -> None:
    found = surroundings(document_of(TABLE), {"table_no": 1, "row_no": 6, "column_no": 2})
    assert found is not None
    assert [row[0] for row in found.rows] == ["行1", "行4", "行5", "行6", "行7", "行8"]
    assert found.marked is not None
    row, column = found.marked
    assert found.rows[row][column] == "6.00"


def test_words_around_a_span_stay_in_their_paragraph(document_of: WriteDocument) -> None:
    document = document_of("第一段", "本年支出208.50万元，比上年增加。", "第三段")
    start = document.text.index("208.50")
    found = surroundings(document, {"char_start": start, "char_end": start + 6})
    assert found is not None
    assert (found.before, found.at, found.after) == ("本年支出", "208.50", "万元，比上年增加。")


def test_without_the_document_or_a_place_there_are_no_words(document_of: WriteDocument) -> None:
    assert surroundings(None, {"char_start": 1}) is None
    assert surroundings(document_of("甲"), {}) is None
    assert surroundings(document_of("甲"), {"table_no": 9, "row_no": 1}) is None
    beyond = surroundings(document_of(TABLE), {"table_no": 1, "row_no": 99})
    assert beyond is not None
    assert beyond.marked is None


def test_places_in_words() -> None:
    cell = {"page": 3, "table_no": 2, "row_no": 5, "column_no": 4}
    assert place_words(cell, "en") == "page 3, table 2, row 5, column 4"
    assert place_words(cell, "zh") == "第 3 页, 表 2，第 5 行第 4 列"
    assert place_words({"char_start": 7, "char_end": 9}, "en") == "characters 7 to 9"
    assert place_words({}, "en") == "-"
