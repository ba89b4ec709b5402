"""How much of what people read off real disclosures the grammar of prose finds; the share must not fall."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.extract.prose.figures import figures_from_prose
from pipelines.locate.identity import identify
from pipelines.locate.sections import locate_sections
from pipelines.normalise.amounts import YUAN_PER_UNIT, parse_number
from pipelines.read.document import read_document
from schemas.facts import Figure

LEAST_FOUND = Decimal("0.97")
SLACK = Decimal("0.02")


def value_of(figure: Figure) -> Decimal | None:
    number = parse_number(figure.stated)
    value = figure.value if figure.value is not None else (number.value if number is not None else None)
    return None if value is None else value * figure.sign * YUAN_PER_UNIT.get(figure.stated_unit or "", Decimal(1))


@pytest.mark.corpus
def test_finds_what_people_read_in_prose(corpus: Path) -> None:
    truths = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((corpus / "truth").glob("*.json"))]
    asked = {truth["sha256"]: [row for row in truth["headline"] if row["origin"] == "text"] for truth in truths}
    found = total = 0
    for path in sorted((corpus / "documents").glob("*/*")):
        body = path.read_bytes()
        rows = asked.get(hashlib.sha256(body).hexdigest(), [])
        if not rows:
            continue
        document = read_document(body, path.name)
        identity, _ = identify(document, str(path.relative_to(corpus / "documents")))
        figures, _ = figures_from_prose(document, locate_sections(document), identity)
        whole = [figure for figure in figures if figure.subject_name is None and figure.function_code is None]
        for row in rows:
            total += 1
            found += any(
                figure.measure in row["measure"]
                and (row["fund"] is None or figure.fund in row["fund"])
                and figure.phase == row["phase"]
                and figure.value_kind in row["value_kind"]
                and (value := value_of(figure)) is not None
                and abs(value - Decimal(row["value"])) <= SLACK
                for figure in whole
                if figure.fiscal_year == identity.fiscal_year
            )
    assert total > 0
    assert Decimal(found) / total >= LEAST_FOUND, f"{found} of {total}"
