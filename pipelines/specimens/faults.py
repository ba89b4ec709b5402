"""Faults planted into a disclosure, each with the rule that must find it."""

from __future__ import annotations

import random
from typing import Any

from pipelines.specimens.content import Disclosure


def plant(disclosure: Disclosure, number: int, draw: random.Random) -> dict[str, Any] | None:
    """Plant fault `number` (of an endless turn through the kinds) where the disclosure can carry it."""
    return None
