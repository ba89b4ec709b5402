"""A random tree of figures, written in several layouts, is read back equal."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.tables.figures import figures_from_forms
from pipelines.locate.forms import locate_forms
from pipelines.normalise.amounts import parse_number
from schemas.documents import Block, Cell, Document, Paragraph, Table
from schemas.facts import Identity

_IDENTITY = Identity(printed_name="望川县水务局", fiscal_year=2031, report_type="budget", scope="department")
_LAYOUTS = ("one_column", "three_columns", "carried", "in_the_name", "split_over_tables", "under_one_unit")

Amounts = tuple[Decimal, Decimal]
Tree = dict[str, Amounts]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Leaf codes with basic and project amounts, in code order; parents are sums."""
    leaves = draw(
        st.dictionaries(
            st.builds(
                lambda a, b, c: f"{a}{b:02}{c:02}",
                st.sampled_from(["201", "208", "213", "221"]),
                st.integers(1, 5),
                st.integers(1, 99),
            ),
            st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)),
            min_size=1,
            max_size=8,
        )
    )
    found: Tree = {}
    for code, (basic, project) in leaves.items():
        for part in (code[:3], code[:5], code):
            before = found.get(part, (Decimal(0), Decimal(0)))
            found[part] = (before[0] + Decimal(basic).scaleb(-2), before[1] + Decimal(project).scaleb(-2))
    return dict(sorted(found.items()))


def _money(amount: Decimal, commas: bool) -> str:
    return f"{amount:,.2f}" if commas else f"{amount:.2f}"


def _rows(tree: Tree, layout: str, commas: bool) -> tuple[list[list[str]], list[list[str]]]:
    """Head rows and body rows of one layout; `<` and `^` span as in the drawings of the other tests."""
    amounts = {
        code: [_money(basic + project, commas), _money(basic, commas), _money(project, commas)]
        for code, (basic, project) in tree.items()
    }
    tops = [tree[code] for code in tree if len(code) == 3]
    whole = [sum((top[0] for top in tops), Decimal(0)), sum((top[1] for top in tops), Decimal(0))]
    total = [_money(whole[0] + whole[1], commas), _money(whole[0], commas), _money(whole[1], commas)]
    money = ["合计", "基本支出", "项目支出"]
    names = {code: f"科目{code}名" for code in tree}
    if layout in ("one_column", "split_over_tables"):
        head = [["科目编码", "科目名称", *money]]
        body = [[code, names[code], *amounts[code]] for code in tree]
        return head, [*body, ["合计", "<", *total]]
    if layout == "in_the_name":
        return [["支出功能分类科目", *money]], [
            ["合计", *total],
            *([f"[{code}]{names[code]}", *amounts[code]] for code in tree),
        ]
    if layout == "under_one_unit":
        head = [["单位编码", "单位名称", "科目编码", "科目名称", *money]]
        body = [["301", "望川县水务局", code, names[code], *amounts[code]] for code in tree]
        return head, [["合计", "<", "<", "<", *total], *body]
    head = [["科目编码", "<", "<", "科目名称", *money], ["类", "款", "项", "^", "^", "^", "^"]]
    body = []
    for code in tree:
        parts = [code[:3], code[3:5], code[5:]]
        if layout == "carried":
            parts = [part if place == (len(code) - 3) // 2 else "" for place, part in enumerate(parts)]
        body.append([*parts, names[code], *amounts[code]])
    return head, [*body, ["合计", "<", "<", "<", *total]]


def _table(rows: list[list[str]], table_no: int) -> Table:
    cells = []
    for row_no, row in enumerate(rows, start=1):
        for column_no, text in enumerate(row, start=1):
            if text in ("<", "^"):
                continue
            across = 1
            while column_no + across <= len(row) and row[column_no + across - 1] == "<":
                across += 1
            down = 1
            while row_no + down <= len(rows) and rows[row_no + down - 1][column_no - 1] == "^":
                down += 1
            cells.append(Cell(row_no, column_no, down, across, text, table_no))
    return Table(table_no, len(rows), len(rows[0]), tuple(cells), table_no)


@settings(max_examples=60, deadline=None)
@given(trees(), st.sampled_from(_LAYOUTS), st.booleans(), st.integers(1, 7))
def test_a_tree_of_figures_is_read_back_from_every_layout(tree: Tree, layout: str, commas: bool, cut: int) -> None:
    head, body = _rows(tree, layout, commas)
    tables = [_table(head + body, 1)]
    if layout == "split_over_tables" and cut < len(body):
        tables = [_table(head + body[:cut], 1), _table(body[cut:], 2)]
    blocks: list[Block] = [Paragraph("部门支出总表", 0, ((0, 1),)), Paragraph("单位：万元", 7, ((0, 1),)), *tables]
    document = Document("0" * 64, "application/pdf", "", 0, 2, "drawn", "1", "read", tuple(blocks))
    forms, unknown = locate_forms(document, _IDENTITY)
    figures, issues = figures_from_forms(document, forms, _IDENTITY)

    assert [*unknown, *issues] == []
    read: dict[tuple[str | None, str], Decimal] = {}
    for figure in figures:
        number = parse_number(figure.stated)
        assert number is not None
        assert figure.institution_no is None
        assert number.value == 0 or figure.stated in figure.quote
        assert (figure.function_code, figure.measure) not in read
        read[figure.function_code, figure.measure] = number.value
    wanted: dict[tuple[str | None, str], Decimal] = {}
    tops = [amounts for code, amounts in tree.items() if len(code) == 3]
    whole = (sum((top[0] for top in tops), Decimal(0)), sum((top[1] for top in tops), Decimal(0)))
    for code, (basic, project) in [(None, whole), *tree.items()]:
        wanted[code, "expenditure_total"] = basic + project
        wanted[code, "expenditure_basic"] = basic
        wanted[code, "expenditure_project"] = project
    assert read == wanted
