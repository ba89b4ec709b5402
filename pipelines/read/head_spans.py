"""Which cells of a head row lie over which cells of the longer row below, where a text export has lost it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from pipelines.normalise.labels import ANY_OF

_TOTALS = ("小计", "合计", "总计")
_CODE_PARTS = ("类", "款", "项")
# What stands above a table is no head: 编制单位：…, 单位：万元.
_ABOVE = re.compile(r"[:：]|^(?:单位)?(?:万|千)?元$")
_CHANGE = re.compile(r"增减|变动|增长|增幅|降幅")
_AMOUNT = re.compile(r"[-+−]?[\d,，]+(?:\.\d+)?")
_MOST_READINGS = 200
_ROUNDING = Decimal("0.01")

# How many cells of the lower row each cell of the upper row covers.
Counts = list[int]


def counts_of_heads(upper: Sequence[str], lower: Sequence[str], body: Sequence[Sequence[str]]) -> Counts | None:
    """The one reading that words and sums allow; None where none or several do.

    Below a head that reaches down both rows stands a blank, below one that spans stand filled cells. Where several
    spanning heads stand side by side, 小计 opens a group, changes stand below a change, no label comes twice below one
    head, and a total is the sum of the cells right of it in every row of `body` (rows of the lower row's width).
    """
    readings = _readings(upper, lower, body)
    return readings[0] if len(readings) == 1 else None


def open_heads(upper: Sequence[str], lower: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[list[str], Counts]:
    """The heads and counts where several readings remain: those that differ are one head, joined by `ANY_OF`."""
    readings = _readings(upper, lower, body)
    if len(readings) < 2:
        return [], []
    left = right = 0
    while len({counts[left] for counts in readings}) == 1:
        left += 1
    while len({counts[-1 - right] for counts in readings}) == 1:
        right += 1
    first, last = readings[0][:left], readings[0][len(upper) - right :]
    heads = [*upper[:left], ANY_OF.join(upper[left : len(upper) - right]), *upper[len(upper) - right :]]
    return heads, [*first, len(lower) - sum(first) - sum(last), *last]


def _readings(upper: Sequence[str], lower: Sequence[str], body: Sequence[Sequence[str]]) -> list[Counts]:
    if any(_ABOVE.search(head) for head in upper):
        return []
    headed = any(_CHANGE.search(head) for head in upper)
    readings = list(islice(_divisions(upper, lower, headed, set()), _MOST_READINGS))
    if len(readings) < 2:
        return readings
    return [counts for counts in readings if _adds_up(counts, lower, body)] or readings


def _divisions(
    upper: Sequence[str], lower: Sequence[str], headed: bool, dead: set[tuple[int, int]]
) -> Iterator[Counts]:
    """Every division that the words allow; `dead` remembers how many heads and labels at the right do not fit.

    `headed`: some head speaks of changes, so that no other head lies over one.
    """
    if not upper or not lower:
        if not upper and not lower:
            yield []
        return
    left = len(upper), len(lower)
    if left in dead:
        return
    found = False
    for count in range(1, len(lower) - len(upper) + 2):
        labels = lower[:count]
        if count > 1 and not all(labels):
            break
        if _fits(upper[0], labels, headed):
            for rest in _divisions(upper[1:], lower[count:], headed, dead):
                found = True
                yield [count, *rest]
    if not found:
        dead.add(left)


def _fits(head: str, labels: Sequence[str], headed: bool) -> bool:
    """Whether these labels can stand below this head: none, or words of one group."""
    if labels == [""] or not labels[0]:
        return len(labels) == 1
    if not head or len(set(labels)) < len(labels) or any(label in _TOTALS for label in labels[1:]):
        return False
    if any(label in _CODE_PARTS for label in labels) and not all(label in _CODE_PARTS for label in labels):
        return False
    changes = [_CHANGE.search(label) is not None for label in labels]
    if _CHANGE.search(head):
        return all(changes)
    return not (headed and any(changes))


def _adds_up(counts: Counts, lower: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether every total is the sum of the others below its head; a total alone sums nothing."""
    first = 0
    for count in counts:
        if lower[first] in _TOTALS:
            if count == 1:
                return False
            for row in body:
                whole, *parts = [_value(text) for text in row[first : first + count]]
                if abs(whole - sum(parts)) > _ROUNDING * len(parts):
                    return False
        first += count
    return True


def _value(text: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", text).replace("−", "-")) if _AMOUNT.fullmatch(text) else Decimal(0)
