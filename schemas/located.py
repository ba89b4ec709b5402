"""Statutory tables as found in a document: which form a table is, under which title, in which unit."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.documents import Table


@dataclass(frozen=True, slots=True)
class LocatedForm:
    """One table recognised as a statutory form.

    `form` is a code of `forms.csv`; `title` the words that decided it; `unit` the money unit printed for the table
    ("元", "万元", ...) or None where none is printed; `header_rows` how many rows from the top are column heads;
    `note` what stands below an empty table (本表无数据 ...), else None; `body` another body than the
    document's, where a line above says that the table is that one's.
    """

    form: str
    table: Table
    title: str
    unit: str | None
    header_rows: int
    note: str | None = None
    body: str | None = None
