"""What a body row speaks of: a classification subject, a unit, a measure, or the total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pipelines.extract.tables.label_meanings import clean_label, is_total_label, label_meaning
from pipelines.extract.tables.sheets import Block, Sheet, SheetRow, split_code
from pipelines.locate.body_name import looks_like_body
from pipelines.locate.headers import is_amount
from pipelines.normalise.labels import display_label, plain
from schemas.class_names import codes_by_name
from schemas.form_declarations import AXES, Axis, Side, labels

_CAPTION = re.compile(r"按.{0,10}(?:经济|功能)|(?:经济|功能)(?:科目)?分类")
_LEVEL = re.compile(r"[二三四]级|第[二三四]级")
_SUBTOTAL = re.compile(r"(?:小计|合计)$")
_UNIT_WITH_CODE = re.compile(r"(\d{3,6}(?:[-—_]\d{2,4})+|\d{3,12})(?!\d|年)[-—_\s]*(.*)")


@dataclass(slots=True)
class RowKey:
    """One row of one block. `label` is what the row's head prints; `by_name`: it prints no code, its name gave it.

    `is_time`: the label names a time and nothing else (2030年, 增减额). `project`: the row is a project of its subject.
    `level_unknown`: it prints the last digits of a code and nothing tells which group they belong to.
    """

    label: str = ""
    codes: dict[Axis, str] = field(default_factory=dict)
    name: str | None = None
    measure: str | None = None
    fund: str | None = None
    unit: str | None = None
    unit_code: str | None = None
    total: bool = False
    part: bool = False
    generic: bool = False
    by_name: bool = False
    is_time: bool = False
    project: str | None = None
    level_unknown: bool = False

    @property
    def subject(self) -> bool:
        """Whether the row is a classification subject (by code or by name)."""
        return bool(self.codes) or self.name is not None


@dataclass(slots=True)
class Carried:
    """What rows above leave to the rows below: class and group, and the same for codes in columns by their axis.

    `axis` is the classification that a caption names for the rows below it (二、按政府预算支出经济分类);
    `by_tail` holds the codes of rows that print only their last two digits, by table and row number.
    """

    class_code: str | None = None
    group_code: str | None = None
    by_tail: dict[tuple[int, int], str | None] = field(default_factory=dict)
    parts: dict[Axis | None, Carried] = field(default_factory=dict)
    axis: Axis | None = None


def axis_of_heads(path: tuple[str, ...]) -> Axis | None:
    """The classification that a key column's heads name, the leaf first."""
    for label in reversed(path):
        for axis, pattern in labels().axes:
            if pattern.search(label):
                return axis  # type: ignore[return-value]
    return None


def axis_of_code(code: str) -> Axis:
    """The classification a code belongs to by its first digit: 2 function, 5 government economic, 3 and 4 economic."""
    return {"2": "function", "5": "government"}.get(code[0], "economic")  # type: ignore[return-value]


def key_of_row(sheet: Sheet, block: Block, row: SheetRow, side: Side, carried: Carried) -> RowKey:
    """Read the key columns of one row of a block; `carried` is updated for the rows below."""
    if sheet.declaration.rows_are_items:
        return _key_of_item(sheet, block, row)
    key = RowKey()
    parts: dict[Axis | None, dict[str, str]] = {}
    names: list[tuple[Axis | None, str]] = []
    either: list[tuple[Axis | None, str]] = []
    seen: list[int] = []
    projects = _columns_of_projects(sheet, block)
    for column in block.keys:
        cell = row.key(column)
        if cell is None or id(cell) in seen:
            continue
        seen.append(id(cell))
        text = plain(cell.text)
        role = sheet.roles[column]
        if not text:
            continue
        axis = axis_of_heads(sheet.paths[column]) or sheet.declaration.axis
        if column in projects and not is_total_label(text):
            key.project = display_label(text)
        elif role in ("class_part", "group_part", "item_part") and text.isdigit():
            parts.setdefault(axis, {})[role] = text
        elif role == "name" and _names_units_and_subjects(sheet.paths[column]) and split_code(text)[0] is None:
            either.append((axis, text))
        elif role in ("unit_code", "unit_name") or (role == "name" and _names_units(sheet.paths[column])):
            _read_unit(key, text, sheet.paths[column])
        else:
            code, rest = split_code(text)
            if code is None and role == "code" and text.isdigit() and len(text) == 2:
                place = (row.table_no, row.row_no)
                code, rest = carried.by_tail.get(place), ""
                key.level_unknown = code is None and place in carried.by_tail
            if code is not None:
                key.codes[_settled(axis, code)] = code
            if rest or (code is None and not is_amount(text)):
                names.append((axis, rest or text))
    if len(key.codes) == 1 and names and _is_code_of_unit(next(iter(key.codes.values())), names[-1][1]):
        _, code = key.codes.popitem()
        _read_unit(key, f"{code}-{names.pop()[1]}", ())
    for axis, printed in parts.items():
        code = _joined(printed, carried.parts.setdefault(axis, Carried()))
        if code is not None:
            key.codes[axis_of_code(code)] = code
    if not parts and key.codes:
        main = key.codes.get("function") or key.codes.get("economic")
        if main is not None:
            carried.class_code, carried.group_code = main[:3], main[:5] if len(main) >= 5 else None
    for axis, text in either:
        # 单位名称（科目）: a subject where the row has a code or a subject's name, else a unit.
        if key.codes or not (
            key.unit_code or looks_like_body(_UNIT_WITH_CODE.sub(r"\2", text)) or is_total_label(text)
        ):
            names.append((None if not key.codes else axis, text))
        else:
            _read_unit(key, text, ())
    if _is_caption(names, block, row):
        carried.axis = axis_of_heads((names[0][1],))
    _read_names(key, names, side, carried.axis)
    if not key.label and not key.subject:
        key.total = _total_at_left(block, row)
    return key


def _columns_of_projects(sheet: Sheet, block: Block) -> tuple[int, ...]:
    """Key columns 项目名称 beside columns of subjects, in tables of all expenditure."""
    heads = {column: sheet.paths[column][-1] for column in block.keys if sheet.paths[column]}
    if sheet.declaration.total != "expenditure_total" or not any("科目" in head for head in heads.values()):
        return ()
    return tuple(column for column, head in heads.items() if head == "项目名称")


def _is_caption(names: list[tuple[Axis | None, str]], block: Block, row: SheetRow) -> bool:
    """Whether a row only says which classification the rows below belong to."""
    return (
        len(names) == 1
        and _CAPTION.search(names[0][1]) is not None
        and not any(cell.text.strip() for column in block.amounts if (cell := row.own(column)))
    )


def _key_of_item(sheet: Sheet, block: Block, row: SheetRow) -> RowKey:
    """A row that is a thing: its first name, of levels (一级, 二级, 三级) the last one filled.

    Its codes (目录编码) belong to no classification of subjects.
    """
    key = RowKey()
    for column in block.keys:
        cell = row.key(column)
        text = plain(cell.text) if cell is not None else ""
        if not text:
            continue
        if is_total_label(text):
            return RowKey(label=text, total=True)
        if sheet.roles[column] in ("unit_code", "unit_name"):
            _read_unit(key, text, ())
        elif sheet.roles[column] == "name" and (key.name is None or _is_level(sheet.paths[column])):
            key.name = key.label = display_label(clean_label(text))
    return key


def _is_level(path: tuple[str, ...]) -> bool:
    return bool(path) and _LEVEL.match(path[-1]) is not None


def drop_foreign_items(keys: Sequence[RowKey]) -> None:
    """Take the code from a name that is an economic item too (住房公积金) where the rows are functions.

    A table that lists economic classes prints at least one of them.
    """
    economic = [key for key in keys if "economic" in key.codes]
    if not any("function" in key.codes for key in keys) or any(len(key.codes["economic"]) == 3 for key in economic):
        return
    for key in economic:
        if key.by_name:
            key.codes.clear()


def name_units(keys: Sequence[RowKey]) -> None:
    """Take a row that prints a body's name and no code for a unit, where the other rows print the subjects' codes."""
    if not any(key.codes and not key.by_name for key in keys):
        return
    for key in keys:
        if key.name is not None and not key.codes and not key.unit:
            name = _UNIT_WITH_CODE.sub(r"\2", key.label)
            if name != key.label or looks_like_body(name):
                key.name = None
                _read_unit(key, key.label, ())


def _total_at_left(block: Block, row: SheetRow) -> bool:
    """Whether 合计 stands left of the amounts in a column that is no key column (序号, 备注)."""
    texts = [plain(cell.text) for cell in row.cells[: min(block.amounts)] if cell is not None]
    return any(is_total_label(text) for text in texts if text)


def _names_units_and_subjects(path: tuple[str, ...]) -> bool:
    return bool(path) and "单位" in path[-1] and "科目" in path[-1]


def _names_units(path: tuple[str, ...]) -> bool:
    return bool(path) and "单位" in path[-1] and "科目" not in path[-1] and "项目名称" not in path[-1]


def _settled(axis: Axis | None, code: str) -> Axis:
    by_digit = axis_of_code(code)
    return axis if axis is not None and (axis == by_digit or {axis, by_digit} == {"economic"}) else by_digit


def _read_unit(key: RowKey, text: str, path: tuple[str, ...]) -> None:
    if is_total_label(text):
        key.total = True
        key.label = key.label or text
        return
    economic = codes_by_name("economic").get(clean_label(text))
    if economic is not None and _names_units(path):
        key.codes["economic"] = economic
        key.name, key.label = clean_label(text), text
        return
    found = _UNIT_WITH_CODE.fullmatch(text)
    name = found.group(2) if found else text
    key.label = name or key.label or text
    summed = _SUBTOTAL.sub("", name)
    if summed != name:
        # 行政单位小计 sums several units; a body's name before 小计 is that body's own sum.
        name = summed if looks_like_body(summed) else ""
    if found:
        key.unit_code = re.sub(r"\D", "", found.group(1))
    if name:
        key.unit = name


def _is_code_of_unit(code: str, name: str) -> bool:
    """Whether a unit's row stands in the column of the subjects' codes: 356 with the name of a body."""
    if len(code) == 7 or (len(code) == 5 and code[:3] in _known_classes()):
        return False
    return looks_like_body(_UNIT_WITH_CODE.sub(r"\2", name))


@cache
def _known_classes() -> frozenset[str]:
    return frozenset(code[:3] for axis in AXES for code in codes_by_name(axis).values())


def _joined(parts: dict[str, str], carried: Carried) -> str | None:
    """The complete code of a row that prints 类, 款 and 项 in columns; an empty column takes the row above."""
    class_part, group_part, item_part = (parts.get(name, "") for name in ("class_part", "group_part", "item_part"))
    for whole in (item_part, group_part):
        if len(whole) >= 5:
            carried.class_code, carried.group_code = whole[:3], whole[:5]
            return whole
    if class_part:
        carried.class_code, carried.group_code = class_part, None
    if carried.class_code is None:
        return None
    if group_part:
        carried.group_code = carried.class_code + group_part.zfill(2)
    if item_part:
        return carried.group_code + item_part.zfill(2) if carried.group_code else None
    return carried.group_code if group_part else carried.class_code


def _read_names(key: RowKey, names: list[tuple[Axis | None, str]], side: Side, of_caption: Axis | None = None) -> None:
    if not names:
        return
    label = names[-1][1]
    key.label = label
    if key.codes:
        main = "function" if "function" in key.codes else "economic" if "economic" in key.codes else "government"
        key.name = next((name for axis, name in names if axis == main), names[0][1])
        key.label = key.name
        return
    if is_total_label(label):
        if key.unit is not None:
            # 小计 beside a unit sums what that unit's rows below say.
            key.label = f"{key.unit}·{label}"
            return
        key.total = True
    meaning = label_meaning(label, side)
    key.part = meaning.part
    if side != "three_public" and not key.total and not (len(names) > 1 and meaning.generic):
        for axis in _axes_to_try(names[-1][0] or of_caption, side):
            code = codes_by_name(axis).get(clean_label(label))
            if code is not None:
                key.codes[axis], key.name, key.by_name = code, clean_label(label), True
                return
    if meaning.measure is None and meaning.fund is None and len(names) > 1 and meaning.generic:
        # A label 小计 beside its group: the group says what is summed.
        group = label_meaning(names[-2][1], side)
        key.measure, key.fund, key.label = group.measure, group.fund, f"{names[-2][1]}·{label}"
        key.total = False
        return
    key.measure, key.fund, key.generic = meaning.measure, meaning.fund, meaning.generic
    if key.measure is None and key.fund is None and not key.total:
        key.is_time = meaning.year is not None or bool(meaning.times)
        key.name = None if meaning.generic else display_label(clean_label(label))


def _axes_to_try(axis: Axis | None, side: Side) -> tuple[Axis, ...]:
    if axis is not None:
        return (axis,)
    return () if side == "revenue" else ("function", "economic")
