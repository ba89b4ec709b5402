"""Which unit stands above which: by codes (101 above 101001), by printed levels, or by indentation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines.extract.records.record_rows import RecordRow
from pipelines.normalise.amounts import squeeze
from schemas.facts import Institution
from schemas.record_heads import word_meanings

_SHORTEST_CODE = 3


def printed_depth(row: RecordRow) -> tuple[int | None, int]:
    """How deep a row of a table of units stands: the level it names (一级预算单位 is 1), and its name's indentation."""
    levels = word_meanings("institutions", "levels")
    named = (levels.get(squeeze(cell.text)) for cell in row.own())
    level = next((int(found) for found in named if found is not None), None)
    cell = row.cell("name")
    return level, len(cell.text) - len(cell.text.lstrip()) if cell is not None else 0


def set_parents(institutions: Sequence[Institution], depths: Mapping[int, tuple[int | None, int]]) -> None:
    """Give every institution the number of the one above it, where its code, level or indentation tells.

    `depths` holds what `printed_depth` said of the rows, by institution number; a code goes before both.
    """
    by_code = {institution.code: institution.institution_no for institution in institutions if institution.code}
    above: list[tuple[int, int]] = []
    levelled = any(level is not None for level, _ in depths.values())
    for institution in institutions:
        number = institution.institution_no
        institution.parent_no = _parent_by_code(institution.code, by_code)
        level, indent = depths.get(number, (None, 0))
        depth = level if levelled else indent
        if number not in depths or depth is None:
            continue
        while above and above[-1][0] >= depth:
            above.pop()
        if institution.parent_no is None and above:
            institution.parent_no = above[-1][1]
        above.append((depth, number))


def _parent_by_code(code: str | None, by_code: Mapping[str, int]) -> int | None:
    """The unit whose code is the longest beginning of this one."""
    digits = code if code is not None and re.fullmatch(r"\d+", code) else ""
    shorter = (digits[:length] for length in range(len(digits) - 1, _SHORTEST_CODE - 1, -1))
    return next((by_code[beginning] for beginning in shorter if beginning in by_code), None)
