"""What is read from a specimen as text that people can review: a line a figure, record, problem or count.

One text tells of one disclosure in all formats; a line that not every format yields begins with those that do.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.read.document import read_document
from pipelines.route import extract
from pipelines.specimens.bodies import body
from pipelines.specimens.dossier import Dossier, ReportType
from pipelines.specimens.families import COMPOSERS, WITHHELD, compose
from pipelines.specimens.writers import WRITERS
from schemas.facts import Extraction, Figure

GOLDEN_FAMILIES = tuple(family for family in COMPOSERS if family not in WITHHELD)
_SEED, _COUNTY, _KIND, _YEAR = 12, 36, 0, 2025  # a small office: its tables are short
_ALL = "*"


def golden_text(family: str, report_type: ReportType) -> str:
    """What is read from the small specimen of a family and type, in every format."""
    dossier = Dossier(body(_SEED, _COUNTY, _KIND), _YEAR, report_type)
    readings = {}
    for extension, write in WRITERS.items():
        content = write(compose(family, dossier))
        name = f"specimen.{extension}"
        readings[extension] = extract(read_document(content, name), name)
    return told(readings)


def told(readings: Mapping[str, Extraction]) -> str:
    """The readings of one disclosure in several formats as sorted lines."""
    counted: dict[str, Counter[str]] = {}
    for extension, extraction in readings.items():
        for line, number in Counter(_lines(extraction)).items():
            counted.setdefault(line, Counter())[extension] = number
    lines = []
    for line, times in sorted(counted.items()):
        by_number: dict[int, list[str]] = {}
        for extension in readings:
            if times[extension]:
                by_number.setdefault(times[extension], []).append(extension)
        for often, extensions in by_number.items():
            who = _ALL if len(extensions) == len(readings) else "+".join(extensions)
            lines.append(f"{who} {line}{f' (x{often})' if often > 1 else ''}")
    return "\n".join(lines) + "\n"


def _lines(extraction: Extraction) -> Iterator[str]:
    yield "1 identity" + _named(extraction.identity, {"reasons"})
    for section in extraction.sections:
        yield f"2 section {section.section} {section.heading}"
    for figure in extraction.figures:
        yield f"3 figure {_figure(figure)}"
    records: tuple[tuple[str, list[Any]], ...] = (
        ("institution", extraction.institutions),
        ("project", extraction.projects),
        ("indicator", extraction.indicators),
        ("procurement", extraction.procurement_items),
        ("asset", extraction.assets),
    )
    for what, listed in records:
        for record in listed:
            yield f"4 {what}" + _named(record, {"place", "quote", "figures"})
    for issue in extraction.issues:
        yield f"5 issue {issue.issue} {issue.detail} {issue.count}"
    for line in extraction.account:
        yield f"6 account {line.part} {line.outcome} {line.reason} {line.count}"


def _figure(figure: Figure) -> str:
    codes = (figure.function_code, figure.economic_code, figure.government_economic_code)
    about = "/".join(code or "" for code in codes).rstrip("/")
    numbers = (("project", figure.project_no), ("institution", figure.institution_no))
    plain = {"value_kind": "level", "sign": 1, "row_role": "leaf", "reading": "sure", "origin": "table"}
    words = [
        figure.form or figure.section or "-",
        figure.measure,
        figure.fund,
        f"{figure.phase}-{figure.fiscal_year}",
        about,
        (figure.subject_name or "").replace("\n", " "),
        *(f"{what}-{number}" for what, number in numbers if number is not None),
        *(f"{name}={getattr(figure, name)}" for name, usual in plain.items() if getattr(figure, name) != usual),
        *(f"{name}={getattr(figure, name)}" for name in ("compared_with", "as_of", "qualifier", "state", "value")
          if getattr(figure, name) is not None),
        *(f"{'+' if one.sign > 0 else '-'}{one.figure.measure}" for one in figure.inputs),
        f"= {figure.stated} {figure.stated_unit or ''}",
    ]  # fmt: skip
    return " ".join(word for word in words if word)


def _named(record: Any, without: set[str]) -> str:
    told = []
    for each in dataclasses.fields(record):
        value = getattr(record, each.name)
        if each.name not in without and value not in (None, "", {}, []):
            told.append(f" {each.name}={value}".replace("\n", " "))
    return "".join(told)
