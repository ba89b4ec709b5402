"""Complete codes of rows that print only the last two digits of them in one column: 205, then 01, 01, 02, 01."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from pipelines.extract.tables.label_meanings import clean_label
from pipelines.extract.tables.sheets import Block, Sheet, SheetRow, split_code
from pipelines.normalise.amounts import parse_number
from pipelines.normalise.labels import plain
from schemas.class_names import function_codes_by_name

_FUNCTION = "2"
# More readings than this say that nothing decides.
_MOST_READINGS = 256
_ROUNDING = Decimal("0.01")
_NOT_SUMMED = ("%", "％", "比例", "幅度", "率")

Place = tuple[int, int]
# The places of a run's rows that are groups (款); the rows between are items (项) of the group above them.
Reading = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TailRow:
    """A row with the last two digits of its code, its indentation, its name and its amounts in columns that sum up."""

    place: Place
    tail: str
    indent: int
    name: str
    amounts: tuple[Decimal, ...]


def codes_of_tails(sheet: Sheet, block: Block, rows: Sequence[SheetRow]) -> dict[Place, str | None]:
    """The code of each row whose code column prints two digits below a class; None where its level is not certain."""
    column = next((key for key in block.keys if sheet.roles[key] == "code"), None)
    if column is None:
        return {}
    summed = [place for place in block.amounts if not any(word in "".join(sheet.paths[place]) for word in _NOT_SUMMED)]
    found: dict[Place, str | None] = {}
    above: str | None = None
    total: tuple[Decimal, ...] = ()
    run: list[TailRow] = []
    for row in rows:
        cell = row.key(column)
        text = plain(cell.text) if cell is not None else ""
        if cell is not None and len(text) == 2 and text.isdigit():
            indent = len(cell.text) - len(cell.text.lstrip())
            run.append(
                TailRow((row.table_no, row.row_no), text, indent, _name(sheet, block, row), _amounts(row, summed))
            )
            continue
        code, _ = split_code(text)
        if code is not None:
            found |= codes_of_run(above, total, run)
            above, total, run = code, _amounts(row, summed), []
    return found | codes_of_run(above, total, run)


def _name(sheet: Sheet, block: Block, row: SheetRow) -> str:
    texts = [plain(cell.text) for key in block.keys if sheet.roles[key] == "name" and (cell := row.key(key))]
    return clean_label(texts[-1]) if texts else ""


def _amounts(row: SheetRow, columns: Sequence[int]) -> tuple[Decimal, ...]:
    numbers = (parse_number(cell.text) if (cell := row.own(column)) is not None else None for column in columns)
    return tuple(number.value if number is not None else Decimal(0) for number in numbers)


def codes_of_run(above: str | None, total: tuple[Decimal, ...], run: list[TailRow]) -> dict[Place, str | None]:
    """The codes of the rows below one row with a whole code."""
    if above is None:
        return {}
    if len(above) not in (3, 5):
        return {row.place: None for row in run}
    if len(above) == 5 or above[0] != _FUNCTION:
        # Economic classes have groups only; below a group stand items only.
        ascending = all(upper.tail < lower.tail for upper, lower in pairwise(run))
        return {row.place: above + row.tail if ascending else None for row in run}
    readings = _likely_readings(above, total, run)
    codes = [_codes(above, run, reading) for reading in readings]
    return {
        row.place: codes[0][index] if codes and len({told[index] for told in codes}) == 1 else None
        for index, row in enumerate(run)
    }


def _codes(class_code: str, run: Sequence[TailRow], reading: Reading) -> list[str]:
    found: list[str] = []
    group = class_code
    for index, row in enumerate(run):
        if index in reading:
            group = class_code + row.tail
            found.append(group)
        else:
            found.append(group + row.tail)
    return found


def _likely_readings(class_code: str, total: tuple[Decimal, ...], run: Sequence[TailRow]) -> list[Reading]:
    """The readings that order, indentation and names allow; of those the ones whose sums and whose items are whole."""
    indented = len({row.indent for row in run}) > 1

    def allowed(begin: int, end: int) -> bool:
        items = run[begin + 1 : end]
        if any(upper.tail >= lower.tail for upper, lower in pairwise(items)):
            return False
        if indented and any(item.indent <= run[begin].indent for item in items):
            return False
        group = class_code + run[begin].tail
        return _fits_name(run[begin], group) and all(_fits_name(item, group + item.tail) for item in items)

    def adds_up(begin: int, end: int) -> bool:
        return allowed(begin, end) and (end == begin + 1 or _sums(run[begin].amounts, run[begin + 1 : end]))

    summed = [
        reading for reading in _readings(run, adds_up, indented) if _sums(total, [run[index] for index in reading])
    ]
    readings = summed or list(_readings(run, allowed, indented))
    if len(readings) >= _MOST_READINGS:
        return []
    # A table prints the items of all its groups, or of none.
    return [reading for reading in readings if _is_even(reading, len(run))] or readings


def _readings(run: Sequence[TailRow], allowed: Callable[[int, int], bool], indented: bool) -> Iterator[Reading]:
    """Every division of the run into groups with their items, as far as the most that are worth looking at."""
    size = len(run)
    fitting = cache(allowed)

    @cache
    def can_end(begin: int) -> bool:
        return any(True for _ in following(begin))

    def following(begin: int) -> Iterator[int]:
        for end in range(begin + 1, size + 1):
            if end < size and (run[end].tail <= run[begin].tail or (indented and run[end].indent != run[begin].indent)):
                continue
            if fitting(begin, end) and (end == size or can_end(end)):
                yield end

    def divisions(begin: int) -> Iterator[Reading]:
        for end in following(begin):
            if end == size:
                yield (begin,)
            else:
                yield from ((begin, *rest) for rest in divisions(end))

    for count, reading in enumerate(divisions(0), start=1):
        yield reading
        if count >= _MOST_READINGS:
            return


def _sums(whole: tuple[Decimal, ...], parts: Sequence[TailRow]) -> bool:
    """Whether the parts give the whole in every column, but for rounding."""
    rounding = _ROUNDING * len(parts)
    return bool(whole) and all(
        abs(amount - sum((part.amounts[place] for part in parts), Decimal(0))) <= rounding
        for place, amount in enumerate(whole)
    )


def _fits_name(row: TailRow, code: str) -> bool:
    """Whether the national list allows this code for the name; one that it holds under another number says nothing.

    A name of many groups (行政运行) tells the level and no more.
    """
    listed = function_codes_by_name().get(row.name, frozenset())
    if len(listed) > 1:
        return len(code) in {len(known) for known in listed}
    return all(code == known for known in listed if known[:3] == code[:3] and known[-2:] == row.tail)


def _is_even(reading: Reading, size: int) -> bool:
    return len(reading) == size or all(
        end > begin + 1 for begin, end in zip(reading, (*reading[1:], size), strict=True)
    )
