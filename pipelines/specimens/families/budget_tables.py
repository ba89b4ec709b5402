"""The statutory tables of a budget (T1 to T9, projects, agency operation), in the shape that a family asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pipelines.specimens.accounts import FISCAL_FUNDS, REVENUE_OF_FUND, Cents, Line
from pipelines.specimens.classification import economic_name, function_classes
from pipelines.specimens.content import Disclosure, Ink, Sheet, Slot
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.records import note_project
from pipelines.specimens.layouts import (
    CodeStyle,
    Column,
    Row,
    TotalPlace,
    class_rows,
    code_heads,
    economic_rows,
    function_rows,
    heads,
    numbered,
    spent_from,
    two_sides,
)

FISCAL = "fiscal"
THREE_PUBLIC = {
    "total": ("three_public_total", "three_public"),
    "abroad": ("three_public_abroad", "abroad"),
    "vehicle": ("three_public_vehicle", "vehicle"),
    "purchase": ("three_public_vehicle_purchase", "purchase"),
    "running": ("three_public_vehicle_running", "running"),
    "reception": ("three_public_reception", "reception"),
    "agency": ("agency_operating", "agency_operating"),
}


@dataclass(frozen=True, slots=True)
class BudgetShape:
    """How a family prints the tables of a budget.

    `titles` gives the forms printed, in order, with their titles. `above` are the lines over each table; `{no}`,
    `{name}`, `{year}` and `{unit}` are filled in. `sources` are the lines of the left side with the measure or fund
    each states. `revenue` tells whether the revenue table splits by fund after the carry-over or by the year's source.
    """

    titles: dict[str, str]
    above: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    fund_lines: tuple[str, str, str]
    unit: str = "万元"
    three_public_unit: str = "万元"
    codes: CodeStyle = "one"
    total: str = "合计"
    place: TotalPlace = "first"
    numbers: bool = False
    all_classes: bool = False
    ordinals: bool = True
    natures: Literal["plain", "split", "reserve"] = "plain"
    revenue: Literal["funds", "sources"] = "funds"
    economic_codes: CodeStyle = "one"
    split: bool = True
    three_public: Literal["list", "row"] = "row"
    three_public_columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    opening: str = "上年结转结余"
    closing: str = "年终结转结余"
    year_revenue: str = "本年收入合计"
    year_expenditure: str = "本年支出合计"
    all_sources: str = "收入总计"
    all_uses: str = "支出总计"
    fund_names: tuple[str, str, str] = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
    empty_note: str | None = "注：本表无数据，故为空表。"
    code_names: tuple[str, str] = ("科目编码", "科目名称")
    three_public_fund: str = "general_public"
    amount: str = "预算数"
    project_heads: tuple[str, ...] = field(default=("项目名称", "项目编码", "项目类别"))


class BudgetTables:
    """Builds the tables of one budget."""

    def __init__(self, dossier: Dossier, shape: BudgetShape, ink: Ink, disclosure: Disclosure) -> None:
        self.dossier, self.account, self.shape = dossier, dossier.budget, shape
        self.disclosure = disclosure
        self.ink = replace(ink, unit=shape.unit, phase="budget")
        self.count = 0
        self.makers = {
            "revenue_and_expenditure": self.both_sides,
            "revenue": self.revenue,
            "expenditure": lambda: self.by_function("expenditure", list(self.account.lines), "all"),
            "fiscal_appropriation": self.fiscal,
            "general_public_expenditure": lambda: self.of_fund("general_public_expenditure", "general_public"),
            "general_public_basic_expenditure": self.basic,
            "three_public": self.three_public,
            "government_fund_expenditure": lambda: self.of_fund("government_fund_expenditure", "government_fund"),
            "state_capital_expenditure": lambda: self.of_fund("state_capital_expenditure", "state_capital"),
            "special_account_expenditure": lambda: self.of_fund("special_account_expenditure", "special_account"),
            "projects": self.projects,
            "agency_operating": self.agency,
        }

    def sheets(self) -> list[Sheet]:
        """The tables in the family's order."""
        return [self.makers[form]() for form in self.shape.titles]

    def sheet(
        self, form: str, head: list[Row], rows: list[Row], widths: Sequence[float], unit: str | None = None
    ) -> Sheet:
        """A table with its title and the lines above it."""
        self.count += 1
        unit = unit or self.shape.unit
        body = self.dossier.body
        filled = [
            line.format(no=self.count, name=body.printed_name, year=self.dossier.year, unit=unit)
            for line in self.shape.above
        ]
        return Sheet(
            form=form,
            title=self.shape.titles[form].format(year=self.dossier.year),
            unit=unit,
            above=filled,
            head=head,
            rows=rows,
            widths=list(widths),
            landscape=len(widths) > 8,
        )

    def head(self, paths: list[tuple[str, ...]], labelled: int) -> list[Row]:
        """Heads, and where the family numbers its columns the row of numbers."""
        rows = heads(paths)
        if self.shape.numbers:
            rows.append(numbered(len(paths), labelled=labelled))
        return rows

    def classes(self, lines: Sequence[Line]) -> dict[str, str]:
        """The function classes that a right side lists."""
        present = {line.code[:3] for line in lines}
        return {code: name for code, name in function_classes().items() if self.shape.all_classes or code in present}

    def source(self, key: str) -> tuple[str, Cents, str]:
        """Measure, amount and fund of a line of the left side."""
        account = self.account
        if key == FISCAL:
            return "revenue_fiscal_appropriation", account.received(*FISCAL_FUNDS), FISCAL
        if key in REVENUE_OF_FUND:
            return REVENUE_OF_FUND[key], account.received(key), key
        return key, account.own_revenue.get(key, 0), "all"

    def both_sides(self) -> Sheet:
        """T1: sources on the left, function classes on the right, totals below."""
        account, ink, shape = self.account, self.ink, self.shape
        left = []
        for label, key in shape.sources:
            measure, cents, fund = self.source(key)
            left.append([Slot(label), ink.cell(measure, cents, fund=fund)])
        total = Column((shape.amount,), "expenditure_total", lambda line: line.total)
        rows = two_sides(left, class_rows(account.lines, [total], ink, self.classes(account.lines), shape.ordinals))
        spent, closing = account.spent("total"), account.closing()
        received, opening = account.received(), account.opening()
        rows += two_sides(
            [
                [Slot(shape.year_revenue, align="center"), ink.cell("revenue_total", received)],
                [Slot(shape.opening), ink.cell("revenue_carryover", opening)],
                [Slot(shape.all_sources, align="center"), ink.cell("revenue_grand_total", received + opening)],
            ],
            [
                [Slot(shape.year_expenditure, align="center"), ink.cell("expenditure_total", spent)],
                [Slot(shape.closing), ink.cell("expenditure_carryforward", closing)],
                [Slot(shape.all_uses, align="center"), ink.cell("expenditure_grand_total", spent + closing)],
            ],
        )
        paths: list[tuple[str, ...]] = [(side, name) for side in ("收入", "支出") for name in ("项目", shape.amount)]
        return self.sheet("revenue_and_expenditure", self.head(paths, 1), rows, [4, 2, 4, 2])

    def received(self, line: Line) -> Cents:
        """What a line receives in the year: the carry-over stands on the largest line of its fund."""
        biggest = max((other for other in self.account.lines if other.fund == line.fund), key=lambda other: other.total)
        return line.total - (self.account.opening(line.fund) if line is biggest else 0)

    def revenue(self) -> Sheet:
        """T2."""
        cached = {line: self.received(line) for line in self.account.lines}

        def of(*funds: str) -> Callable[[Line], Cents]:
            return lambda line: cached[line] if line.fund in funds else 0

        if self.shape.revenue == "funds":
            columns = [
                Column(("合计",), "revenue_grand_total", lambda line: line.total),
                Column((self.shape.opening,), "revenue_carryover", lambda line: line.total - cached[line]),
                Column(("本年收入", "小计"), "revenue_total", cached.__getitem__),
            ]
            names = (*self.shape.fund_names, "财政专户管理资金", "单位资金")
            for (fund, measure), name in zip(REVENUE_OF_FUND.items(), names, strict=True):
                columns.append(Column(("本年收入", name), measure, of(fund), fund))
        else:
            other = self.account.own_revenue["revenue_other"]
            own = [line for line in self.account.lines if line.fund == "unit_funds"]
            columns = [
                Column(("收入预算", "合计"), "revenue_total", cached.__getitem__),
                Column(("收入预算", "财政拨款收入"), "revenue_fiscal_appropriation", of(*FISCAL_FUNDS), FISCAL),
                Column(
                    ("收入预算", "事业收入"), "revenue_undertaking",
                    lambda line: cached[line] - (other if line is own[0] else 0) if line in own else 0,
                ),
                Column(("收入预算", "事业单位经营收入"), "revenue_business", lambda _: 0),
                Column(("收入预算", "其他收入"), "revenue_other", lambda line: other if own and line is own[0] else 0),
            ]  # fmt: skip
        return self.function_sheet("revenue", list(self.account.lines), columns, self.ink)

    def natures(self) -> list[Column]:
        """The amount columns of tables by function."""
        total = Column((self.shape.total,), "expenditure_total", lambda line: line.total)
        project = Column(("项目支出",), "expenditure_project", lambda line: line.project)
        if self.shape.natures == "split":
            return [
                total,
                Column(("基本支出", "小计"), "expenditure_basic", lambda line: line.basic),
                Column(("基本支出", "人员经费"), "expenditure_personnel", lambda line: line.personnel),
                Column(("基本支出", "公用经费"), "expenditure_public", lambda line: line.public),
                project,
            ]
        columns = [total, Column(("基本支出",), "expenditure_basic", lambda line: line.basic), project]
        if self.shape.natures == "reserve":
            columns.append(Column(("单位预留机动经费",), "expenditure_reserve", lambda _: 0))
        return columns

    def by_function(self, form: str, lines: list[Line], fund: str) -> Sheet:
        """T3, T5, T8, T9."""
        sheet = self.function_sheet(form, lines, self.natures(), replace(self.ink, fund=fund))
        if not lines:
            sheet.note = self.shape.empty_note
        return sheet

    def of_fund(self, form: str, fund: str) -> Sheet:
        """A table by function of one fund; without lines an empty table with its note."""
        return self.by_function(form, self.account.lines_of(fund), fund)

    def function_sheet(self, form: str, lines: list[Line], columns: list[Column], ink: Ink) -> Sheet:
        """A table by function with these columns."""
        shape = self.shape
        code_columns = code_heads(shape.codes, *shape.code_names)
        rows = function_rows(lines, columns, ink, shape.codes, shape.total, shape.place) if lines else []
        if not lines:
            rows = [[Slot(shape.total, None, 1, len(code_columns), "center"), *(Slot("") for _ in columns)]]
        widths = [0.8] * (len(code_columns) - 1) + [4.0] + [2.0] * len(columns)
        if shape.codes == "one":
            widths[0] = 1.8
        paths = [*code_columns, *(column.path for column in columns)]
        return self.sheet(form, self.head(paths, len(code_columns)), rows, widths)

    def fiscal(self) -> Sheet:
        """T4: three funds on the left, function classes by fund on the right."""
        account, ink, shape = self.account, self.ink, self.shape
        lines = [line for line in account.lines if line.fund in FISCAL_FUNDS]
        right = [Column(("合计",), "expenditure_total", lambda line: line.total, FISCAL)]
        for fund, name in zip(FISCAL_FUNDS, shape.fund_names, strict=True):
            right.append(Column((name,), "expenditure_total", spent_from(fund), fund))
        left = [
            [Slot(label), ink.cell(REVENUE_OF_FUND[fund], account.received(fund), fund=fund)]
            for label, fund in zip(shape.fund_lines, FISCAL_FUNDS, strict=True)
        ]
        rows = two_sides(left, class_rows(lines, right, ink, self.classes(lines), shape.ordinals))
        funds: list[tuple[str, tuple[str, ...]]] = [(FISCAL, FISCAL_FUNDS), *((fund, (fund,)) for fund in FISCAL_FUNDS)]
        spent = [ink.cell("expenditure_total", account.spent("total", *f), fund=name) for name, f in funds]
        closing = [ink.cell("expenditure_carryforward", account.closing(*f), fund=name) for name, f in funds]
        uses = [
            ink.cell("expenditure_grand_total", account.spent("total", *f) + account.closing(*f), fund=name)
            for name, f in funds
        ]
        received, opening = account.received(*FISCAL_FUNDS), account.opening(*FISCAL_FUNDS)
        rows += two_sides(
            [
                [
                    Slot(shape.year_revenue, align="center"),
                    ink.cell("revenue_total", received, fund=FISCAL, measures=("revenue_fiscal_appropriation",)),
                ],
                [Slot(shape.opening), ink.cell("revenue_carryover", opening, fund=FISCAL)],
                [
                    Slot(shape.all_sources, align="center"),
                    # 收入合计 of 财政拨款 may be said of the appropriation: only 总计 surely holds carry-over.
                    ink.cell(
                        "revenue_grand_total",
                        received + opening,
                        fund=FISCAL,
                        measures=() if shape.all_sources.endswith("总计") else ("revenue_fiscal_appropriation",),
                    ),
                ],
            ],
            [
                [Slot(shape.year_expenditure, align="center"), *spent],
                [Slot(shape.closing), *closing],
                [Slot(shape.all_uses, align="center"), *uses],
            ],
        )
        paths = [
            ("收入", "项目"),
            ("收入", shape.amount),
            ("支出", "项目"),
            *(("支出", *column.path) for column in right),
        ]
        return self.sheet("fiscal_appropriation", self.head(paths, 1), rows, [4, 2, 4, 2, 2, 2, 2])

    def basic(self) -> Sheet:
        """T6."""
        shape, ink = self.shape, replace(self.ink, fund="general_public")
        rows = economic_rows(self.account.economic, ink, shape.economic_codes, shape.split, shape.total, shape.place)
        codes = code_heads("one" if shape.economic_codes == "one" else "none", *shape.code_names)
        if shape.economic_codes.startswith("three"):
            codes = [(shape.code_names[0], "类"), (shape.code_names[0], "款"), (shape.code_names[1],)]
        amounts: list[tuple[str, ...]] = (
            [(shape.total,), ("人员经费",), ("公用经费",)] if shape.split else [(shape.amount,)]
        )
        widths = [1.2] * (len(codes) - 1) + [4.0] + [2.0] * len(amounts)
        return self.sheet("general_public_basic_expenditure", self.head([*codes, *amounts], len(codes)), rows, widths)

    def three_public(self) -> Sheet:
        """T7: a list of items, or one row under heads of two levels."""
        shape = self.shape
        ink = replace(self.ink, unit=shape.three_public_unit, whole=False, nothing=self.ink.nothing)
        cells = []
        for key, _ in shape.three_public_columns:
            measure, attribute = THREE_PUBLIC[key]
            meaning = {"fund": shape.three_public_fund, "funds": ("fiscal", "general_public", "all")}
            cells.append(ink.cell(measure, getattr(self.account, attribute), **meaning))
        paths = [path for _, path in shape.three_public_columns]
        if shape.three_public == "row":
            head, rows, widths = heads(paths), [cells], [2.0] * len(cells)
        else:
            head = heads([("项目",), (shape.amount,)])
            rows = [[Slot(path[-1]), cell] for path, cell in zip(paths, cells, strict=True)]
            widths = [5.0, 3.0]
        return self.sheet("three_public", head, rows, widths, shape.three_public_unit)

    def projects(self) -> Sheet:
        """T10: one row a project, by fund, with the total."""
        funds = ("general_public", "government_fund", "state_capital", "unit_funds")
        names = (*self.shape.fund_names, "单位资金")
        rows: list[Row] = []
        for project in self.account.projects:
            note_project(self.disclosure, project, project.amount)
            meaning = {"project_no": project.number, "subject_name": project.name}
            row = [Slot(project.name), Slot(project.code), Slot("其他运转类" if project.operating else "特定目标类")]
            row.append(self.ink.cell("project_amount", project.amount, **meaning))
            row += [
                self.ink.cell("project_amount", project.amount, fund=fund, **meaning)
                if project.fund == fund
                else Slot("")
                for fund in funds
            ]
            rows.append(row[:3] + row[3:])
        total: Row = [Slot(self.shape.total, None, 1, 3, "center")]
        total.append(self.ink.cell("expenditure_project", self.account.spent("project")))
        for fund in funds:
            total.append(self.ink.cell("expenditure_project", self.account.spent("project", fund), fund=fund))
        rows = [total, *rows] if self.shape.place == "first" else [*rows, total]
        paths = [(name,) for name in self.shape.project_heads] + [("合计",)] + [("资金来源", name) for name in names]
        return self.sheet("projects", heads(paths), rows, [4, 3, 2, 2, 2, 2, 2, 2])

    def agency(self) -> Sheet:
        """T16: agency operating funds by economic class."""
        ink = replace(self.ink, fund="general_public")
        open_fund = {"funds": ("all", "fiscal")}
        total = [
            Slot(self.shape.total, None, 1, 2, "center"),
            ink.cell("agency_operating", self.account.agency_operating, **open_fund),
        ]
        rows: list[Row] = [
            [
                Slot(code),
                Slot(economic_name(code)),
                ink.cell("agency_operating", cents, economic_code=code, subject_name=economic_name(code), **open_fund),
            ]
            for code, cents in self.account.agency.items()
        ]
        rows = [total, *rows] if self.shape.place == "first" else [*rows, total]
        paths = [(self.shape.code_names[0],), (self.shape.code_names[1],), (self.shape.amount,)]
        return self.sheet("agency_operating", heads(paths), rows, [2, 5, 3])
