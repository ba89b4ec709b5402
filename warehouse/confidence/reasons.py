"""Why a figure has its confidence: the evidence for and against it in words, and what such evidence proved worth."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import duckdb

from schemas.words import Language
from warehouse.confidence.fill import Proved, calibration, weigh_disclosure

AGAINST = (
    "contradicted",
    "in_doubt",
    "year_is_from_path",
    "number_is_shared",
    "quote_lacks_number",
    "code_is_unknown",
    "table_has_issue",
)
SUPPORTING = ("adds_up", "closes", "said_elsewhere", "follows", "column_is_checked")
_EVIDENCE = """
select what, evidence, {flags}
from fact_evidence
where document_id = ? and fact_id = ?
"""
_INPUTS = """
select input_fact_id from core.derivation where document_id = ? and fact_id = ? order by input_no
"""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What a figure is, the evidence on it by key, what its class proved worth, and a derived figure's inputs."""

    what: str
    evidence: tuple[str, ...]
    proved: Proved | None
    inputs: tuple[str, ...] = ()

    def words(self, language: Language) -> str:
        """What it is and the evidence, as one line."""
        between, end = ("；", "：") if language == "zh" else ("; ", ": ")
        named = between.join(_words()[key][language] for key in self.evidence)
        return f"{_words()[self.what][language]}{end}{named}" if named else _words()[self.what][language]


def reasons(con: duckdb.DuckDBPyConnection, disclosure_id: str, document_id: str, fact_id: str) -> Reasons | None:
    """The evidence on one fact, gathered anew from the findings and issues of its disclosure."""
    weigh_disclosure(con, disclosure_id)
    flags = (*AGAINST, *SUPPORTING)
    found = con.execute(_EVIDENCE.format(flags=", ".join(flags)), [document_id, fact_id]).fetchone()
    if found is None:
        return None
    what, evidence, *held = found
    inputs = tuple(name for (name,) in con.execute(_INPUTS, [document_id, fact_id]).fetchall())
    keys = tuple(name for name, holds in zip(flags, held, strict=True) if holds)
    # What better evidence makes idle is not worth a word.
    idle = {"closes", "table_has_issue", "column_is_checked"} if "adds_up" in keys else set()
    keys = tuple(key for key in keys if key not in idle)
    return Reasons(what, keys or (() if inputs else ("alone",)), calibration().get(evidence), inputs)


@cache
def _words() -> dict[str, dict[Language, str]]:
    with files("warehouse.confidence").joinpath("words.csv").open(encoding="utf-8") as lines:
        return {row["key"]: {"zh": row["zh"], "en": row["en"]} for row in csv.DictReader(lines)}
