"""Columns that are economic classes: which class of which classification the head of an amount column names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.extract.tables.label_meanings import clean_label, label_meaning
from pipelines.extract.tables.sheets import split_code
from schemas.class_names import codes_by_name
from schemas.form_declarations import Axis

Paths = Sequence[tuple[str, ...]]
ColumnClass = tuple[Axis, str]

_GOVERNMENT = re.compile(r"政府(?:预算)?(?:支出)?经济")
_DEPARTMENT = re.compile(r"部门(?:预算)?(?:支出)?经济")
_AXES: tuple[Axis, ...] = ("economic", "government")


def classes_of_columns(paths: Paths, columns: Iterable[int], title: str) -> dict[int, ColumnClass]:
    """The economic class of each amount column whose head names one; the table's other heads tell which classification.

    A head 小计 below a class is that class. A class whose name belongs elsewhere is the one that the heads below it
    belong to (工资福利支出 over 工资奖金津补贴 and 社会保障缴费 is 501); what fits nowhere has no class.
    """
    groups: dict[Axis | None, dict[int, tuple[str, ...]]] = {}
    for column in columns:
        labels = _labels_from_class(paths[column])
        if labels:
            groups.setdefault(_stated_axis((title, *paths[column])), {})[column] = labels
    found: dict[int, ColumnClass] = {}
    for axis, heads in groups.items():
        for tried in (axis,) if axis else _AXES:
            reading = _read(heads, tried)
            if len(reading) > len(found.keys() & heads.keys()):
                found.update(reading)
    return found


def _labels_from_class(path: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of a path that may name classes, widest first: what is no measure, fund or time, and 小计 below it."""
    labels = [label for label in path if not _speaks_otherwise(label)]
    while labels and _is_bare(labels[0]):
        labels.pop(0)
    return tuple(labels)


def _speaks_otherwise(label: str) -> bool:
    meaning = label_meaning(label, "expenditure")
    return bool((meaning.measure and not _is_bare(label)) or meaning.fund or meaning.times or meaning.year)


def _is_bare(label: str) -> bool:
    meaning = label_meaning(label, "expenditure")
    return meaning.generic or meaning.measure == "expenditure_sum"


def _stated_axis(labels: Iterable[str]) -> Axis | None:
    stated: Axis | None = None
    for label in labels:
        if _GOVERNMENT.search(label):
            stated = "government"
        elif _DEPARTMENT.search(label):
            stated = "economic"
    return stated


def _read(heads: dict[int, tuple[str, ...]], axis: Axis) -> dict[int, ColumnClass]:
    below: dict[str, set[str]] = {}
    for labels in heads.values():
        code = _code(labels[-1], axis)
        if len(labels) > 1 and code is not None and len(code) == 5:
            below.setdefault(labels[-2], set()).add(code[:3])
    found: dict[int, ColumnClass] = {}
    for column, labels in heads.items():
        outer = next((_outer(label, axis, below) for label in reversed(labels[:-1]) if not _is_bare(label)), None)
        code = outer if _is_bare(labels[-1]) else _code(labels[-1], axis)
        if code is not None and (outer is None or code.startswith(outer)):
            found[column] = (axis, code)
    return found


def _outer(label: str, axis: Axis, below: dict[str, set[str]]) -> str | None:
    code = _code(label, axis)
    classes = below.get(label, set())
    if len(classes) == 1 and (code is None or not code.startswith(min(classes))):
        return min(classes)
    return code


def _code(label: str, axis: Axis) -> str | None:
    code, name = split_code(label)
    if code is not None:
        return code if code[0] == ("5" if axis == "government" else "3") and name else None
    return codes_by_name(axis).get(clean_label(label))
