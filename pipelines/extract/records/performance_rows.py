"""One row of a performance table as an indicator: levels carried down, run-together levels split, placeholders left."""

from __future__ import annotations

import re
from decimal import Decimal

from pipelines.extract.records.performance_heads import Heads, split_levels
from pipelines.extract.records.targets import operator_of, parse_target
from pipelines.extract.tables.head_words import Row, one_line
from pipelines.normalise.amounts import parse_number, squeeze
from schemas.documents import Cell
from schemas.facts import Indicator, Place
from schemas.issues import Issue

_PLACEHOLDER = re.compile(r"^(?:无|空|[-—－/\\]+|不适用.*|不涉及.*|不满足|不合适|暂无|0?项?无此.*|不直接.*)$")
_LONGEST_NUMBER = 12
_MOST_POINTS = 100
_LIKE_A_NUMBER = re.compile(rf"\d.{{,{_LONGEST_NUMBER - 1}}}$")
_NOTHING = re.compile(r"^(?:无|空|[-—－/\\]*|不适用|不涉及)$")
# 社会效益指标 never stands under 产出指标: a level that was left blank is not carried down over such a border.
_FAMILIES = (
    ("产出", re.compile(r"^(?:数量|质量|时效)")),
    ("效", re.compile(r"^(?:经济效益|社会效益|生态效益|可持续)")),
    ("满意", re.compile(r"满意")),
)


class IndicatorRows:
    """Rows of one project's or department's table in reading order; remembers the levels that are carried down."""

    def __init__(self) -> None:
        self.level1: str | None = None
        self.level2: str | None = None
        self.last: Indicator | None = None
        self.issues: list[Issue] = []
        self._last_page: int | None = None

    def start_block(self) -> None:
        """Forget the levels: a new project or a new table begins."""
        self.level1 = self.level2 = self.last = None

    def read(self, row: Row, heads: Heads, table_no: int, row_no: int, project_no: int | None) -> Indicator | None:
        """The indicator of a row, or None for a placeholder, a blank row, or the rest of a name cut by a page end."""

        def cell_of(meaning: str) -> Cell | None:
            column = heads.columns.get(meaning)
            return row[column] if column is not None and column < len(row) else None

        def text_of(meaning: str) -> str:
            cell = cell_of(meaning)
            return one_line(cell.text) if cell is not None else ""

        name, value, operator, unit = text_of("level3"), text_of("value"), text_of("operator"), text_of("unit")
        pages = [cell.page for cell in row if cell is not None and cell.page is not None and cell.row_no == row_no]
        page = min(pages) if pages else None
        turned = page is not None and self._last_page is not None and page != self._last_page
        self._last_page = page if page is not None else self._last_page
        first, second = text_of("level1"), text_of("level2")
        if turned and self.last is not None and not (first or second) and self._joins(name, value, operator, unit):
            return None
        if "run_together" in heads.columns and "level1" not in heads.columns:
            first, second, name = split_levels(name)
        self._carry(first, second)
        remark = text_of("remark")
        noted = text_of("weight") if "weight" in heads.columns else remark if "remark" in heads.columns else "?"
        if self._is_placeholder(name, value, operator, noted):
            return None
        value_cell = cell_of("value") or cell_of("level3")
        # With its line ends, which tell two numbers of one cell.
        target = parse_target(printed.text if (printed := cell_of("value")) else "", operator or None, unit or None)
        place = Place(
            page=(value_cell.page if value_cell else None) or page,
            table_no=table_no,
            row_no=row_no,
            column_no=value_cell.column_no if value_cell else None,
        )
        indicator = Indicator(
            project_no=project_no,
            level1=self.level1,
            level2=self.level2,
            level3=name,
            description=text_of("description") or None,
            operator=target.operator,
            target_value=target.value,
            target_unit=target.unit,
            target_stated=target.stated,
            weight=self._number(text_of("weight"), name, place) if "weight" in heads.columns else _weight_in(remark),
            grading=text_of("grading") or None,
            basis=text_of("basis") or None,
            actual_value=text_of("actual") or None,
            score=self._number(text_of("score"), name, place),
            place=place,
            quote=f"{name} {target.stated or ''}".strip()[-60:],
        )
        self.last = indicator
        return indicator

    def _number(self, text: str, name: str, place: Place) -> Decimal | None:
        """A weight or a score; what begins like a number and is none is an issue."""
        found = parse_number(text.rstrip("分"))
        if found is None and _LIKE_A_NUMBER.match(text):
            detail = f"{name[:24]}: {text[:_LONGEST_NUMBER]}"
            self.issues.append(Issue("cell_is_not_understood", detail, place.page, place.table_no, place.row_no))
        return found.value if found is not None else None

    def _joins(self, name: str, value: str, operator: str, unit: str) -> bool:
        """Whether a page's first row is the rest of the row before it: its name or its target was cut."""
        last = self.last
        if last is None or last.level3 is None:
            return False
        if name and not (value or operator or unit):
            last.level3 += name
            last.quote = f"{last.level3} {last.target_stated or ''}".strip()[-60:]
            return True
        if last.target_stated is None and value:
            target = parse_target(value, operator or None, unit or None)
            last.level3 += name
            last.operator, last.target_value = target.operator, target.value
            last.target_unit, last.target_stated = target.unit, target.stated
            last.quote = f"{last.level3} {target.stated or ''}".strip()[-60:]
            return True
        return False

    def _carry(self, first: str, second: str) -> None:
        if first:
            if first != self.level1:
                self.level2 = None
            self.level1 = first
        if second:
            self.level2 = _once(second)
            for family, pattern in _FAMILIES:
                if not first and self.level1 and pattern.search(self.level2):
                    known = any(mark in self.level1 for mark in ("产出", "效益", "效果", "满意", "成本"))
                    if known and family not in self.level1 and not ("满意" in family and "效" in self.level1):
                        self.level1 = None

    def _is_placeholder(self, name: str, value: str, operator: str, weight: str) -> bool:
        plain, target = squeeze(name), squeeze(value)
        if not plain:
            return True
        if _PLACEHOLDER.match(plain) and _NOTHING.match(target):
            return True
        if operator_of(operator) == "qualitative" and _NOTHING.match(target) and target != "":
            return _NOTHING.match(squeeze(weight)) is not None
        return False


def _once(text: str) -> str:
    """A level printed twice in one cell, once: 质量指标质量指标 -> 质量指标."""
    half = len(text) // 2
    return text[:half] if text and text[:half] == text[half:] else text


def _weight_in(remark: str) -> Decimal | None:
    """The weight that a column of remarks prints, where a remark is nothing but a number that may be one."""
    found = parse_number(remark.rstrip("分"))
    return found.value if found is not None and 0 < found.value <= _MOST_POINTS else None
