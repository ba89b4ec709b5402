"""Word's automatic numbers: 一、 and (1) are not in the text of a paragraph but in styles.xml and numbering.xml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"

_DIGITS = "零一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_COUNTING = (
    "chineseCounting",
    "chineseCountingThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseCounting",
    "ideographLegalTraditional",
)
_ROMAN = {
    1000: "M",
    900: "CM",
    500: "D",
    400: "CD",
    100: "C",
    90: "XC",
    50: "L",
    40: "XL",
    10: "X",
    9: "IX",
    5: "V",
    4: "IV",
    1: "I",
}
# Formats that are one run of code points: first character, and how many there are.
_RUNS = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
_DEEPEST_STYLE_CHAIN = 20


class Level(NamedTuple):
    """One level of a list: where it starts, how its number is written, the pattern (%1、), and what restarts it."""

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restart_after: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _ListInstance:
    """A `w:num`: the abstract list it uses and the levels it overrides."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(slots=True)
class Style:
    """A paragraph style, its parents' settings included."""

    number_id: str | None = None
    level: int | None = None
    outline_level: int | None = None
    name: str = ""


class Numbering:
    """The lists and paragraph styles of one document, and the running counters of its lists."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._style_links: dict[str, str] = {}
        self._instances: dict[str, _ListInstance] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self.styles = _read_styles(styles) if styles is not None else {}
        self.default_style = _default_style(styles) if styles is not None else None
        if numbering is not None:
            self._read(numbering)

    def style_of(self, properties: etree._Element | None) -> Style | None:
        """The style of a paragraph by its `w:pPr`, the document's default style where it names none."""
        named = properties.find(W + "pStyle") if properties is not None else None
        return self.styles.get((named.get(VAL) or "") if named is not None else (self.default_style or ""))

    def label(self, properties: etree._Element | None) -> str:
        """The number printed before a paragraph with these `w:pPr`, and count it; empty where there is none."""
        number_id, level_no = self._list_of(properties)
        if number_id is None or number_id == "0" or number_id not in self._instances:
            return ""
        instance = self._instances[number_id]
        levels = self._levels(instance)
        level = levels.get(level_no)
        if level is None:
            return ""
        counters = self._counters.setdefault(self._counter_key(instance), {})
        if level_no in instance.starts and (number_id, level_no) not in self._started:
            counters[level_no] = instance.starts[level_no]
        elif level_no in counters:
            counters[level_no] += 1
        else:
            counters[level_no] = level.start
        self._started.add((number_id, level_no))
        for deeper in [number for number in counters if number > level_no]:
            restart = levels.get(deeper, Level()).restart_after
            if restart is None or (restart != 0 and level_no < restart):
                del counters[deeper]
        if level.number_format == "bullet":
            return ""
        printed = level.pattern
        for number in range(9):
            mark = f"%{number + 1}"
            if mark in printed:
                other = levels.get(number, Level())
                printed = printed.replace(mark, number_text(counters.get(number, other.start), other.number_format))
        needs_space = bool(printed) and level.suffix != "nothing" and (printed[-1].isalnum())
        return printed + " " if needs_space else printed

    def _list_of(self, properties: etree._Element | None) -> tuple[str | None, int]:
        style = self.style_of(properties)
        number_id = style.number_id if style else None
        level = style.level if style else None
        own = properties.find(W + "numPr") if properties is not None else None
        if own is not None:
            number_id = _value(own, "numId") or number_id
            level = _number(own, "ilvl", level)
        return number_id, level or 0

    def _counter_key(self, instance: _ListInstance) -> str:
        return instance.abstract

    def _levels(self, instance: _ListInstance) -> dict[int, Level]:
        levels = self._abstract.get(instance.abstract, {})
        link = self._style_links.get(instance.abstract)
        if not levels and link:
            linked = self.styles.get(link)
            other = self._instances.get(linked.number_id or "") if linked else None
            if other is not None and other.abstract != instance.abstract:
                levels = self._abstract.get(other.abstract, {})
        return {**levels, **instance.levels} if instance.levels else levels

    def _read(self, numbering: etree._Element) -> None:
        for abstract in numbering.iter(W + "abstractNum"):
            key = abstract.get(W + "abstractNumId") or ""
            self._abstract[key] = dict(_read_level(level) for level in abstract.iter(W + "lvl"))
            link = _value(abstract, "numStyleLink")
            if link:
                self._style_links[key] = link
        for number in numbering.iter(W + "num"):
            instance = _ListInstance(_value(number, "abstractNumId") or "")
            for override in number.iter(W + "lvlOverride"):
                level_no = _whole(override.get(W + "ilvl"), 0)
                start = _number(override, "startOverride", None)
                if start is not None:
                    instance.starts[level_no] = start
                for level in override.iter(W + "lvl"):
                    instance.levels[level_no] = _read_level(level)[1]
            self._instances[number.get(W + "numId") or ""] = instance
        self._give_levels_to_styles()

    def _give_levels_to_styles(self) -> None:
        """A style may name a list without a level: then it is the level that names the style."""
        for style_id, style in self.styles.items():
            if style.number_id and style.level is None and style.number_id in self._instances:
                for level_no, level in self._levels(self._instances[style.number_id]).items():
                    if level.style == style_id:
                        style.level = level_no


def number_text(number: int, number_format: str) -> str:
    """A number in one of Word's formats: 12 as 十二, ⑫, xii, l; plain digits where the format is not known."""
    if number_format in _COUNTING:
        return _chinese(number, _DIGITS)
    if number_format == "chineseLegalSimplified":
        return _chinese(number, _LEGAL_DIGITS)
    if number_format in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    if number_format == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if number_format == "ideographZodiac" and 1 <= number <= len(_BRANCHES):
        return _BRANCHES[number - 1]
    if number_format in _RUNS and 1 <= number <= _RUNS[number_format][1]:
        return chr(ord(_RUNS[number_format][0]) + number - 1)
    if number_format == "decimalFullWidth":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if number_format == "decimalZero":
        return f"{number:02d}"
    if number_format in ("upperLetter", "lowerLetter") and number >= 1:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if number_format == "upperLetter" else letter.lower()
    if number_format in ("upperRoman", "lowerRoman") and 1 <= number < 4000:
        return _roman(number) if number_format == "upperRoman" else _roman(number).lower()
    if number_format == "none":
        return ""
    return str(number)


def _chinese(number: int, digits: str) -> str:
    """Counting words up to 9,999: 十, 十二, 一百零五; beyond that plain digits."""
    if not 0 <= number < 10_000:
        return str(number)
    if number < 10:
        return digits[number]
    units = ("", "拾", "佰", "仟") if digits is _LEGAL_DIGITS else ("", "十", "百", "千")
    words = ""
    pending_zero = False
    for power in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**power % 10
        if digit == 0:
            pending_zero = bool(words)
            continue
        words += (digits[0] if pending_zero else "") + digits[digit] + units[power]
        pending_zero = False
    return words.removeprefix("一") if 10 <= number < 20 and digits is _DIGITS else words


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN.items():
        count, number = divmod(number, value)
        words += letters * count
    return words


def _read_level(level: etree._Element) -> tuple[int, Level]:
    return _whole(level.get(W + "ilvl"), 0), Level(
        _number(level, "start", 1) or 0,
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText") or "",
        _value(level, "suff") or "tab",
        _number(level, "lvlRestart", None),
        _value(level, "pStyle"),
    )


def _read_styles(styles: etree._Element) -> dict[str, Style]:
    """Paragraph styles by id, each with what it inherits."""
    found = {
        style.get(W + "styleId") or "": style
        for style in styles.iter(W + "style")
        if style.get(W + "type", "paragraph") in ("paragraph", "numbering")
    }
    return {style_id: _inherit(style_id, found) for style_id in found}


def _inherit(style_id: str, found: dict[str, etree._Element]) -> Style:
    merged = Style(name=_value(found[style_id], "name") or "")
    current: str | None = style_id
    for _ in range(_DEEPEST_STYLE_CHAIN):
        style = found.get(current or "")
        if style is None:
            break
        properties = style.find(W + "pPr")
        if properties is not None:
            numbers = properties.find(W + "numPr")
            if numbers is not None and merged.number_id is None:
                merged.number_id = _value(numbers, "numId")
                merged.level = _number(numbers, "ilvl", merged.level)
            if merged.outline_level is None:
                merged.outline_level = _number(properties, "outlineLvl", None)
        if merged.outline_level is None:
            named = re.fullmatch(r"(?:heading|标题)\s*([1-9])", _value(style, "name") or "", re.I)
            if named:
                merged.outline_level = int(named.group(1)) - 1
        current = _value(style, "basedOn")
    return merged


def _default_style(styles: etree._Element) -> str | None:
    for style in styles.iter(W + "style"):
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
            return style.get(W + "styleId")
    return None


def _value(parent: etree._Element, name: str) -> str | None:
    child = parent.find(W + name)
    return child.get(VAL) if child is not None else None


def _number(parent: etree._Element, name: str, default: int | None) -> int | None:
    value = _value(parent, name)
    return _whole(value, default) if value is not None else default


def _whole(value: str | None, default: int | None) -> int:
    try:
        return int(value or "")
    except ValueError:
        return default or 0
