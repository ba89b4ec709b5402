"""Families of layout and wording: how one province's offices print a disclosure."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.specimens.content import Disclosure
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families import apart, eastern, northern, riverine, western

# The family whose documents are scored apart: nobody who writes readers looks at it.
APART = apart.NAME

COMPOSERS: dict[str, Callable[[Dossier], Disclosure]] = {
    family.NAME: family.compose for family in (northern, eastern, riverine, western, apart)
}
