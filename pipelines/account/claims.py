"""What facts and records account for: the places that figures name, and the words and amounts that records hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from decimal import Decimal

from pipelines.account.printed_numbers import CellNumber, ProseNumber, in_yuan
from pipelines.normalise.amounts import squeeze
from schemas.facts import Asset, Extraction, Figure, Indicator, Institution, ProcurementItem, Project

Record = Institution | Project | Indicator | ProcurementItem | Asset
# Where a record was read, and its own running number, are no content of it.
_NO_CONTENT = frozenset({"place", "quote", "figures", "project_no", "institution_no", "parent_no"})


class FigureClaims:
    """The places that figures name: cells by table, row and column, and the characters of the text."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._cells: dict[tuple[int, int, int], list[str]] = defaultdict(list)
        self._characters: set[int] = set()
        for figure in figures:
            place = figure.place
            if place.table_no is not None and place.row_no is not None and place.column_no is not None:
                self._cells[place.table_no, place.row_no, place.column_no].append(squeeze(figure.stated))
            elif place.char_start is not None and place.char_end is not None and figure.stated[:1].isdigit():
                # Words (均与上年持平) span what stands between them, other numbers among it.
                self._characters.update(range(place.char_start, place.char_end))

    def cell(self, number: CellNumber) -> bool:
        """Whether a figure stands in this cell and states what it prints."""
        cell = number.cell
        return any(
            stated and stated in number.plain
            for row in range(cell.row_no, cell.row_no + cell.row_span)
            for stated in self._cells.get((number.table_no, row, cell.column_no), ())
        )

    def prose(self, number: ProseNumber) -> bool:
        """Whether a figure is stated by these digits."""
        return number.offset in self._characters


class RecordClaims:
    """What records hold, by the table and row in which they stand: their amounts by value, their words as printed."""

    def __init__(self, extraction: Extraction) -> None:
        self._rows: dict[tuple[int, int], dict[Decimal, str]] = defaultdict(dict)
        self._sheets: dict[int, set[Decimal]] = defaultdict(set)
        words: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        sheets = _tables_of_projects(extraction)
        for kind, record in _records(extraction):
            held = list(_content(record))
            texts = {squeeze(text) for text in held if isinstance(text, str)}
            values = {value for value in held if isinstance(value, Decimal)}
            place = record.place
            tables = {place.table_no} if place.table_no is not None else set()
            if isinstance(record, Project):
                tables |= sheets.get(record.project_no, set())
            for table_no in tables:
                words[table_no][kind] |= texts
                if isinstance(record, Project):
                    self._sheets[table_no] |= values
            if place.table_no is not None and place.row_no is not None:
                self._rows[place.table_no, place.row_no].update(dict.fromkeys(values, kind))
        self._words = {
            table_no: [(kind, "\n".join(sorted(texts))) for kind, texts in by_kind.items()]
            for table_no, by_kind in words.items()
        }

    def cell(self, number: CellNumber) -> str | None:
        """The kind of record in the cell's row that holds its number, or in its table that holds its words."""
        cell, table_no = number.cell, number.table_no
        if table_no not in self._words:
            return None
        if number.value is not None:
            may_be = (number.value, *in_yuan(number.value))
            for row in range(cell.row_no, cell.row_no + cell.row_span):
                held = self._rows.get((table_no, row), {})
                kind = next((held[value] for value in may_be if value in held), None)
                if kind is not None:
                    return kind
            if any(value in self._sheets[table_no] for value in may_be):
                return "project"
        if number.shape == "bare":
            return None
        return next((kind for kind, words in self._words[table_no] if number.plain in words), None)


def _tables_of_projects(extraction: Extraction) -> dict[int, set[int]]:
    """The tables in which each project's indicators and amounts stand."""
    found: dict[int, set[int]] = defaultdict(set)
    for indicator in extraction.indicators:
        if indicator.project_no is not None and indicator.place.table_no is not None:
            found[indicator.project_no].add(indicator.place.table_no)
    for project in extraction.projects:
        found[project.project_no].update(
            figure.place.table_no for figure in project.figures if figure.place.table_no is not None
        )
    return found


def _records(extraction: Extraction) -> Iterator[tuple[str, Record]]:
    """Every record with the name of its table."""
    for kind, records in (
        ("institution", extraction.institutions),
        ("project", extraction.projects),
        ("indicator", extraction.indicators),
        ("procurement_item", extraction.procurement_items),
        ("asset", extraction.assets),
    ):
        for record in records:
            yield kind, record


def _content(record: Record) -> Iterator[object]:
    for column in fields(record):
        if column.name in _NO_CONTENT:
            continue
        value = getattr(record, column.name)
        if isinstance(value, dict):
            yield from value.values()
        elif value is not None:
            yield value
