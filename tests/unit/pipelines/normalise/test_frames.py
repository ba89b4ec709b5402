"""What documents said, in the columns of the contract."""

import datetime
import hashlib
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from pipelines.normalise.fact_rows import masked_quote, short_quote
from pipelines.normalise.frames import FRAMES, FREE_TEXT, part_of, to_frames
from pipelines.validate.contracts import validate
from schemas.documents import Document, Paragraph, Table
from schemas.facts import (
    AccountLine,
    Asset,
    Extraction,
    Figure,
    Identity,
    Indicator,
    Institution,
    Place,
    ProcurementItem,
    Project,
    Section,
    UnreadNumber,
)
from schemas.issues import Issue
from schemas.reference import divisions

COUNTY = next(code for code, division in divisions().items() if division.level == "county")


def document(name: str = "a.pdf", **changes: Any) -> Document:
    return Document(
        **{
            "document_id": hashlib.sha256(name.encode()).hexdigest(),
            "media_type": "application/pdf",
            "file_name": name,
            "byte_size": 10,
            "page_count": 2,
            "reader": "pdf",
            "reader_version": "1",
            "status": "read",
            "blocks": (
                Paragraph("一、部门职责", 0, ((0, 1),), 1),
                Paragraph("负责养护公路。", 7, ((0, 2),)),
                Table(1, 1, 1, (), 2),
                Paragraph("管理路灯。", 15, ((0, 2),)),
            ),
        }
        | changes
    )


def figure(stated: str = "12.50", **changes: Any) -> Figure:
    return Figure(
        **{
            "measure": "expenditure_total",
            "fund": "all",
            "phase": "budget",
            "fiscal_year": 2031,
            "stated": stated,
            "stated_unit": "万元",
            "place": Place(1, 1, 3, 4),
            "quote": f"本年支出合计 {stated}",
            "origin": "table",
            "form": "expenditure",
        }
        | changes
    )


def extraction(**changes: Any) -> Extraction:
    return Extraction(
        **{
            "identity": Identity(
                printed_name="公路局",
                division_code=COUNTY,
                fiscal_year=2031,
                report_type="budget",
                scope="department",
                title="公路局 2031 年部门预算",
                published_on=datetime.date(2031, 2, 1),
            ),
            "sections": [Section("duties", "一、部门职责", 0, 4)],
            "figures": [figure()],
        }
        | changes
    )


def frames_of(found: Extraction, read: Document | None = None) -> dict[str, pl.DataFrame]:
    return to_frames([(read or document(), found, "county/a.pdf")], extractor_version="7")


def test_the_frames_are_those_of_the_declarations() -> None:
    frames = to_frames([], extractor_version="7")
    assert {table.name: table.polars_schema() for table in FRAMES} == {n: f.schema for n, f in frames.items()}


def test_a_document_with_everything_holds_its_contracts() -> None:
    frames = frames_of(
        extraction(
            institutions=[Institution(institution_no=1, name="养护站", place=Place(2, 1, 1, 1))],
            projects=[
                Project(
                    project_no=1, name="修路", amount_yuan=Decimal(5000), fund_amounts_yuan={"unit_funds": Decimal(1)}
                )
            ],
            indicators=[
                Indicator(project_no=1, level1="产出", level2="数量", level3="里程", target_value=Decimal("1.5")),
                Indicator(project_no=1, level1="产出", level2="数量", level3="里程", target_value=Decimal("1.5")),
                Indicator(project_no=None, level1="满意度", level2=None, level3="满意"),
            ],
            procurement_items=[ProcurementItem(item="路灯", quantity=Decimal(3), amount_yuan=Decimal("30.5"))] * 2,
            assets=[Asset(asset_class="车辆", count=Decimal(2))],
            issues=[Issue("scope_is_assumed", "甲", page=1), Issue("scope_is_assumed", "甲", page=1)],
            account=[AccountLine("cell", "issue", "table_is_unknown", 1)],
            unread=[UnreadNumber("cell", "table_is_unknown", "12.5", Place(page=1, table_no=1, row_no=2, column_no=3))],
        )
    )
    checked = validate(frames)
    assert checked.quarantine.is_empty(), checked.quarantine.get_column("refused_by").to_list()
    assert {name: frame.height for name, frame in frames.items()} == {
        "core.document": 1,
        "core.department": 1,
        "core.file_identity": 1,
        "core.section": 1,
        "core.institution": 1,
        "core.project": 1,
        "core.indicator": 3,
        "core.procurement_item": 2,
        "core.asset": 1,
        "core.fact": 1,
        "core.derivation": 0,
        "quality.issue": 2,
        "quality.account": 1,
        "quality.unread_number": 1,
    }
    assert frames["core.project"].row(0, named=True)["unit_funds_yuan"] == Decimal("1.00")
    assert frames["core.document"].row(0, named=True)["extractor_version"] == "7"


def test_a_section_is_its_paragraphs_without_its_tables() -> None:
    row = frames_of(extraction())["core.section"].row(0, named=True)
    assert row["body"] == "一、部门职责\n负责养护公路。\n管理路灯。"
    assert (row["ordinal"], row["page"], row["section"]) == (1, 1, "duties")


def test_a_document_that_is_no_disclosure_still_has_its_rows() -> None:
    frames = frames_of(Extraction(issues=[Issue("not_a_disclosure")]), document(page_count=None))
    assert frames["core.document"].row(0, named=True)["read_status"] == "not_a_disclosure"
    assert frames["quality.issue"].row(0, named=True)["severity"] == "warning"
    assert all(frames[name].is_empty() for name in frames if name not in ("core.document", "quality.issue"))
    unreadable = frames_of(Extraction(), document(status="unreadable", issues=(Issue("file_is_empty"),)))
    assert unreadable["core.document"].row(0, named=True)["read_status"] == "unreadable"
    assert unreadable["quality.issue"].height == 1


def test_a_figure_without_a_disclosure_goes_to_quarantine_and_not_away() -> None:
    frames = frames_of(extraction(identity=Identity(printed_name="公路局", report_type="budget")))
    checked = validate(frames)
    assert frames["core.fact"].height == 1
    assert checked.accepted["core.fact"].is_empty()
    assert "disclosure_id: not_nullable" in checked.quarantine.get_column("refused_by").str.join("|")[0]


def test_a_number_that_is_not_understood_is_an_issue_at_its_place() -> None:
    frames = frames_of(extraction(figures=[figure("12.3.4")]))
    issue = frames["quality.issue"].row(0, named=True)
    assert (issue["issue"], issue["page"], issue["row_no"]) == ("number_is_not_understood", 1, 3)
    assert "12.3.4" in issue["message_zh"]
    assert validate(frames).accepted["core.fact"].is_empty()


def test_numbers_and_characters_that_no_column_can_hold_raise_nothing() -> None:
    hostile = [figure(place=Place(row_no=2**70), quote="合计 \ud83d 12.50"), figure(fiscal_year=99_999), figure()]
    checked = validate(frames_of(extraction(figures=hostile)))
    assert checked.accepted["core.fact"].get_column("quote").to_list() == ["合计 \ufffd 12.50", "本年支出合计 12.50"]
    assert checked.quarantine.get_column("refused_by").to_list() == ["fiscal_year: not_nullable"]


def test_a_disclosure_whose_type_is_unknown_is_not_called_something_else() -> None:
    frames = frames_of(Extraction(issues=[Issue("report_type_is_not_found")]))
    assert frames["core.document"].get_column("read_status").to_list() == ["read"]
    assert frames["core.file_identity"].is_empty()


def test_the_same_bytes_under_two_names_are_one_document() -> None:
    batch = [(document(), extraction(), "x/a.pdf"), (document(), extraction(), "y/b.pdf")]
    assert to_frames(batch, extractor_version="7")["core.document"].height == 1


def test_files_of_one_disclosure_share_it_and_know_their_part() -> None:
    narrative = extraction(figures=[])
    tables = extraction(sections=[])
    targets = extraction(
        sections=[], figures=[], indicators=[Indicator(project_no=1, level1="甲", level2=None, level3=None)]
    )
    frames = to_frames(
        [(document("n"), narrative, ""), (document("t"), tables, ""), (document("p"), targets, "")],
        extractor_version="7",
    )
    rows = frames["core.file_identity"]
    assert rows.get_column("disclosure_key").n_unique() == 1
    assert rows.get_column("part").to_list() == ["narrative", "tables", "annex"]
    assert rows.get_column("holds").to_list() == [
        ["section:duties"],
        ["form:expenditure"],
        ["form:project_performance"],
    ]
    assert frames["core.department"].height == 1


@pytest.mark.parametrize(
    ("forms", "sections", "part"),
    [
        ({"expenditure", "procurement"}, {"duties"}, "whole"),
        ({"procurement"}, {"duties"}, "narrative"),
        ({"project_performance"}, set(), "annex"),
        (set(), set(), "annex"),
        ({"expenditure"}, set(), "tables"),
    ],
)
def test_the_part_follows_from_what_a_file_holds(forms: set[str], sections: set[str], part: str) -> None:
    assert part_of(forms, sections) == part


def test_a_long_quote_keeps_the_number() -> None:
    quote = "说" * 50 + "合计 1,234.50 万元" + "明" * 50
    short = short_quote(quote, "1,234.50")
    assert len(short) == 60
    assert "合计 1,234.50" in short
    assert short_quote("短", "1") == "短"
    assert short_quote("1.5" + "长" * 80, "1.5").startswith("1.5")
    assert len(short_quote("长" * 80, "7")) == 60


# Text columns in which nobody's number can stand, and those whose digits are the point.
NOT_FREE = {
    "media_type", "file_name", "reader", "reader_version", "extractor_version", "division_code", "printed_name", "kind",
    "code", "catalogue_code", "stated", "stated_unit",
}  # fmt: skip


def test_every_text_column_is_masked_or_known_to_need_no_mask() -> None:
    for table in FRAMES:
        free = {column.name for column in table.columns if column.dtype == pl.String() and not column.checks}
        left = free - set(FREE_TEXT.get(table.name, ())) - NOT_FREE
        expected = {"core.fact": {"quote"}, "core.department": {"name"}}
        assert left == expected.get(table.name, set()), table.name


def test_personal_data_is_masked_in_every_table() -> None:
    said = "联系人：王某某 电话：0999-7654321"
    frames = frames_of(
        extraction(
            sections=[Section("duties", said, 0, 1)],
            figures=[figure(quote=f"{said} 合计 12.50", subject_name=said)],
            institutions=[Institution(institution_no=1, name=said, nature=said, rank=said, funding=said, quote=said)],
            projects=[Project(project_no=1, name=said, category=said, objective=said, quote=said)],
            indicators=[
                Indicator(
                    project_no=1, level1=said, level2=said, level3=said, description=said, target_stated=said,
                    basis=said, grading=said, actual_value=said, quote=said,
                )
            ],
            procurement_items=[ProcurementItem(item=said, project=said, quote=said)],
            assets=[Asset(asset_class=said, quote=said)],
            issues=[Issue("scope_is_assumed", said)],
            identity=Identity(printed_name="公路局", fiscal_year=2031, report_type="budget", title=said),
        ),
        document(blocks=(Paragraph(said, 0),)),
    )  # fmt: skip
    for name, frame in frames.items():
        text = frame.write_json()
        assert "7654321" not in text, name
        assert "王某某" not in text, name
    assert "合计 12.50" in frames["core.fact"].item(0, "quote")


def test_a_figure_that_looks_like_a_telephone_number_stays() -> None:
    assert masked_quote("电话费 13800138000", "13800138000") == "电话费 13800138000"
    assert masked_quote("电话：13800138000 合计 5", "5") == "电话：*********** 合计 5"
