"""The table of assets held: each class as a record, and its money, counts and areas as figures of that date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipelines.extract.records.project_amounts import amount_in_yuan, money_unit
from pipelines.extract.records.record_rows import RecordHeads, RecordRow, find_record_heads, record_rows
from pipelines.extract.tables.head_words import Row, one_line, own_cells
from pipelines.locate.headers import column_paths, has_numbers, is_numbering
from pipelines.normalise.amounts import YUAN_PER_UNIT, cell_state, parse_number, squeeze
from pipelines.normalise.labels import display_label, label_key
from schemas.documents import Document, Paragraph
from schemas.facts import Asset, Figure, Identity, Place, RowRole
from schemas.issues import Issue
from schemas.located import LocatedForm
from schemas.record_heads import record_words

_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日|(20\d\d)[-./](\d{1,2})[-./](\d{1,2})")
_SQUARE_METRES = re.compile(r"平方米|平米|㎡|m²", re.IGNORECASE)
_LINES_ABOVE = 5
_THRESHOLD = re.compile(r"(\d+(?:\.\d+)?)(亿元|万元|元)")
_ITEM_UNIT = re.compile(r"\(([^()]*(?:平方米|台|辆|套|件|个)[^()]*)\)")


@dataclass(frozen=True, slots=True)
class _AssetClass:
    """A line of `records/assets.yml`: which measures the row's money and count are."""

    pattern: re.Pattern[str]
    measure: str
    count: str | None
    area: bool
    threshold: bool
    role: RowRole


@cache
def _classes() -> tuple[_AssetClass, ...]:
    return tuple(
        _AssetClass(
            re.compile(row["pattern"]),
            row["measure"],
            row.get("count"),
            row.get("area", False),
            row.get("threshold", False),
            row.get("role", "leaf"),
        )
        for row in record_words("assets")["rows"]
    )


def extract_assets(
    document: Document, forms: Sequence[LocatedForm], identity: Identity
) -> tuple[list[Asset], list[Figure], list[Issue]]:
    """Every class of the asset table in reading order, its figures, and cells not understood."""
    assets: list[Asset] = []
    figures: list[Figure] = []
    issues: list[Issue] = []
    for form in forms:
        if form.form != "assets":
            continue
        heads = find_record_heads(form.table.grid(), "assets", frozenset({"label", "amount"}))
        if heads is None:
            columns = list(_sideways(form, identity, issues))
            assets += [column for column, _ in columns]
            figures += [figure for _, figure in columns if figure is not None]
            if (
                not columns
                and not any(issue.table_no == form.table.table_no for issue in issues)
                and has_numbers(form.table)
            ):
                issues.append(Issue("cell_is_not_understood", form.title[:40], form.table.page, form.table.table_no))
            continue
        unit, as_of = _about(form, heads)
        as_of = as_of or _date_above(document, form)
        rows = list(record_rows(form.table, heads))
        of_all = any(
            re.search(record_words("assets")["beside_all_assets"], label_key(row.text("label"))) for row in rows
        )
        for row in rows:
            asset, found, problems = _read(row, form, unit, as_of, identity, of_all)
            if asset is not None:
                assets.append(asset)
            figures += found
            issues += problems
    return assets, figures, issues


def _sideways(form: LocatedForm, identity: Identity, issues: list[Issue]) -> Iterator[tuple[Asset, Figure | None]]:
    """The classes of a table that prints them as columns over one row of amounts; what is no amount is an issue."""
    grid = form.table.grid()
    first = min(form.header_rows, len(grid))
    paths = column_paths(grid, 0, first, form.table.column_count)
    names = [_column_class(path) for path in paths]
    row_no = _amount_row(grid, first)
    if row_no is None or form.unit is None or sum(1 for name in names if _class_of(name) is not None) < 3:
        return
    beside = any(re.search(record_words("assets")["beside_all_assets"], name) for name in names)
    for column, name in enumerate(names):
        cell = grid[row_no - 1][column]
        if name in ("", "行次", "序号", "栏次") or cell is None or cell.column_no != column + 1:
            continue
        state = cell_state(cell.text)
        place = Place(
            page=cell.page or form.table.page, table_no=form.table.table_no, row_no=row_no, column_no=column + 1
        )
        text = one_line(cell.text)
        if state is None and any(mark.isdecimal() for mark in text):
            issues.append(
                Issue("cell_is_not_understood", f"{name}: {text}"[:40], place.page, place.table_no, row_no, column + 1)
            )
        if state not in ("reported", "zero"):
            continue
        asset = Asset(
            asset_class=name, amount_yuan=amount_in_yuan(text, form.unit), place=place, quote=f"{name} {text}"
        )
        known = _class_of(name)
        known = _all_assets() if beside and re.search(record_words("assets")["all_assets"], name) else known
        measure = known.measure if known is not None else None
        figure = None
        if known is not None and measure is not None and identity.fiscal_year is not None:
            figure = Figure(
                measure=measure,
                fund="all",
                phase="budget" if identity.report_type == "budget" else "final",
                fiscal_year=identity.fiscal_year,
                stated=text,
                stated_unit=form.unit,
                place=place,
                quote=asset.quote,
                origin="table",
                value_kind="stock",
                qualifier=_threshold(name) if known.threshold else None,
                row_role=known.role,
                form=form.form,
            )
        yield asset, figure


def _column_class(path: tuple[str, ...]) -> str:
    """What a column of a sideways table holds: its leaf head, or the head above a 小计."""
    leaf = label_key(path[-1]) if path else ""
    return label_key(path[-2]) if leaf in ("小计", "合计") and len(path) > 1 else leaf


def _amount_row(grid: list[Row], first: int) -> int | None:
    """The one row of amounts (from 1), or that of 合计 where there are several; None where neither is."""
    rows: list[int] = []
    for index in range(first, len(grid)):
        texts = [one_line(cell.text) for _, cell in own_cells(grid[index], index)]
        numbers = [text for text in texts if parse_number(text) is not None]
        if not numbers or is_numbering(texts):
            continue
        if any(label_key(text) in ("合计", "总计") for text in texts):
            return index + 1
        rows.append(index + 1)
    return rows[0] if len(rows) == 1 else None


def _class_of(label: str) -> _AssetClass | None:
    return next((known for known in _classes() if known.pattern.search(label)), None)


def _all_assets() -> _AssetClass | None:
    """The line of `records/assets.yml` for all assets together, not only the fixed ones."""
    return next((known for known in _classes() if known.measure == "total_assets"), None)


def _about(form: LocatedForm, heads: RecordHeads) -> tuple[str | None, datetime.date | None]:
    """The money unit and the date that the rows above the body print."""
    unit, as_of = form.unit, None
    for cell in form.table.cells:
        if cell.row_no > heads.body:
            continue
        plain = squeeze(cell.text)
        unit = money_unit(plain) or unit
        found = _DATE.search(plain)
        if found is not None and as_of is None:
            year, month, day = (int(part) for part in found.groups() if part)
            as_of = _date(year, month, day)
    return unit, as_of


def _date_above(document: Document, form: LocatedForm) -> datetime.date | None:
    """The date to which the nearest of the few lines above the table says that it counts (截止时间：…)."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(squeeze(block.text))
        elif block.table_no == form.table.table_no:
            break
        else:
            lines.clear()
    for line in reversed(lines[-_LINES_ABOVE:]):
        for found in _DATE.finditer(line):
            if re.search(f"(?:{record_words('assets')['as_of']})$", line[: found.start()]):
                year, month, day = (int(part) for part in found.groups() if part)
                return _date(year, month, day)
    return None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _read(
    row: RecordRow, form: LocatedForm, unit: str | None, as_of: datetime.date | None, identity: Identity, of_all: bool
) -> tuple[Asset | None, list[Figure], list[Issue]]:
    label = row.text("label")
    key = label_key(label).replace(":", "")
    known = _all_assets() if of_all and re.search(record_words("assets")["all_assets"], key) else _class_of(key)
    issues: list[Issue] = []
    if not label:
        for meaning in ("quantity", "amount"):
            if cell_state(row.text(meaning)) == "reported":
                issues.append(_not_understood(row, meaning))
        return None, [], issues
    values: dict[str, Decimal | None] = {}
    for meaning in ("quantity", "amount"):
        text = row.text(meaning)
        state = cell_state(text)
        number = parse_number(text) if state in ("reported", "zero") else None
        values[meaning] = number.value if number is not None else None
        if state is None or (meaning == "amount" and state == "reported" and unit is None):
            issues.append(_not_understood(row, meaning))
    is_area = _is_area(row, known)
    asset = Asset(
        asset_class=display_label(label),
        as_of=as_of,
        count=None if is_area else values["quantity"],
        area_m2=values["quantity"] if is_area else None,
        amount_yuan=amount_in_yuan(row.text("amount"), unit) if values["amount"] is not None else None,
        place=row.place("label"),
        quote=row.quote(),
    )
    figures = _figures(row, form, known, unit, as_of, identity) if known is not None and not issues else []
    return asset, figures, issues


def _not_understood(row: RecordRow, meaning: str) -> Issue:
    place, text = row.place(meaning), row.text(meaning)
    return Issue("cell_is_not_understood", text[:40], place.page, place.table_no, place.row_no, place.column_no)


def _is_area(row: RecordRow, known: _AssetClass | None) -> bool:
    """Whether the row's quantity is square metres: its unit says so, or it is of buildings and none is printed."""
    unit = squeeze(row.text("unit"))
    return bool(_SQUARE_METRES.search(f"{row.text('label')}{unit}")) or (known is not None and known.area and not unit)


def _figures(
    row: RecordRow,
    form: LocatedForm,
    known: _AssetClass,
    unit: str | None,
    as_of: datetime.date | None,
    identity: Identity,
) -> list[Figure]:
    if identity.fiscal_year is None:
        return []
    qualifier = _threshold(row.text("label")) if known.threshold else None
    bracketed = _ITEM_UNIT.search(squeeze(row.text("label")))
    item_unit = row.text("unit") or (re.split(r"[、,/]", bracketed[1])[0] if bracketed else None)
    is_area = _is_area(row, known)
    if is_area:
        item_unit = item_unit or "平方米"
    figures: list[Figure] = []
    for meaning, measure, stated_unit in (
        ("amount", known.measure, unit),
        ("quantity", known.count, item_unit),
    ):
        text = row.text(meaning)
        if meaning == "quantity" and known.area != is_area:
            continue
        if measure is None or cell_state(text) not in ("reported", "zero"):
            continue
        figures.append(
            Figure(
                measure=measure,
                fund="all",
                phase="budget" if identity.report_type == "budget" else "final",
                fiscal_year=identity.fiscal_year,
                stated=text,
                stated_unit=stated_unit,
                place=row.place(meaning),
                quote=row.quote(meaning),
                origin="table",
                value_kind="stock" if meaning == "amount" or is_area else "count",
                as_of=as_of,
                qualifier=qualifier,
                row_role=known.role,
                form=form.form,
            )
        )
    return figures


def _threshold(label: str) -> str | None:
    """`at_least_200000_yuan` for 单价在20万元以上的设备: the threshold as printed."""
    found = _THRESHOLD.search(squeeze(label))
    if found is None:
        return None
    return f"at_least_{int(Decimal(found[1]) * YUAN_PER_UNIT[found[2]])}_yuan"
