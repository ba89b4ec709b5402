"""The account closes whatever extraction returned, counts nothing twice, and notices what was dropped."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipelines.account.closing import LEFT_OVER, account_for_unread, close_account
from pipelines.account.printed_numbers import numbers_of_prose, numbers_of_tables
from schemas.documents import Block, Cell, Document, Paragraph, Table
from schemas.facts import Extraction, Figure, Indicator, Place, ProcurementItem, Project, Section
from schemas.issues import Issue
from schemas.located import LocatedForm

ROWS = (("科目编码", "科目名称", "预算数"), ("221", "住房保障支出", "12.50"), ("22199", "其他住房支出", "12.50"))


def table(*rows: tuple[str, ...], table_no: int = 1) -> Table:
    cells = tuple(
        Cell(row_no, column_no, 1, 1, text, page=1)
        for row_no, row in enumerate(rows, 1)
        for column_no, text in enumerate(row, 1)
    )
    return Table(table_no, len(rows), len(rows[0]), cells, page=1)


def document(*blocks: Block | str) -> Document:
    made: list[Block] = []
    start = 0
    for block in blocks:
        if isinstance(block, str):
            made.append(Paragraph(block, start, ((0, 1),)))
            start += len(block) + 1
        else:
            made.append(block)
    return Document("a" * 64, "text/plain", "a.txt", 1, 1, "test", "1", "read", tuple(made))


def form(of: Table, header_rows: int = 1, code: str = "expenditure") -> LocatedForm:
    return LocatedForm(code, of, "支出总表", "万元", header_rows)


def figure(stated: str, place: Place, **about: object) -> Figure:
    made = Figure(
        measure="expenditure_total",
        fund="all",
        phase="budget",
        fiscal_year=2031,
        stated=stated,
        stated_unit="万元",
        place=place,
        quote=stated,
        origin="table" if place.table_no else "text",
    )
    return replace(made, **about)  # type: ignore[arg-type]


def closed(of: Document, forms: list[LocatedForm] | None = None, **said: object) -> Extraction:
    extraction = Extraction(**said)  # type: ignore[arg-type]
    close_account(of, forms or [], extraction)
    listed = sum(1 for _ in numbers_of_tables(of)) + sum(1 for _ in numbers_of_prose(of))
    assert sum(line.count for line in extraction.account) == listed
    assert sum(line.count for line in extraction.account if line.outcome == "issue") == len(extraction.unread)
    return extraction


def outcomes(extraction: Extraction) -> dict[tuple[str, str, str], int]:
    return {(line.part, line.outcome, line.reason): line.count for line in extraction.account}


def test_a_cell_that_no_figure_takes_becomes_an_issue_with_its_place() -> None:
    expenditure = table(*ROWS)
    taken = figure("12.50", Place(1, 1, 2, 3))
    found = closed(document(expenditure), [form(expenditure)], figures=[taken])
    assert outcomes(found) == {
        ("cell", "fact", "fact"): 1,
        ("cell", "ignored", "classification_code"): 2,
        ("cell", "issue", LEFT_OVER): 1,
    }
    assert found.issues == [Issue(LEFT_OVER, "支出总表: 其他住房支出 12.50 x 1", 1, 1, 3, 3, count=1)]
    assert (found.unread[0].printed, found.unread[0].place) == ("12.50", Place(1, 1, 3, 3))
    both = closed(document(expenditure), [form(expenditure)], figures=[taken, figure("12.50", Place(1, 1, 3, 3))])
    assert both.issues == []


def test_two_figures_of_one_cell_are_one_number() -> None:
    expenditure = table(*ROWS)
    twice = [figure("12.50", Place(1, 1, 2, 3)), figure("12.50", Place(1, 1, 2, 3), fund="fiscal")]
    found = closed(document(expenditure), [form(expenditure)], figures=twice)
    assert outcomes(found)["cell", "fact", "fact"] == 1


def test_a_figure_that_states_something_else_does_not_take_the_cell() -> None:
    expenditure = table(*ROWS)
    wrong = [figure("99.00", Place(1, 1, 2, 3)), figure("12.50", Place(1, 2, 2, 3)), figure("", Place(1, 1, 3, 3))]
    assert ("cell", "fact", "fact") not in outcomes(closed(document(expenditure), [form(expenditure)], figures=wrong))


def test_an_amount_that_looks_like_a_code_is_none_in_a_column_of_amounts() -> None:
    expenditure = table(("科目编码", "科目名称", "预算数"), ("221", "住房保障支出", "221"))
    found = closed(document(expenditure), [form(expenditure)])
    assert outcomes(found) == {("cell", "ignored", "classification_code"): 1, ("cell", "issue", LEFT_OVER): 1}


def test_a_continued_part_has_the_heads_of_the_part_before_it() -> None:
    first, second = table(*ROWS), table(("222", "粮油物资储备支出", "3.00"), table_no=2)
    going_on = form(second, header_rows=0)
    found = closed(document(first, second), [form(first), going_on])
    assert outcomes(found)["cell", "ignored", "classification_code"] == 3
    alone = closed(document(second), [going_on])
    assert outcomes(alone) == {("cell", "issue", LEFT_OVER): 2}


def test_rows_that_number_columns_and_columns_that_number_rows() -> None:
    lines = table(("行次", "项目", "金额"), ("栏次", "1", "2"), ("1", "购置费", "7.00"), ("2", "租赁费", "8"))
    found = outcomes(closed(document(lines), [form(lines)]))
    assert found == {
        ("cell", "ignored", "column_numbering"): 2,
        ("cell", "ignored", "line_number"): 2,
        ("cell", "issue", LEFT_OVER): 2,
    }


def test_records_hold_the_numbers_of_their_row_by_value() -> None:
    bought = table(("项目", "数量", "单价", "金额"), ("台灯", "4", "0.02", "0.08"), ("座椅", "4", "0.02", "0.08"))
    item = ProcurementItem(
        item="台灯",
        quantity=Decimal(4),
        unit_price_yuan=Decimal(200),
        amount_yuan=Decimal(800),
        place=Place(1, 1, 2, 4),
    )
    found = closed(document(bought), [form(bought, code="procurement")], procurement_items=[item])
    assert outcomes(found) == {("cell", "record", "procurement_item"): 3, ("cell", "issue", LEFT_OVER): 3}


def test_a_row_between_many_projects_is_not_accounted_for_by_an_amount_of_one_of_them() -> None:
    listed = table(("项目", "金额"), ("路灯所", "6.00"), ("路灯改造", "6.00"), ("路灯检修", "9.00"))
    projects = [
        Project(project_no=1, name="路灯改造", amount_yuan=Decimal(60_000), place=Place(1, 1, 3, 1)),
        Project(project_no=2, name="路灯检修", amount_yuan=Decimal(90_000), place=Place(1, 1, 4, 1)),
    ]
    found = closed(document(listed), [form(listed, code="projects")], projects=projects)
    assert outcomes(found) == {("cell", "record", "project"): 2, ("cell", "issue", LEFT_OVER): 1}
    assert found.unread[0].place.row_no == 2


def test_amounts_on_lines_of_their_own_are_no_page_numbers() -> None:
    lines = [Paragraph(text, place * 10) for place, text in enumerate(("收入合计", "850", "支出合计", "840", "-120"))]
    assert outcomes(closed(document(*lines))) == {("prose", "issue", LEFT_OVER): 3}


def test_a_project_holds_its_amounts_over_its_sheet_and_an_indicator_its_words() -> None:
    sheet = table(("项目资金", "30.00"), ("其他资金", "4.00"), ("改造路灯数量", "≥120盏"), ("维修次数", "≥9次"))
    project = Project(project_no=1, name="路灯改造", amount_yuan=Decimal(300_000))
    indicator = Indicator(
        project_no=1, level1=None, level2=None, level3="改造路灯数量", target_stated="≥120盏", place=Place(1, 1, 3, 2)
    )
    found = closed(document(sheet), projects=[project], indicators=[indicator])
    assert outcomes(found) == {
        ("cell", "record", "indicator"): 1,
        ("cell", "record", "project"): 1,
        ("cell", "issue", LEFT_OVER): 2,
    }


def test_issues_take_as_many_cells_as_they_count() -> None:
    expenditure = table(("名称", "预算数"), ("甲项", "1.00"), ("乙项", "2.00"), ("丙项", "3.00"))
    known = Issue("cell_is_not_understood", "", 1, 1, 2, 2, count=2)
    found = closed(document(expenditure), [form(expenditure)], issues=[known])
    assert outcomes(found) == {("cell", "issue", "cell_is_not_understood"): 2, ("cell", "issue", LEFT_OVER): 1}
    assert found.issues[1].row_no == 4


def test_an_unknown_table_is_one_issue_that_is_there_already() -> None:
    lines = table(("甲", "1.00"), ("乙", "2.00"))
    found = closed(document(lines), issues=[Issue("table_is_unknown", "甲", 1, 1)])
    assert outcomes(found) == {("cell", "issue", "table_is_unknown"): 2}
    assert len(found.issues) == 1


def test_amounts_of_prose_end_as_facts_or_issues_by_section() -> None:
    text = "2031年支出预算12.5万元，其中租金3万元，比上年增加5%。"
    said = document("一、支出", text)
    start = said.blocks[1].start + text.index("12.5")  # type: ignore[union-attr]
    found = closed(
        said,
        figures=[figure("12.5", Place(1, char_start=start, char_end=start + 4))],
        sections=[Section("expenditure_overview", "一、支出", 0, 2)],
    )
    assert outcomes(found) == {
        ("prose", "fact", "fact"): 1,
        ("prose", "ignored", "year_or_date"): 1,
        ("prose", "issue", LEFT_OVER): 2,
    }
    assert [issue.detail for issue in found.issues] == ["expenditure_overview: 算12.5万元，其中租金3万元 x 2"]


def test_words_that_are_a_figure_take_no_number_they_span() -> None:
    text = "租金预算3万元，与上年持平。"
    unchanged = figure("持平", Place(1, char_start=0, char_end=len(text) - 1), value=Decimal(0))
    assert outcomes(closed(document(text), figures=[unchanged])) == {("prose", "issue", LEFT_OVER): 1}


def test_amounts_in_words_are_amounts() -> None:
    text = "租金三十万元，下降百分之五，一致同意。"
    assert outcomes(closed(document(text))) == {("prose", "issue", LEFT_OVER): 2}
    taken = figure("三十", Place(1, char_start=2, char_end=4))
    assert outcomes(closed(document(text), figures=[replace(taken, stated="三十万元")])) == {
        ("prose", "fact", "fact"): 1,
        ("prose", "issue", LEFT_OVER): 1,
    }
    assert outcomes(closed(document(text), figures=[replace(taken, stated="一致")])) == {
        ("prose", "issue", LEFT_OVER): 2
    }


def test_passages_already_reported_take_as_many_as_they_count() -> None:
    known = Issue("amount_in_prose_is_not_understood", "", 1, char_start=0, count=1)
    found = closed(document("租金3万元，水费4万元。"), issues=[known])
    assert outcomes(found) == {
        ("prose", "issue", "amount_in_prose_is_not_understood"): 1,
        ("prose", "issue", LEFT_OVER): 1,
    }


def test_a_document_that_nothing_is_taken_from_is_accounted_for_by_why() -> None:
    extraction = Extraction(issues=[Issue("fiscal_year_is_not_found")])
    account_for_unread(document(table(*ROWS), "预算3万元"), extraction)
    assert outcomes(extraction) == {
        ("cell", "issue", "fiscal_year_is_not_found"): 4,
        ("prose", "issue", "fiscal_year_is_not_found"): 1,
    }


_TEXTS = st.text(alphabet="0123456789.,，%年月万元辆（）()、表：第一预算 \n", max_size=24)
_TABLES = st.integers(1, 3).flatmap(lambda width: st.lists(st.tuples(*[_TEXTS] * width), min_size=1, max_size=4))


@given(_TABLES, st.lists(_TEXTS, max_size=3), st.integers(0, 4), st.booleans())
def test_it_closes_over_any_document(
    rows: list[tuple[str, ...]], paragraphs: list[str], header_rows: int, located: bool
) -> None:
    made = table(*rows)
    forms = [form(made, min(header_rows, len(rows)))] if located else []
    found = closed(document(*paragraphs, made), forms)
    assert Counter(unread.issue for unread in found.unread) == Counter(
        {line.reason: line.count for line in found.account if line.outcome == "issue" and line.part == "cell"}
    ) + Counter({line.reason: line.count for line in found.account if line.outcome == "issue" and line.part == "prose"})
