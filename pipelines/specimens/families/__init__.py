"""Families of layout and wording: how one province's offices print a disclosure."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.specimens.content import Disclosure
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families import northern

# The family whose documents are scored apart: nobody who writes readers looks at it.
APART = "apart"

COMPOSERS: dict[str, Callable[[Dossier], Disclosure]] = {
    northern.NAME: northern.compose,
}
