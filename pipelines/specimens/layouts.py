"""Shapes of statutory tables that families fill: heads of several rows, function and economic tables, two sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Literal

from pipelines.specimens.accounts import Cents, Line
from pipelines.specimens.classification import economic_name, function_name
from pipelines.specimens.content import Ink, Known, Slot

CodeStyle = Literal["one", "three", "three_sparse", "last", "none"]
TotalPlace = Literal["first", "last"]
Row = list[Slot]
INDENT = "　"


@dataclass(frozen=True, slots=True)
class Column:
    """An amount column: its heads from the top, what its cells mean, and what a line of money adds to it.

    `ratio` names two columns: the cell is the first in percent of the second. `meaning` adds to what the cells mean.
    """

    path: tuple[str, ...]
    measure: str
    amount: Callable[[Line], Cents]
    fund: str | None = None
    meaning: dict[str, Any] = field(default_factory=dict)
    ratio: tuple[int, int] | None = None


def spent_from(*funds: str) -> Callable[[Line], Cents]:
    """What a line spends when it is of one of these funds, else nothing."""
    return lambda line: line.total if line.fund in funds else 0


def heads(paths: Sequence[tuple[str, ...]]) -> list[Row]:
    """Head rows for columns given by their heads from the top: equal neighbours share a cell, short paths span down."""
    depth = max(map(len, paths))
    rows: list[Row] = [[] for _ in range(depth)]
    for level in range(depth):
        column = 0
        while column < len(paths):
            path = paths[column]
            if level >= len(path):
                column += 1
                continue
            last = level == len(path) - 1
            width = 1
            while not last and column + width < len(paths) and paths[column + width][: level + 1] == path[: level + 1]:
                width += 1
            rows[level].append(Slot(path[level], None, depth - level if last else 1, width, "center"))
            column += width
    return rows


def numbered(columns: int, label: str = "栏次", labelled: int = 1) -> Row:
    """The row that numbers the columns: a label over the first `labelled`, then 1, 2, ..."""
    row = [Slot(label, None, 1, labelled, "center")]
    row += [Slot(str(number), align="center") for number in range(1, columns - labelled + 1)]
    return row


def function_rows(
    lines: Iterable[Line],
    columns: Sequence[Column],
    ink: Ink,
    codes: CodeStyle = "one",
    total: str = "合计",
    place: TotalPlace = "first",
    levels: Sequence[int] = (3, 5, 7),
) -> list[Row]:
    """Rows of a table by function: the total, then classes, 款 and 项 with the sums of what is below them."""
    sums: dict[str, list[Cents]] = {"": [0] * len(columns)}
    for line in lines:
        amounts = [column.amount(line) for column in columns]
        for key in ("", line.code[:3], line.code[:5], line.code):
            have = sums.setdefault(key, [0] * len(columns))
            for index, amount in enumerate(amounts):
                have[index] += amount
    rows = [
        _code_slots(code, codes) + _amount_slots(sums[code], columns, ink, code)
        for code in sorted(sums)
        if len(code) in levels and any(sums[code])
    ]
    first = Slot(total, None, 1, 4 if codes.startswith("three") else 2 if codes in ("one", "last") else 1, "center")
    total_row = [first, *_amount_slots(sums[""], columns, ink, None)]
    return [total_row, *rows] if place == "first" else [*rows, total_row]


def _amount_slots(amounts: list[Cents], columns: Sequence[Column], ink: Ink, code: str | None) -> Row:
    name = function_name(code) if code else None
    shared = {"function_code": code, "subject_name": name} if code else {}
    cells = []
    for column, amount in zip(columns, amounts, strict=True):
        meaning = {"fund": column.fund or ink.fund, **column.meaning, **shared}
        if column.ratio is None:
            cells.append(with_sign(ink.cell(column.measure, amount, **meaning)))
        else:
            part, whole = (amounts[index] for index in column.ratio)
            cells.append(percent_cell(ink, column.measure, part, whole, **meaning))
    return cells


def with_sign(slot: Slot) -> Slot:
    """A change as tables print it: a decrease with its minus."""
    if slot.figure is not None and slot.figure.sign < 0:
        slot.figure.stated, slot.figure.sign = f"-{slot.figure.stated}", 1
    return slot


def percent_cell(ink: Ink, measure: str, part: Cents, whole: Cents, **meaning: Any) -> Slot:
    """A cell for part/whole in percent, the % in the head; empty where there is no whole."""
    if not whole:
        return Slot("")
    shared = {"fund": ink.fund, "phase": ink.phase, "fiscal_year": ink.fiscal_year, **meaning}
    return Slot(
        "", Known(measure=measure, stated=f"{part * 100 / whole:.2f}", stated_unit="%", **shared), align="right"
    )


def _code_slots(code: str, style: CodeStyle) -> Row:
    name = function_name(code)
    if style == "one":
        return [Slot(code), Slot(name)]
    if style == "last":
        return [Slot(INDENT * ((len(code) - 3) // 2) + (code if len(code) == 3 else code[-2:])), Slot(name)]
    if style == "none":
        return [Slot(INDENT * 2 * ((len(code) - 3) // 2) + name)]
    parts = [code[:3], code[3:5], code[5:7]]
    if style == "three_sparse":
        parts = [part if index == (len(code) - 3) // 2 else "" for index, part in enumerate(parts)]
    return [*(Slot(part, align="center") for part in parts), Slot(name)]


def code_heads(style: CodeStyle, code: str = "科目编码", name: str = "科目名称") -> list[tuple[str, ...]]:
    """The heads over code and name columns."""
    if style == "none":
        return [(name,)]
    if style in ("one", "last"):
        return [(code,), (name,)]
    return [(code, "类"), (code, "款"), (code, "项"), (name,)]


def economic_sums(economic: dict[str, Cents]) -> dict[str, Cents]:
    """Economic amounts with their classes, in order of codes."""
    sums: dict[str, Cents] = {}
    for code, amount in economic.items():
        sums[code[:3]] = sums.get(code[:3], 0) + amount
        sums[code] = amount
    return {code: sums[code] for code in sorted(sums)}


def is_personnel(code: str) -> bool:
    """Whether a class belongs to personnel expenditure."""
    return code[:3] in ("301", "303")


def economic_rows(
    economic: dict[str, Cents],
    ink: Ink,
    codes: CodeStyle = "one",
    split: bool = True,
    total: str = "合计",
    place: TotalPlace = "first",
) -> list[Row]:
    """Rows of the basic expenditure by economic class: one amount, or 合计, 人员经费 and 公用经费 when `split`."""
    rows = []
    for code, amount in economic_sums(economic).items():
        name = economic_name(code)
        head: Row = [Slot(code), Slot(name)]
        if codes == "none":
            head = [Slot((INDENT * 2 if len(code) == 5 else "") + name)]
        elif codes != "one":
            head = [Slot(code[:3], align="center"), Slot(code[3:], align="center"), Slot(name)]
        rows.append(head + _economic_slots(amount, code, name, ink, split))
    width = {"one": 2, "none": 1}.get(codes, 3)
    whole = sum(economic.values())
    people = sum(amount for code, amount in economic.items() if is_personnel(code))
    cells = [ink.cell("expenditure_basic", whole)]
    if split:
        cells += [ink.cell("expenditure_personnel", people), ink.cell("expenditure_public", whole - people)]
    total_row = [Slot(total, None, 1, width, "center"), *cells]
    return [total_row, *rows] if place == "first" else [*rows, total_row]


def _economic_slots(amount: Cents, code: str, name: str, ink: Ink, split: bool) -> Row:
    cells = [ink.cell("expenditure_basic", amount, economic_code=code, subject_name=name)]
    if split:
        for measure, own in (
            ("expenditure_personnel", is_personnel(code)),
            ("expenditure_public", not is_personnel(code)),
        ):
            cells.append(ink.cell(measure, amount if own else 0, economic_code=code, subject_name=name))
    return cells


def two_sides(left: Sequence[Row], right: Sequence[Row]) -> list[Row]:
    """Rows of two lists side by side; the shorter is filled up with empty cells."""
    empty_left = [Slot("") for _ in range(max(map(len, left)))]
    empty_right = [Slot("") for _ in range(max(map(len, right)))]
    return [
        [*(a or _copies(empty_left)), *(b or _copies(empty_right))] for a, b in zip_longest(left, right, fillvalue=None)
    ]


def _copies(row: Row) -> Row:
    return [Slot(slot.text) for slot in row]


def class_rows(
    lines: Iterable[Line],
    columns: Sequence[Column],
    ink: Ink,
    classes: dict[str, str],
    ordinals: bool = True,
) -> list[Row]:
    """Rows of function classes as the right side of a table prints them: 一、..., with the sums of each column."""
    sums: dict[str, list[Cents]] = {code: [0] * len(columns) for code in classes}
    for line in lines:
        have = sums[line.code[:3]]
        for index, column in enumerate(columns):
            have[index] += column.amount(line)
    rows = []
    for number, (code, name) in enumerate(classes.items(), 1):
        label = f"{chinese(number)}、{name}" if ordinals else name
        cells = [
            ink.cell(column.measure, amount, fund=column.fund or ink.fund, function_code=code, subject_name=name)
            for column, amount in zip(columns, sums[code], strict=True)
        ]
        rows.append([Slot(label), *cells])
    return rows


_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese: 一, 十二, 二十六."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")
