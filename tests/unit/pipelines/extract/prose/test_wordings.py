"""Sentences as many provinces write them, each with all it states, in `wordings/*.txt`: invented words and amounts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.extract.class_codes import with_class_codes
from pipelines.extract.prose.figures import figures_from_prose
from pipelines.locate.sections import locate_sections
from schemas.documents import Document, Paragraph
from schemas.facts import Figure, Identity

YEARS = {"budget": 2026, "final_accounts": 2024}
USUAL_PHASES = {"budget": "budget", "final_accounts": "final"}
USUAL_BASES = {"budget": "previous_budget", "final_accounts": "previous_final"}


@dataclass(frozen=True)
class Wording:
    """A block of a file: report type and heading, paragraphs (`> `), figures (`= `), whether an issue is due (`!`)."""

    report_type: str
    heading: str
    lines: tuple[str, ...]
    stated: tuple[str, ...]
    issue: bool


def wordings() -> list[Wording]:
    found = []
    for path in sorted((Path(__file__).parent / "wordings").glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            first, *rest = (line for line in block.strip().split("\n") if not line.startswith("#"))
            report_type, heading = first.split(" ", 1)
            lines = tuple(line[2:] for line in rest if line.startswith("> "))
            stated = tuple(line[2:] for line in rest if line.startswith("= "))
            found.append(Wording(report_type, heading, lines, stated, "!" in rest))
    return found


def document(lines: tuple[str, ...]) -> Document:
    blocks, start = [], 0
    for line in lines:
        blocks.append(Paragraph(line, start))
        start += len(line) + 1
    return Document("0" * 64, "text/plain", "x.txt", start, None, "test", "1", "read", tuple(blocks))


def told(figure: Figure, report_type: str) -> str:
    """A figure in short: what it is of, its kind, value and unit, then what is not usual about it in such a report."""
    number = figure.stated.replace(",", "").replace("，", ",") if figure.value is None else str(figure.value)
    if figure.state == "nil_statement":
        number = "nil"
    words = [f"{figure.measure}/{figure.fund}", figure.value_kind, ("-" if figure.sign < 0 else "") + number]
    words.append(figure.stated_unit or "")
    if figure.compared_with not in (None, USUAL_BASES[report_type]):
        words.append(f"~{figure.compared_with}")
    if figure.phase != USUAL_PHASES[report_type]:
        words.append(figure.phase)
    if figure.fiscal_year != YEARS[report_type]:
        words.append(str(figure.fiscal_year))
    words += [f"[{part}]" for part in (figure.function_code or figure.economic_code, figure.subject_name) if part]
    words += [f"({figure.qualifier})"] if figure.qualifier else []
    words += ["unsure"] if figure.reading == "unsure" else []
    return " ".join(word for word in words if word)


@pytest.mark.parametrize("wording", wordings(), ids=lambda wording: wording.lines[0][:30])
def test_all_that_a_sentence_states_and_nothing_else(wording: Wording) -> None:
    made = document((wording.heading, *wording.lines))
    identity = Identity(fiscal_year=YEARS[wording.report_type], report_type=wording.report_type)  # type: ignore[arg-type]
    figures, issues = figures_from_prose(made, locate_sections(made), identity)
    assert Counter(told(figure, wording.report_type) for figure in with_class_codes(figures)) == Counter(wording.stated)
    assert bool(issues) == wording.issue


@pytest.mark.parametrize("wording", wordings()[::7], ids=lambda wording: wording.lines[0][:30])
def test_a_figure_stands_where_its_number_is_printed(wording: Wording) -> None:
    made = document((wording.heading, *wording.lines))
    text = "\n".join((wording.heading, *wording.lines))
    identity = Identity(fiscal_year=YEARS[wording.report_type], report_type=wording.report_type)  # type: ignore[arg-type]
    for figure in figures_from_prose(made, locate_sections(made), identity)[0]:
        printed = text[figure.place.char_start : figure.place.char_end]
        if figure.value is None and figure.state is None:
            assert "".join(printed.split()) == figure.stated
