"""Items of a classification named in prose: 行政运行(2010301), 2010301-行政运行, 教育支出(类)普通教育(款)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from schemas.phrase_declarations import class_names

Classification = Literal["function", "economic", "government_economic"]

_LONGEST_NAME = 60
_ANY_CODE = re.compile(r"\(\d{2,7}\)")
_RANK = re.compile(r"\((?P<code>\d{2,7})?(?P<rank>类|款|项)\)")
_CODE_BEHIND = re.compile(
    r"(?<=[\u4e00-\u9fff)])\((?P<code>\d{7}|\d{5}|\d{3})\)"
    r"(?P<parts>(?:[\u4e00-\u9fff][^,。;:、()\d]{1,40}\(\d{2}\)){0,2})"
)
_PART_CODE = re.compile(r"\((\d{2})\)")
_CODE_BEFORE = re.compile(
    r"(?:(?<![\d.(年])|(?<=^\d\.)|(?<=[,。;:]\d\.))(?P<code>[23]\d{6}|[2-5]\d{4}|2[0-3]\d)(?P<dash>[-—–_.:]?)(?!百?[万亿千]?元|万亿|平方|立方|公里)(?P<name>[\u4e00-\u9fff][^,。;:、\d]{1,40}?)(?=-?\d[\d,.]*(?:亿|万)?元|20\d\d年|为\d|科目|预算|[:,。]|$)"
)
_CHAIN = re.compile(
    r"(?:^|(?<=[,。;:、.\d)]))[\u4e00-\u9fff()]{3,24}(?:[-—–][\u4e00-\u9fff()]{2,40}){1,2}(?=科目|\d|为|预算|[:,。])"
)
_SUBJECT_WORD = re.compile(r"(?<=[\u4e00-\u9fff)])科目(?=\d|为|预算)")
_ORDINAL = re.compile(r"^(?:\(?[一二三四五六七八九十]{1,3}[)、.]|\(\d{1,2}\)|\d{1,2}[、.](?!\d)|[①-⑳])+")
_LEAD = re.compile(r"^(?:其中|主要用于|用于|包括|按功能分类|按支出功能分类|即|和|及|与|分别为|分别是|是|为|:)+")
_BOUNDARY = ",。;:、"
_TAIL = "科目"


@dataclass(frozen=True, slots=True)
class ClassifiedItem:
    """A label of a classified item at `start:end`: its name, its code where printed, and of which classification."""

    start: int
    end: int
    name: str
    code: str | None
    classification: Classification


def classification_of(code: str) -> Classification:
    """Function codes begin with 2, department economic codes with 3, government economic codes with 5."""
    return {"3": "economic", "5": "government_economic"}.get(code[0], "function")  # type: ignore[return-value]


def classified_items(plain: str) -> list[ClassifiedItem]:
    """The items named in `plain` with marks of rank, codes or chains of names, in order and without overlaps."""
    found: list[ClassifiedItem] = []
    if "(" in plain:
        found += _ranked(plain)
        found += _coded_behind(plain)
    found += _coded_before(plain)
    found += _called_subjects(plain)
    if "-" in plain or "—" in plain:
        found += _chains(plain)
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[ClassifiedItem] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _name_start(plain: str, end: int, floor: int) -> int:
    """Where the name that ends at `end` begins: after the last separator or unmatched bracket, not before `floor`."""
    depth, at = 0, end
    lowest = max(floor, end - _LONGEST_NAME)
    while at > lowest:
        char = plain[at - 1]
        if char == ")":
            depth += 1
        elif char == "(":
            if depth == 0:
                break
            depth -= 1
        elif char in _BOUNDARY and depth == 0:
            break
        at -= 1
    # An ordinal in front is no part of the name, nor are the words that introduce a list.
    while True:
        lead = _ORDINAL.match(plain[at:end]) or _LEAD.match(plain[at:end])
        if lead is None or not lead.end():
            return at
        at += lead.end()


def _ranked(plain: str) -> list[ClassifiedItem]:
    """Names marked (类), (款), (项); marks that follow one another without a separator make one item."""
    found: list[ClassifiedItem] = []
    floor = 0
    marks = list(_RANK.finditer(plain))
    number = 0
    while number < len(marks):
        first = marks[number]
        last = first
        codes = [first["code"]] if first["code"] else []
        while number + 1 < len(marks):
            following = marks[number + 1]
            between = plain[last.end() : following.start()]
            if len(between) > _LONGEST_NAME or any(char in _BOUNDARY or char.isdigit() for char in between):
                break
            last = following
            codes += [following["code"]] if following["code"] else []
            number += 1
        number += 1
        start = _name_start(plain, first.start(), floor)
        end = last.end()
        if start < first.start():
            if plain.startswith(_TAIL, end):
                end += len(_TAIL)
            name = _RANK.sub(lambda mark: f"({mark['rank']})", plain[start : last.end()])
            found.append(ClassifiedItem(start, end, name, _joined(codes), "function"))
        floor = end
    return found


def _joined(codes: list[str]) -> str | None:
    """The complete code from parts that are whole (2010301) or single (201, 03, 01); None where none is printed."""
    if not codes:
        return None
    whole = codes[-1] if len(codes[-1]) >= 5 or len(codes) == 1 else "".join(codes)
    return whole if len(whole) in (3, 5, 7) else None


def _coded_behind(plain: str) -> list[ClassifiedItem]:
    found: list[ClassifiedItem] = []
    floor = 0
    for mark in _CODE_BEHIND.finditer(plain):
        start = _name_start(plain, mark.start(), floor)
        if start < mark.start():
            # 社会保障和就业支出(208)行政事业单位养老支出(05)…(05): the parts make the code complete.
            code = "".join([mark["code"], *_PART_CODE.findall(mark["parts"])])
            name = _ANY_CODE.split(plain[start : mark.end()])[-2]
            found.append(ClassifiedItem(start, mark.end(), name, code, classification_of(code)))
        floor = mark.end()
    return found


def _coded_before(plain: str) -> list[ClassifiedItem]:
    return [
        ClassifiedItem(mark.start(), mark.end(), mark["name"], mark["code"], classification_of(mark["code"]))
        for mark in _CODE_BEFORE.finditer(plain)
        if len(mark["code"]) > 3 or mark["dash"]
    ]


def _chains(plain: str) -> list[ClassifiedItem]:
    """Names joined by dashes whose first is a class: 教育支出-普通教育-小学教育."""
    found = []
    for mark in _CHAIN.finditer(plain):
        if re.split(r"[-—–]", mark[0])[0] in class_names():
            end = mark.end() + (len(_TAIL) if plain.startswith(_TAIL, mark.end()) else 0)
            found.append(ClassifiedItem(mark.start(), end, mark[0], None, "function"))
    return found


def _called_subjects(plain: str) -> list[ClassifiedItem]:
    """Names that are called a subject right before an amount: 其他支出科目5万元."""
    found = []
    floor = 0
    for mark in _SUBJECT_WORD.finditer(plain):
        start = _name_start(plain, mark.start(), floor)
        if start < mark.start():
            found.append(ClassifiedItem(start, mark.end(), plain[start : mark.start()], None, "function"))
        floor = mark.end()
    return found
