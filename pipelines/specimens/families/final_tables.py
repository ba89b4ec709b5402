"""The nine tables of a final account, which all offices fill from one national template, in 万元."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipelines.specimens.accounts import FISCAL_FUNDS, REVENUE_OF_FUND, Cents, Line
from pipelines.specimens.classification import economic_name, function_classes
from pipelines.specimens.content import Block, Ink, Sheet, Slot
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.layouts import (
    CodeStyle,
    Column,
    Row,
    class_rows,
    code_heads,
    economic_sums,
    function_rows,
    heads,
    is_personnel,
    numbered,
    spent_from,
    two_sides,
)

_FUND_NAMES = dict(
    zip(FISCAL_FUNDS, ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"), strict=True)
)
_FISCAL = "fiscal"


@dataclass(frozen=True, slots=True)
class FinalShape:
    """What differs between offices: how codes stand, whether columns are numbered, where totals stand."""

    codes: CodeStyle = "one"
    numbers: bool = True
    number_tables: bool = True
    basic_title: str = "一般公共预算财政拨款基本支出决算表"


def final_sheets(dossier: Dossier, body_name: str, ink: Ink, shape: FinalShape) -> list[Block]:
    """F1 to F9 in the national order."""
    return list(_FinalTables(dossier, body_name, ink, shape).sheets())


class _FinalTables:
    def __init__(self, dossier: Dossier, body_name: str, ink: Ink, shape: FinalShape) -> None:
        self.dossier, self.account, self.shape = dossier, dossier.final, shape
        self.body_name = body_name
        self.ink = replace(ink, unit="万元", phase="final")
        self.count = 0

    def sheets(self) -> list[Sheet]:
        natures = self.natures("本年支出合计")
        general = [
            column
            for column in self.natures("合计")
            if column.measure.rsplit("_", 1)[1] in ("total", "basic", "project")
        ]
        return [
            self.both_sides(),
            self.revenue(),
            self.by_function("expenditure", "支出决算表", list(self.account.lines), natures, "all"),
            self.fiscal(),
            self.by_function(
                "general_public_expenditure", "一般公共预算财政拨款支出决算表",
                self.account.lines_of("general_public"), general, "general_public", ("本年支出",),
            ),
            self.basic(),
            self.three_public(),
            self.rolling("government_fund_expenditure", "政府性基金预算财政拨款收入支出决算表", "government_fund"),
            self.by_function(
                "state_capital_expenditure", "国有资本经营预算财政拨款支出决算表",
                self.account.lines_of("state_capital"), general, "state_capital", ("本年支出",),
            ),
        ]  # fmt: skip

    def sheet(self, form: str, title: str, head: list[Row], rows: list[Row], widths: list[float]) -> Sheet:
        self.count += 1
        above = [f"公开{self.count:02d}表"] if self.shape.number_tables else []
        return Sheet(
            form=form,
            title=title,
            unit="万元",
            above=[*above, f"部门：{self.body_name}", "单位：万元"],
            head=head,
            rows=rows,
            widths=widths,
            landscape=len(widths) > 7,
        )

    def head(self, paths: list[tuple[str, ...]], labelled: int) -> list[Row]:
        rows = heads(paths)
        if self.shape.numbers:
            rows.append(numbered(len(paths), labelled=labelled))
        return rows

    @staticmethod
    def natures(total: str) -> list[Column]:
        return [
            Column((total,), "expenditure_total", lambda line: line.total),
            Column(("基本支出",), "expenditure_basic", lambda line: line.basic),
            Column(("项目支出",), "expenditure_project", lambda line: line.project),
            Column(("上缴上级支出",), "expenditure_remitted_up", lambda _: 0),
            Column(("经营支出",), "expenditure_business", lambda _: 0),
            Column(("对附属单位补助支出",), "expenditure_subordinate_subsidy", lambda _: 0),
        ]

    def both_sides(self) -> Sheet:
        account, ink = self.account, self.ink
        own = account.own_revenue
        left = [
            [
                Slot(f"{ordinal}、{_FUND_NAMES[fund]}收入"),
                ink.cell(REVENUE_OF_FUND[fund], account.received(fund), fund=fund),
            ]
            for ordinal, fund in zip("一二三", FISCAL_FUNDS, strict=True)
        ]
        left += [
            [Slot(label), ink.cell(measure, own.get(measure, 0))]
            for label, measure in (
                ("四、上级补助收入", "revenue_superior_subsidy"),
                ("五、事业收入", "revenue_undertaking"),
                ("六、经营收入", "revenue_business"),
                ("七、附属单位上缴收入", "revenue_subordinate_remittance"),
                ("八、其他收入", "revenue_other"),
            )
        ]
        total = Column(("决算数",), "expenditure_total", lambda line: line.total)
        rows = two_sides(left, class_rows(account.lines, [total], ink, function_classes()))
        revenue, opening = account.received(), account.opening()
        spent, closing = account.spent("total"), account.closing()
        rows += two_sides(
            [
                [Slot("本年收入合计"), ink.cell("revenue_total", revenue)],
                [Slot("使用非财政拨款结余（含专用结余）"), ink.cell("revenue_nonfiscal_surplus_used", 0)],
                [Slot("年初结转和结余"), ink.cell("revenue_carryover", opening)],
                [Slot("总计"), ink.cell("revenue_grand_total", revenue + opening)],
            ],
            [
                [Slot("本年支出合计"), ink.cell("expenditure_total", spent)],
                [Slot("结余分配"), ink.cell("expenditure_surplus_distribution", 0)],
                [Slot("年末结转和结余"), ink.cell("expenditure_carryforward", closing)],
                [Slot("总计"), ink.cell("expenditure_grand_total", spent + closing)],
            ],
        )
        head = self.row_numbers([("收入", "项目"), ("收入", "决算数"), ("支出", "项目"), ("支出", "决算数")], rows)
        return self.sheet("revenue_and_expenditure", "收入支出决算总表", head, rows, self.with_numbers([4, 2, 4, 2]))

    def row_numbers(self, paths: list[tuple[str, ...]], rows: list[Row]) -> list[Row]:
        """Heads of a two-sided table; with numbered columns each label is followed by a 行次 column."""
        if not self.shape.numbers:
            return heads(paths)
        number = 0
        for column in (1, 4):
            for row in rows:
                number += 1
                row.insert(column, Slot(str(number), align="center"))
        sides = [(*paths[0][:1], "项目"), ("收入", "行次"), paths[1], ("支出", "项目"), ("支出", "行次"), *paths[3:]]
        head = heads(sides)
        amounts = len(paths) - 3
        labels = ["栏次", "", "1", "栏次", "", *(str(n) for n in range(2, 2 + amounts))]
        return [*head, [Slot(label, align="center") for label in labels]]

    def with_numbers(self, widths: list[float]) -> list[float]:
        return [widths[0], 0.9, widths[1], widths[2], 0.9, *widths[3:]] if self.shape.numbers else widths

    def spread(self, line: Line, biggest: dict[str, Line]) -> int:
        """What a line received: its spending, and on its fund's largest line what the carry-over moved."""
        moved = self.account.closing(line.fund) - self.account.opening(line.fund) if line is biggest[line.fund] else 0
        return line.total + moved

    def biggest(self) -> dict[str, Line]:
        largest: dict[str, Line] = {}
        for line in self.account.lines:
            if line.fund not in largest or line.total > largest[line.fund].total:
                largest[line.fund] = line
        return largest

    def revenue(self) -> Sheet:
        biggest = self.biggest()
        own = self.account.own_revenue
        other_share = own["revenue_other"]

        def received(line: Line) -> int:
            return self.spread(line, biggest)

        def other(line: Line) -> int:
            return other_share if line is biggest.get("unit_funds") else 0

        columns = [
            Column(("本年收入合计",), "revenue_total", received),
            Column(
                ("财政拨款收入",), "revenue_fiscal_appropriation",
                lambda line: received(line) if line.fund in FISCAL_FUNDS else 0, _FISCAL,
            ),
            Column(("上级补助收入",), "revenue_superior_subsidy", lambda _: 0),
            Column(
                ("事业收入",), "revenue_undertaking",
                lambda line: received(line) - other(line) if line.fund == "unit_funds" else 0,
            ),
            Column(("经营收入",), "revenue_business", lambda _: 0),
            Column(("附属单位上缴收入",), "revenue_subordinate_remittance", lambda _: 0),
            Column(("其他收入",), "revenue_other", other),
        ]  # fmt: skip
        return self.by_function("revenue", "收入决算表", list(self.account.lines), columns, "all")

    def by_function(
        self, form: str, title: str, lines: list[Line], columns: list[Column], fund: str, above: tuple[str, ...] = ()
    ) -> Sheet:
        ink = replace(self.ink, fund=fund)
        codes = self.shape.codes
        rows = function_rows(lines, columns, ink, codes) if lines else []
        code_columns = code_heads(codes, "功能分类科目编码")
        paths = [*code_columns, *((*above, *column.path) for column in columns)]
        head = heads([("项目", *path) for path in code_columns] + [(*above, *column.path) for column in columns])
        if self.shape.numbers:
            head.append(numbered(len(paths), labelled=len(code_columns)))
        widths = [1.0] * (len(code_columns) - 1) + [4.0] + [2.0] * len(columns)
        if codes == "one":
            widths[0] = 2
        sheet = self.sheet(form, title, head, rows, widths)
        if not lines:
            sheet.rows = [[Slot("合计", None, 1, len(code_columns), "center"), *(Slot("") for _ in columns)]]
            sheet.note = f"注：{self.dossier.year}年度无此项收支，故本表为空表。"
        return sheet

    def fiscal(self) -> Sheet:
        account, ink = self.account, self.ink
        lines = [line for line in account.lines if line.fund in FISCAL_FUNDS]
        right = [Column(("合计",), "expenditure_total", lambda line: line.total, _FISCAL)]
        for fund in FISCAL_FUNDS:
            right.append(Column((_FUND_NAMES[fund],), "expenditure_total", spent_from(fund), fund))
        left = [
            [
                Slot(f"{ordinal}、{_FUND_NAMES[fund]}"),
                ink.cell(REVENUE_OF_FUND[fund], account.received(fund), fund=fund),
            ]
            for ordinal, fund in zip("一二三", FISCAL_FUNDS, strict=True)
        ]
        rows = two_sides(left, class_rows(lines, right, ink, function_classes()))
        funds = (FISCAL_FUNDS, *((fund,) for fund in FISCAL_FUNDS))
        names = (_FISCAL, *FISCAL_FUNDS)
        spent = [
            ink.cell("expenditure_total", account.spent("total", *f), fund=n) for f, n in zip(funds, names, strict=True)
        ]
        left_over = [
            ink.cell("expenditure_carryforward", account.closing(*f), fund=n) for f, n in zip(funds, names, strict=True)
        ]
        grand = [
            ink.cell("expenditure_grand_total", account.spent("total", *f) + account.closing(*f), fund=n)
            for f, n in zip(funds, names, strict=True)
        ]
        revenue, opening = account.received(*FISCAL_FUNDS), account.opening(*FISCAL_FUNDS)
        rows += two_sides(
            [
                [
                    Slot("本年收入合计"),
                    ink.cell("revenue_total", revenue, fund=_FISCAL, measures=("revenue_fiscal_appropriation",)),
                ],
                [Slot("年初财政拨款结转和结余"), ink.cell("revenue_carryover", opening, fund=_FISCAL)],
                *(
                    [Slot(_FUND_NAMES[fund]), ink.cell("revenue_carryover", account.opening(fund), fund=fund)]
                    for fund in FISCAL_FUNDS
                ),
                [Slot("总计"), ink.cell("revenue_grand_total", revenue + opening, fund=_FISCAL)],
            ],
            [
                [Slot("本年支出合计"), *spent],
                [Slot("年末财政拨款结转和结余"), *left_over],
                *([Slot(""), *(Slot("") for _ in right)] for _ in FISCAL_FUNDS),
                [Slot("总计"), *grand],
            ],
        )
        paths = [("收入", "项目"), ("收入", "决算数"), ("支出", "项目"), *(("支出", *column.path) for column in right)]
        head = self.row_numbers(paths, rows)
        widths = self.with_numbers([4, 2, 4, 2, 2, 2, 2])
        return self.sheet("fiscal_appropriation", "财政拨款收入支出决算总表", head, rows, widths)

    def basic(self) -> Sheet:
        """Two blocks side by side: personnel on the left, public on the right, their sums at the bottom."""
        ink = replace(self.ink, fund="general_public")
        sums = economic_sums(self.account.economic)

        def block(own: bool) -> list[Row]:
            return [
                [
                    Slot(code),
                    Slot(economic_name(code)),
                    ink.cell("expenditure_basic", cents, economic_code=code, subject_name=economic_name(code)),
                ]
                for code, cents in sums.items()
                if is_personnel(code) is own
            ]

        rows = two_sides(block(True), block(False))
        people = self.account.spent("personnel", "general_public")
        public = self.account.spent("public", "general_public")
        rows.append(
            [
                Slot("人员经费合计", None, 1, 2, "center"),
                ink.cell("expenditure_personnel", people),
                Slot("公用经费合计", None, 1, 2, "center"),
                ink.cell("expenditure_public", public),
            ]
        )
        sides = [("人员经费", name) for name in ("科目编码", "科目名称", "决算数")]
        sides += [("公用经费", name) for name in ("科目编码", "科目名称", "决算数")]
        return self.sheet(
            "general_public_basic_expenditure", self.shape.basic_title, heads(sides), rows, [1.5, 4, 2] * 2
        )

    def three_public(self) -> Sheet:
        """One row: six columns of the budget, six of the final account."""
        fields = ("three_public", "abroad", "vehicle", "purchase", "running", "reception")
        measures = [
            "three_public_total", "three_public_abroad", "three_public_vehicle",
            "three_public_vehicle_purchase", "three_public_vehicle_running", "three_public_reception",
        ]  # fmt: skip
        row: Row = []
        for account, phase in ((self.dossier.budget, "budget"), (self.account, "final")):
            row += [
                self.ink.cell(measure, getattr(account, field), phase=phase, fund=_FISCAL, funds=("general_public",))
                for measure, field in zip(measures, fields, strict=True)
            ]
        paths: list[tuple[str, ...]] = []
        for side in ("预算数", "决算数"):
            paths += [(side, "合计"), (side, "因公出国（境）费")]
            paths += [
                (side, "公务用车购置及运行维护费", name) for name in ("小计", "公务用车购置费", "公务用车运行维护费")
            ]
            paths.append((side, "公务接待费"))
        head = heads(paths)
        if self.shape.numbers:
            head.append([Slot(str(number), align="center") for number in range(1, 13)])
        return self.sheet("three_public", "财政拨款“三公”经费支出决算表", head, [row], [1.6] * 12)

    def rolling(self, form: str, title: str, fund: str) -> Sheet:
        """Opening, revenue, expenditure and closing of one fund by function."""
        biggest = self.biggest()
        account = self.account

        def moved(line: Line, amount: Cents) -> Cents:
            return amount if line is biggest[fund] else 0

        columns = [
            Column(("年初结转和结余",), "revenue_carryover", lambda line: moved(line, account.opening(fund))),
            Column(("本年收入",), "revenue_total", lambda line: self.spread(line, biggest)),
            Column(("本年支出", "小计"), "expenditure_total", lambda line: line.total),
            Column(("本年支出", "基本支出"), "expenditure_basic", lambda line: line.basic),
            Column(("本年支出", "项目支出"), "expenditure_project", lambda line: line.project),
            Column(("年末结转和结余",), "expenditure_carryforward", lambda line: moved(line, account.closing(fund))),
        ]
        lines = [line for line in account.lines if line.fund == fund]
        sheet = self.by_function(form, title, lines, columns, fund)
        for row in sheet.rows:
            for slot in row:
                if slot.figure is not None and slot.figure.measure == "revenue_total":
                    slot.figure.measures = ("revenue_government_fund", "revenue_fiscal_appropriation")
        return sheet
