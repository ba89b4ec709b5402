"""The form of a table without a title, as its rows tell: every row is one of the form's items."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.locate.headers import Row, is_amount, own_cells
from pipelines.locate.segments import Segment
from pipelines.locate.units import UNIT_IN_BRACKETS
from pipelines.normalise.labels import label_key
from schemas.form_declarations import FormDeclaration, form_declarations, labels

_OF_WHICH = "其中:"


def form_of_rows(grid: Sequence[Row], segment: Segment) -> FormDeclaration | None:
    """The form whose declared row labels the table prints, where it prints no row of any other kind."""
    words = labels()
    found = []
    for index in range(segment.body, segment.last):
        cells = own_cells(grid[index], index + 1)
        if not any(is_amount(cell.text) for cell in cells[1:]):
            continue
        label = UNIT_IN_BRACKETS.sub("", label_key(cells[0].text).removeprefix(_OF_WHICH))
        if words.three_public.meaning(label) is None and words.total_rows.fullmatch(label) is None:
            return None
        found.append(label)
    printed = "|".join(found)
    return next(
        (
            declaration
            for declaration in form_declarations()
            if declaration.rows and all(row in printed for row in declaration.rows)
        ),
        None,
    )
