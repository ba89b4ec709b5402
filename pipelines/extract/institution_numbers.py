"""Numbers of the units that a document's tables name, in reading order: the key of `core.institution`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.extract.label_meanings import clean_label, is_total_label
from pipelines.extract.row_keys import Carried, key_of_row
from pipelines.extract.sheets import build_sheets
from pipelines.locate.headers import column_paths
from pipelines.normalise.labels import plain
from schemas.form_declarations import labels
from schemas.located import LocatedForm

_CODE = re.compile(r"^\d{3,12}[-—_]?")
_WHOLE_CODE = re.compile(r"\d{3,12}")
_NAME_HEAD = re.compile(r"(?:预算)?(?:单位|部门|机构)(?:名称)?(?:\([^)]*\))?|名称")


def institution_key(name: str) -> str:
    """A unit's name for comparing: no white space, no quotation marks, no leading unit code."""
    return _CODE.sub("", plain(name))


def _has_unit_column(form: LocatedForm) -> bool:
    heads = (cell.text for cell in form.table.cells if cell.row_no <= form.header_rows)
    return any(labels().roles.meaning(clean_label(head)) == "unit_name" for head in heads)


def institution_numbers(forms: Sequence[LocatedForm]) -> dict[str, int]:
    """Every unit that a table of units or a column of units names, as `institution_key`, with its number from 1."""
    numbers: dict[str, int] = {}
    for form in forms:
        if form.form != "institutions" and not _has_unit_column(form):
            continue
        grid = form.table.grid()
        paths = column_paths(grid, 0, form.header_rows, form.table.column_count)
        for column, path in enumerate(paths):
            head = clean_label(path[-1]) if path else ""
            if form.form == "institutions":
                if not _NAME_HEAD.fullmatch(head):
                    continue
            elif labels().roles.meaning(head) != "unit_name":
                continue
            for row in range(form.header_rows, len(grid)):
                cell = grid[row][column]
                name = institution_key(cell.text) if cell is not None and cell.row_no == row + 1 else ""
                if name and not name.isdigit() and not is_total_label(name) and len(name) >= 3:
                    numbers.setdefault(name, len(numbers) + 1)
    for name in _units_between_subjects(forms):
        numbers.setdefault(name, len(numbers) + 1)
    return numbers


def institution_codes(forms: Sequence[LocatedForm]) -> dict[str, str]:
    """The code that stands beside or before each unit's name, by `institution_key`; none where two codes do."""
    found: dict[str, set[str]] = {}
    for form in forms:
        grid = form.table.grid()
        paths = column_paths(grid, 0, form.header_rows, form.table.column_count)
        roles = [labels().roles.meaning(clean_label(path[-1])) if path else None for path in paths]
        if "unit_name" not in roles:
            continue
        named = roles.index("unit_name")
        coded = roles.index("unit_code") if "unit_code" in roles else None
        for row in range(form.header_rows, len(grid)):
            cell = grid[row][named]
            if cell is None or cell.row_no != row + 1:
                continue
            before = _CODE.match(plain(cell.text))
            beside = grid[row][coded] if coded is not None else None
            code = before[0].rstrip("-—_") if before else plain(beside.text) if beside is not None else ""
            if _WHOLE_CODE.fullmatch(code):
                found.setdefault(institution_key(cell.text), set()).add(code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def _units_between_subjects(forms: Sequence[LocatedForm]) -> Iterator[str]:
    """Units in columns that hold units and subjects or projects by turns (单位名称（科目）)."""
    mixed = [form for form in forms if _has_mixed_column(form)]
    for sheet in build_sheets(mixed):
        if sheet.declaration.only_total_rows:
            continue
        for block in sheet.blocks:
            for row in sheet.rows:
                unit = key_of_row(sheet, block, row, "expenditure", Carried()).unit
                if unit is not None:
                    yield institution_key(unit)


def _has_mixed_column(form: LocatedForm) -> bool:
    heads = (clean_label(cell.text) for cell in form.table.cells if cell.row_no <= form.header_rows)
    plain_heads = ("unit_name", "unit_code")
    return any(
        "单位" in head and re.search(r"科目|\(", head) and labels().roles.meaning(head) not in plain_heads
        for head in heads
    )
