"""What facts and records account for: the places that figures name, and the words and amounts that records hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal

from pipelines.account.printed_numbers import CellNumber, ProseNumber, in_yuan, numbers_in, states_number
from pipelines.normalise.amounts import squeeze
from schemas.facts import Asset, Extraction, Figure, Indicator, Institution, ProcurementItem, Project

Record = Institution | Project | Indicator | ProcurementItem | Asset
# Where a record was read, and its own running number, are no content of it.
_NO_CONTENT = frozenset({"place", "quote", "figures", "project_no", "institution_no", "parent_no"})
_DIGITS_ONLY = re.compile(r"[^\d.,]")


class FigureClaims:
    """The places that figures name: cells by table, row and column, and the characters of the text."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._cells: dict[tuple[int, int, int], list[str]] = defaultdict(list)
        self._characters: set[int] = set()
        for figure in figures:
            place = figure.place
            if figure.origin == "derived":
                continue
            if place.table_no is not None and place.row_no is not None and place.column_no is not None:
                self._cells[place.table_no, place.row_no, place.column_no].append(squeeze(figure.stated))
            elif place.char_start is not None and place.char_end is not None and states_number(figure.stated):
                # Words (均与上年持平) span what stands between them, other numbers among it.
                self._characters.update(range(place.char_start, place.char_end))

    def cell(self, number: CellNumber) -> bool:
        """Whether figures stand in this cell and state every number it prints."""
        stated = {
            text
            for row in range(number.cell.row_no, number.cell.row_no + number.cell.row_span)
            for text in self._cells.get((number.table_no, row, number.cell.column_no), ())
        }
        if not stated:
            return False
        if number.plain in stated:
            return True
        digits = {_DIGITS_ONLY.sub("", text) for text in stated}
        return all(number.plain[start:end] in digits for start, end, _, _ in numbers_in(number.plain))

    def prose(self, number: ProseNumber) -> bool:
        """Whether a figure is stated by these digits."""
        return number.offset in self._characters


@dataclass(slots=True)
class _Held:
    """What the records of a row or of a sheet hold: amounts in yuan, other numbers, and words; each with its kind."""

    amounts: dict[Decimal, str] = field(default_factory=dict)
    numbers: dict[Decimal, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, record: Record, *, only_words: bool = False) -> None:
        for name, value in _content(record):
            if isinstance(value, Decimal) and only_words:
                continue
            if isinstance(value, Decimal):
                (self.amounts if name.endswith("_yuan") else self.numbers).setdefault(value, kind)
            elif isinstance(value, str):
                self.words.setdefault(squeeze(value), kind)

    def kind_of(self, number: CellNumber) -> str | None:
        """The kind of record that holds what the cell prints: its number, or in words what it says."""
        value = number.value
        if value is not None:
            if value in self.numbers:
                return self.numbers[value]
            kind = next((self.amounts[amount] for amount in in_yuan(value) if amount in self.amounts), None)
            if kind is not None:
                return kind
        if number.shape == "bare":
            return None
        return next((kind for words, kind in self.words.items() if number.plain in words), None)


class RecordClaims:
    """What records hold of the rows in which they stand, and projects of the sheets that their indicators stand in."""

    def __init__(self, extraction: Extraction) -> None:
        self._rows: dict[tuple[int, int], _Held] = defaultdict(_Held)
        self._sheets: dict[int, _Held] = defaultdict(_Held)
        sheets = _tables_of_projects(extraction)
        projects_in = Counter(table_no for tables in sheets.values() for table_no in tables)
        for kind, record in _records(extraction):
            place = record.place
            if place.table_no is not None and place.row_no is not None:
                self._rows[place.table_no, place.row_no].add(kind, record)
            if isinstance(record, Project):
                for table_no in sheets.get(record.project_no, ()):
                    # Among many projects any amount is some project's: there each speaks for its own row alone.
                    self._sheets[table_no].add(kind, record, only_words=projects_in[table_no] > 1)

    def cell(self, number: CellNumber) -> str | None:
        """The kind of record that holds what the cell prints, or None."""
        cell, table_no = number.cell, number.table_no
        for row in range(cell.row_no, cell.row_no + cell.row_span):
            held = self._rows.get((table_no, row))
            kind = held.kind_of(number) if held is not None else None
            if kind is not None:
                return kind
        sheet = self._sheets.get(table_no)
        return sheet.kind_of(number) if sheet is not None else None


def _tables_of_projects(extraction: Extraction) -> dict[int, set[int]]:
    """The tables in which each project, its indicators and its amounts stand."""
    found: dict[int, set[int]] = defaultdict(set)
    for project in extraction.projects:
        if project.place.table_no is not None:
            found[project.project_no].add(project.place.table_no)
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


def _content(record: Record) -> Iterator[tuple[str, object]]:
    """The fields of a record that hold what it prints, by name."""
    for column in fields(record):
        value = getattr(record, column.name)
        if column.name in _NO_CONTENT or value is None:
            continue
        for part in value.values() if isinstance(value, dict) else (value,):
            yield column.name, part
