"""Families of layout and wording: how one province's offices print a disclosure."""

from __future__ import annotations

import random
from collections.abc import Callable

from pipelines.specimens.content import Disclosure
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families import coastal, eastern, highland, northern, riverine, southern, stacked, western

# Families whose documents are scored apart: nobody who writes readers looks at them.
APART = (southern.NAME, highland.NAME, coastal.NAME)
# Of these, what no test, demonstration or measurement reads before a version is done.
WITHHELD = (coastal.NAME,)

COMPOSERS: dict[str, Callable[[Dossier], Disclosure]] = {
    family.NAME: family.compose
    for family in (northern, eastern, riverine, western, stacked, southern, highland, coastal)
}


def compose(family: str, dossier: Dossier) -> Disclosure:
    """The disclosure as its office prints it: some put titles into tables, some print heads once, not on every page."""
    composed = COMPOSERS[family](dossier)
    office = random.Random(f"{dossier.body.seed}/{dossier.body.county.code}/office")
    inside, repeats = office.random() < 0.2, office.random() < 0.75
    for sheet in composed.sheets:
        sheet.inside, sheet.repeats_head = inside, repeats
    return composed
