"""What the headings of the narrative hand on to the passages below them."""

from __future__ import annotations

from pipelines.extract.prose.figures import figures_from_prose
from pipelines.locate.sections import locate_sections
from schemas.documents import Document, Paragraph
from schemas.facts import Identity

BODY = Identity(fiscal_year=2026, report_type="budget", printed_name="云泽县林业局")


def read(*lines: str) -> tuple[list[str], int]:
    """The amounts that are told surely, and how many issues there are."""
    blocks, start = [], 0
    for line in ("一、收支预算总体情况说明", *lines):
        blocks.append(Paragraph(line, start))
        start += len(line) + 1
    made = Document("0" * 64, "text/plain", "x.txt", start, None, "test", "1", "read", tuple(blocks))
    figures, issues = figures_from_prose(made, locate_sections(made), BODY)
    return [f"{figure.measure} {figure.stated}" for figure in figures if figure.reading == "sure"], len(issues)


def test_amounts_below_another_bodys_name_are_not_the_disclosures() -> None:
    told = read(
        "（一）云泽县林业局",
        "2026年收入预算900万元。",
        "（二）云泽县林场管理站",
        "2026年收入预算120万元。",
        "（三）培训费",
        "2026年培训费3万元。",
    )
    assert told == (["revenue_grand_total 900", "training 3"], 1)


def test_a_list_of_bodies_is_no_heading() -> None:
    told = read("1.云泽县林场管理站", "2.云泽县苗木检测中心", "2026年收入预算900万元。")
    assert told == (["revenue_grand_total 900"], 0)
