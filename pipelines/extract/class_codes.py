"""Codes of functional classes that prose names: by the document's own tables, and by the list of top classes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pipelines.normalise.labels import label_key
from schemas.class_names import codes_by_name, item_codes_by_name, recurring_items
from schemas.facts import Figure
from schemas.phrase_declarations import class_names

_RANK = re.compile(r"\((类|款|项)\)")
_JOINT = re.compile(r"\((?:类|款|项)\)|[-—–]")
_TOO_WIDE = ("其他", "其他支出")
_LENGTH_OF_RANK = {"类": 3, "款": 5, "项": 7}


def with_class_codes(figures: list[Figure]) -> list[Figure]:
    """`figures` with the function code of each class that prose names without one, where exactly one code fits.

    A name told with its ranks, 水利(款)行政运行(项), fits a code whose parents bear the names told before it. Where no
    code or more than one fits, the figure stays as the sentence names it.
    """
    codes = _codes_of_tables(figures)
    return [_with_code(figure, codes) if _lacks_code(figure) else figure for figure in figures]


def _codes_of_tables(figures: Iterable[Figure]) -> dict[str, set[str]]:
    """Name -> the codes under which this document's tables print it."""
    found: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        if figure.origin == "table" and figure.function_code and figure.subject_name:
            found[label_key(figure.subject_name)].add(figure.function_code)
    return found


def _lacks_code(figure: Figure) -> bool:
    if figure.origin != "text" or figure.subject_name is None or not figure.measure.startswith("expenditure"):
        return False
    coded = figure.function_code or figure.economic_code or figure.government_economic_code
    return not coded and class_names().get(figure.subject_name) != "economic"


def _with_code(figure: Figure, codes: dict[str, set[str]]) -> Figure:
    named = figure.subject_name or ""
    names = [part.removesuffix("科目") for part in _JOINT.split(named) if part]
    if not names:
        return figure
    ranks = _RANK.findall(named)
    *parents, name = names
    key = label_key(name)
    fitting = set(codes.get(key, ()))
    if not parents and name not in _TOO_WIDE:
        # 教育(类) is 教育支出.
        listed_classes = (codes_by_name("function").get(label_key(word)) for word in (name, name + "支出"))
        fitting |= {listed for listed in listed_classes if listed is not None}
    if ranks or parents:
        # Without its rank 住房公积金 may be what is paid, not what for.
        fitting |= {listed for listed in (item_codes_by_name().get(key),) if listed is not None}
    last_part = recurring_items().get(name)
    if parents and last_part is not None:
        group = label_key(parents[-1])
        groups = codes.get(group, set()) | {item_codes_by_name().get(group, "")}
        fitting |= {code + last_part for code in groups if len(code) == 5}
    if ranks:
        fitting = {code for code in fitting if len(code) == _LENGTH_OF_RANK[ranks[-1]]}
    fitting = {code for code in fitting if all(_stands_above(parent, code, codes) for parent in parents)}
    if len(fitting) != 1:
        return figure
    return replace(figure, function_code=fitting.pop(), subject_name=name)


def _stands_above(parent: str, code: str, codes: dict[str, set[str]]) -> bool:
    """Whether a code above `code` bears the name `parent`, in this document's tables or in our lists."""
    key = label_key(parent)
    named = codes.get(key, set()) | {codes_by_name("function").get(key), item_codes_by_name().get(key)}
    named |= {codes_by_name("function").get(label_key(parent + "支出"))}
    return bool(named & ({code[:3], code[:5]} - {code}))
