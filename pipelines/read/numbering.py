"""Word's automatic numbers: 一、 and (1) are not in the text of a paragraph but in styles.xml and numbering.xml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from pipelines.read.word_styles import VAL, ParagraphStyles, Style, W, number_of, value_of, whole

_STYLE, _NUMBER = W + "pStyle", W + "numPr"

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


class Level(NamedTuple):
    """One level of a list: where it starts, how its number is written, the pattern (%1、), what restarts it.

    `is_legal` levels write the numbers of all levels as digits: 1.1 under 一、.
    """

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restart_after: int | None = None
    style: str | None = None
    is_legal: bool = False


@dataclass(slots=True)
class _ListInstance:
    """A `w:num`: the abstract list it uses and the levels it overrides."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The lists of one document and their running counters."""

    def __init__(self, numbering: etree._Element | None, styles: ParagraphStyles) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._style_links: dict[str, str] = {}
        self._instances: dict[str, _ListInstance] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._styles = styles
        if numbering is not None:
            self._read(numbering)

    def style_of(self, properties: etree._Element | None) -> Style | None:
        """The style of a paragraph by its `w:pPr`, the document's default style where it names none."""
        named = properties.find(_STYLE) if properties is not None else None
        return self._styles.get(named.get(VAL) if named is not None else None)

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
        counters = self._counters.setdefault(instance.abstract, {})
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
                number_format = "decimal" if level.is_legal else other.number_format
                printed = printed.replace(mark, number_text(counters.get(number, other.start), number_format))
        needs_space = bool(printed) and level.suffix != "nothing" and (printed[-1].isalnum())
        return printed + " " if needs_space else printed

    def _list_of(self, properties: etree._Element | None) -> tuple[str | None, int]:
        style = self.style_of(properties)
        number_id = style.number_id if style else None
        level = self._level_of_style(style) if style else None
        own = properties.find(_NUMBER) if properties is not None else None
        if own is not None:
            number_id = value_of(own, "numId") or number_id
            level = number_of(own, "ilvl", level)
        return number_id, level or 0

    def _level_of_style(self, style: Style) -> int | None:
        """A style may name a list without a level: then it is the level that names the style."""
        if style.level is None and style.number_id in self._instances:
            for level_no, level in self._levels(self._instances[style.number_id]).items():
                if level.style == style.numbered_by:
                    style.level = level_no
        return style.level

    def _levels(self, instance: _ListInstance) -> dict[int, Level]:
        levels = self._abstract.get(instance.abstract, {})
        link = self._style_links.get(instance.abstract)
        if not levels and link:
            linked = self._styles.get(link)
            other = self._instances.get(linked.number_id or "") if linked else None
            if other is not None and other.abstract != instance.abstract:
                levels = self._abstract.get(other.abstract, {})
        return {**levels, **instance.levels} if instance.levels else levels

    def _read(self, numbering: etree._Element) -> None:
        for abstract in numbering.iter(W + "abstractNum"):
            key = abstract.get(W + "abstractNumId") or ""
            self._abstract[key] = dict(_read_level(level) for level in abstract.iter(W + "lvl"))
            link = value_of(abstract, "numStyleLink")
            if link:
                self._style_links[key] = link
        for number in numbering.iter(W + "num"):
            instance = _ListInstance(value_of(number, "abstractNumId") or "")
            for override in number.iter(W + "lvlOverride"):
                level_no = whole(override.get(W + "ilvl"))
                start = number_of(override, "startOverride", None)
                if start is not None:
                    instance.starts[level_no] = start
                for level in override.iter(W + "lvl"):
                    instance.levels[level_no] = _read_level(level)[1]
            self._instances[number.get(W + "numId") or ""] = instance


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
    return whole(level.get(W + "ilvl")), Level(
        number_of(level, "start", 1) or 0,
        value_of(level, "numFmt") or "decimal",
        value_of(level, "lvlText") or "",
        value_of(level, "suff") or "tab",
        number_of(level, "lvlRestart", None),
        value_of(level, "pStyle"),
        level.find(W + "isLgl") is not None,
    )
