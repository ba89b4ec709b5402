"""Real disclosures, where they lie: every amount that people read off a table stands in a cell of ours."""

from __future__ import annotations

import hashlib
import json
import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.read.pdf import read_pdf

CORPUS = Path(os.environ.get("MINGZHANG_CORPUS", Path(__file__).parents[5] / "shared" / "corpus"))
AMOUNT = re.compile(r"-?[\d,]*\d(?:\.\d+)?")
TEN_THOUSAND = 10_000


def truths() -> dict[str, dict[str, Any]]:
    loaded = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "truth").glob("*.json"))]
    return {truth["sha256"]: truth for truth in loaded}


def amounts_in_cells(body: bytes) -> set[Decimal]:
    """The amounts of all cells as yuan, taken both as yuan and as ten thousands."""
    found = set()
    for table in read_pdf(body, "").tables:
        for cell in table.cells:
            for number in AMOUNT.findall("".join(cell.text.split())):
                value = abs(Decimal(number.replace(",", "")))
                found |= {value, value * TEN_THOUSAND}
    return found


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus: set MINGZHANG_CORPUS to the folder that holds documents/")
def test_every_amount_of_the_truth_stands_in_a_cell() -> None:
    known = truths()
    compared, missing = 0, []
    for path in sorted((CORPUS / "documents").rglob("*.pdf")):
        body = path.read_bytes()
        truth = known.get(hashlib.sha256(body).hexdigest())
        if truth is None or not body.startswith(b"%PDF-"):
            continue
        found = amounts_in_cells(body)
        for table in truth["tables"]:
            for value in (text for row in table["rows"] for text in row if text and re.fullmatch(r"-?\d+\.\d+", text)):
                compared += 1
                if abs(Decimal(value)) not in found:
                    missing.append((path.name, table["kind"], value))
    assert compared > 0
    assert missing == []
