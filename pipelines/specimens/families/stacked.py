"""A template whose tables run downwards: one list where others print two sides, totals last.

Tables run downwards instead of side by side, a code and its name share a cell, totals stand last, the columns are in
another order, last year's amounts stand beside this year's, and the sentences are built otherwise.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from pipelines.specimens.accounts import FISCAL_FUNDS, REVENUE_OF_FUND, Cents, Line
from pipelines.specimens.classification import economic_name, function_name
from pipelines.specimens.content import Disclosure, Ink, Slot, count
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.budget_tables import THREE_PUBLIC
from pipelines.specimens.families.records import note_project, project_target_rows
from pipelines.specimens.families.template import Template
from pipelines.specimens.layouts import Column, Row, economic_sums, function_rows, heads, is_personnel
from pipelines.specimens.wording import ChangeWords

NAME = "stacked"
_FUND_WORDS = {
    "general_public": "一般公共预算财政拨款",
    "government_fund": "政府性基金预算财政拨款",
    "state_capital": "国有资本经营预算财政拨款",
}


class _Stacked(Template):
    family = NAME
    words = ChangeWords(
        up="多", down="少", level="与上年", same="持平", than="比上年", rate_up="上升", rate_down="下降"
    )

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self.word = "预算" if self.is_budget else "决算"
        self.unit = "元" if self.variant < 0.5 else "万元"
        self.cells = replace(
            self.table_ink, unit=self.unit, commas=True, nothing="—" if self.variant < 0.25 else "0.00"
        )
        self.tables = 0

    def title(self) -> str:
        return f"{self.year}年度{self.body.printed_name}{self.level}{'预算' if self.is_budget else '决算'}公开报告书"

    def table(self, form: str, title: str, head: list[Row], rows: list[Row], widths: Sequence[float]) -> None:
        self.tables += 1
        above = [f"公开部门：{self.body.printed_name}", f"金额单位：{self.unit}"]
        self.sheet(form, f"附表{self.tables}　{title}", head, rows, widths, self.unit, above)

    def compose(self) -> Disclosure:
        self.head("部门概览", 1, 1, "duties")
        self.say("duties", f"{{name}}承担下列职能：{'；'.join(self.body.kind.duties)}。")
        self.head("所属单位一览", 2, 1, "institutions")
        self.units()
        self.narrative()
        self.head("附表", 1, 5)
        self.balance()
        self.revenue()
        self.spending("expenditure", f"支出{self.word}明细表（按功能分类）", list(self.account.lines), "all")
        self.fiscal()
        general = self.account.lines_of("general_public")
        self.spending(
            "general_public_expenditure", f"一般公共预算支出{self.word}明细表（按功能分类）", general, "general_public"
        )
        self.basic()
        self.three_public()
        fund = self.account.lines_of("government_fund")
        if fund:
            self.spending(
                "government_fund_expenditure", f"政府性基金预算支出{self.word}明细表", fund, "government_fund"
            )
        if self.is_budget:
            self.projects()
        self.property()
        return self.disclosure

    def units(self) -> None:
        rows = []
        for number, unit in enumerate(self.body.units, 1):
            self.disclosure.institutions.append(
                {"name": unit.name, "nature": unit.nature, "rank": unit.rank, "funding": unit.funding}
            )
            rows.append(
                [
                    Slot(str(number), align="center"),
                    *(Slot(x) for x in (unit.name, unit.nature, unit.funding, unit.rank)),
                ]
            )
        head = heads([(name,) for name in ("序号", "预算单位名称", "单位性质", "经费来源", "机构规格")])
        self.sheet("institutions", "所属预算单位情况表", head, rows, [1, 5, 2, 2, 2])

    def narrative(self) -> None:
        self.head(f"收支{self.word}说明", 1, 2, "budget_overview")
        if self.is_budget:
            self.say(
                "budget_overview",
                "经批复，{name}{year}年收入总预算为{sources}，由以下各项组成：一般公共预算财政拨款收入{general_revenue}、政府性基金预算财政"
                "拨款收入{fund_revenue}、国有资本经营预算财政拨款收入{capital_revenue}、事业收入{undertaking}、其他收入{other_revenue}、"
                "上年结转{carryover}。",
                "相应地，支出总预算为{uses}，{uses|change}。按支出性质划分，项目支出{project}，占比{project|share}；基本支出{basic}，"
                "占比{basic|share}，内含公用经费{public}、人员经费{personnel}。",
                "两类支出中，基本支出{basic|change}，项目支出{project|change}。",
            )
        else:
            self.say(
                "budget_overview",
                "经审核汇总，{name}{year}年度收入总计为{sources}，其中本年收入{revenue}、年初结转和结余{carryover}。",
                "本年支出共计{expenditure}，{expenditure|change}{expenditure|rate}；按支出性质划分，项目支出{project}，占比{project|share}；"
                "基本支出{basic}，占比{basic|share}。年末结转和结余{carryforward}。",
                "一般公共预算财政拨款支出年初预算{general_expenditure|planned}，决算{general_expenditure}{general_expenditure|done}。",
            )
        self.head("“三公”经费说明", 1, 3, "three_public")
        verb = "预算" if self.is_budget else "决算"
        self.say(
            "three_public",
            f"财政拨款“三公”经费{verb}为{{three_public}}，{{three_public|change}}。分项看：公务接待费{{reception}}，{{reception|change}}；"
            "公务用车运行维护费{running}，{running|change}；公务用车购置费{purchase}，{purchase|change}，以上两项构成公务用车购置及运行维护费"
            "{vehicle}；因公出国（境）费{abroad}，{abroad|change}。",
        )
        self.head("重要事项说明", 1, 4, "other_matters")
        self.say(
            "other_matters",
            "（1）机关运行经费：全年{agency}，{agency|change}{agency|rate}。",
            f"（2）政府采购：政府采购{'预算' if self.is_budget else '支出'}总额{{procurement}}，按采购对象"
            "分为服务{services}、工程{works}、货物{goods}。",
            "（3）国有资产：固定资产总额{fixed_assets}。",
        )

    def listed(self, lines: list[tuple[str, str, Cents, str]]) -> list[Row]:
        return [[Slot(label), self.cells.cell(measure, cents, fund=fund)] for label, measure, cents, fund in lines]

    def balance(self) -> None:
        """One list: sources first, uses below."""
        account = self.account
        end = "年末结转和结余" if not self.is_budget else "结转下年"
        lines: list[tuple[str, str, Cents, str]] = [
            (f"　{_FUND_WORDS[fund]}收入", REVENUE_OF_FUND[fund], account.received(fund), fund) for fund in FISCAL_FUNDS
        ]
        lines += [
            ("　事业收入", "revenue_undertaking", account.own_revenue["revenue_undertaking"], "all"),
            ("　其他收入", "revenue_other", account.own_revenue["revenue_other"], "all"),
            ("　本年收入合计", "revenue_total", account.received(), "all"),
            ("　上年结转" if self.is_budget else "　年初结转和结余", "revenue_carryover", account.opening(), "all"),
            ("收入总计", "revenue_grand_total", account.received() + account.opening(), "all"),
        ]
        rows = [[Slot("收入部分"), Slot("")], *self.listed(lines)]
        uses: list[tuple[str, str, Cents, str]] = [
            ("　基本支出", "expenditure_basic", account.spent("basic"), "all"),
            ("　项目支出", "expenditure_project", account.spent("project"), "all"),
            ("　本年支出合计", "expenditure_total", account.spent("total"), "all"),
            (f"　{end}", "expenditure_carryforward", account.closing(), "all"),
            ("支出总计", "expenditure_grand_total", account.spent("total") + account.closing(), "all"),
        ]
        rows += [[Slot("支出部分"), Slot("")], *self.listed(uses)]
        self.table(
            "revenue_and_expenditure",
            f"收支{self.word}平衡总表",
            heads([("收支项目",), (f"{self.word}金额",)]),
            rows,
            [6, 3],
        )

    def function_table(self, form: str, title: str, lines: list[Line], columns: list[Column], ink: Ink) -> None:
        rows = function_rows(lines, columns, ink, "one", "总计", "last")
        for row in rows[:-1]:
            code, name = row[0].text, row[1].text
            row[:2] = [Slot(f"{'　' * ((len(code) - 3) // 2)}{code} {name}")]
        rows[-1][0].column_span = 1
        head = heads([("科目代码及名称",), *(column.path for column in columns)])
        self.table(form, title, head, rows, [5, *[2.2] * len(columns)])

    def spending(self, form: str, title: str, lines: list[Line], fund: str) -> None:
        columns = [
            Column(("项目支出",), "expenditure_project", lambda line: line.project),
            Column(("基本支出",), "expenditure_basic", lambda line: line.basic),
            Column((f"支出{self.word}合计",), "expenditure_total", lambda line: line.total),
        ]
        self.function_table(form, title, lines, columns, replace(self.cells, fund=fund))

    def revenue(self) -> None:
        account = self.account
        biggest: dict[str, Line] = {}
        for line in account.lines:
            if line.fund not in biggest or line.total > biggest[line.fund].total:
                biggest[line.fund] = line
        moved = {line: account.closing(fund) - account.opening(fund) for fund, line in biggest.items()}
        own = biggest.get("unit_funds")

        def received(line: Line) -> Cents:
            return line.total + moved.get(line, 0)

        def other(line: Line) -> Cents:
            return account.own_revenue["revenue_other"] if line is own else 0

        columns = [
            Column(
                ("财政拨款收入",),
                "revenue_fiscal_appropriation",
                lambda x: received(x) if x.fund in FISCAL_FUNDS else 0,
                "fiscal",
            ),
            Column(
                ("事业收入",), "revenue_undertaking", lambda x: received(x) - other(x) if x.fund == "unit_funds" else 0
            ),
            Column(("其他收入",), "revenue_other", other),
            Column(("本年收入合计",), "revenue_total", received),
        ]
        self.function_table("revenue", f"收入{self.word}明细表", list(account.lines), columns, self.cells)

    def fiscal(self) -> None:
        """Sources and uses of the three funds: a row a line, a column a fund, the total last."""
        account, cells = self.account, self.cells
        funds: list[tuple[str, tuple[str, ...]]] = [
            *((fund, (fund,)) for fund in FISCAL_FUNDS),
            ("fiscal", FISCAL_FUNDS),
        ]
        start = "上年结转" if self.is_budget else "年初财政拨款结转和结余"
        both = {"measures": ("revenue_total", "revenue_fiscal_appropriation")}
        opening = [cells.cell("revenue_carryover", account.opening(*f), fund=name) for name, f in funds]
        received = [
            cells.cell(REVENUE_OF_FUND.get(name, both["measures"][1]), account.received(*f), fund=name, **both)
            for name, f in funds
        ]
        rows: list[Row] = [[Slot(start), *opening], [Slot("本年财政拨款收入"), *received]]
        codes = sorted({line.code[:3] for line in account.lines if line.fund in FISCAL_FUNDS})
        for code in codes:
            name_of = function_name(code)
            row = [Slot(f"　{name_of}")]
            for name, f in funds:
                cents = sum(line.total for line in account.lines if line.fund in f and line.code[:3] == code)
                row.append(cells.cell("expenditure_total", cents, fund=name, function_code=code, subject_name=name_of))
            rows.append(row)
        rows.append(
            [
                Slot("本年财政拨款支出合计"),
                *(cells.cell("expenditure_total", account.spent("total", *f), fund=name) for name, f in funds),
            ]
        )
        end = "结转下年" if self.is_budget else "年末财政拨款结转和结余"
        rows.append(
            [Slot(end), *(cells.cell("expenditure_carryforward", account.closing(*f), fund=name) for name, f in funds)]
        )
        paths = [("项目",), *(("资金来源", _FUND_WORDS[fund]) for fund in FISCAL_FUNDS), ("财政拨款合计",)]
        self.table("fiscal_appropriation", f"财政拨款收支{self.word}表", heads(paths), rows, [4, 2.5, 2.5, 2.5, 2.5])

    def basic(self) -> None:
        ink = replace(self.cells, fund="general_public")
        rows: list[Row] = []
        sums = economic_sums(self.account.economic)
        for code, cents in sums.items():
            name = economic_name(code)
            meaning = {"economic_code": code, "subject_name": name}
            own = is_personnel(code)
            label = f"{'　' if len(code) > 3 else ''}{code} {name}"
            rows.append(
                [
                    Slot(label),
                    ink.cell("expenditure_public", 0 if own else cents, **meaning),
                    ink.cell("expenditure_personnel", cents if own else 0, **meaning),
                    ink.cell("expenditure_basic", cents, **meaning),
                ]
            )
        account = self.account
        rows.append(
            [
                Slot("总计", align="center"),
                ink.cell("expenditure_public", account.spent("public", "general_public")),
                ink.cell("expenditure_personnel", account.spent("personnel", "general_public")),
                ink.cell("expenditure_basic", account.spent("basic", "general_public")),
            ]
        )
        head = heads([("科目代码及名称",), ("公用经费",), ("人员经费",), ("基本支出合计",)])
        self.table(
            "general_public_basic_expenditure",
            f"一般公共预算基本支出{self.word}明细表（按经济分类）",
            head,
            rows,
            [5, 2.2, 2.2, 2.2],
        )

    def three_public(self) -> None:
        """Items downwards; beside them two amounts and the difference."""
        if self.is_budget:
            sides = [
                (f"{self.year - 1}年预算数", self.dossier.before, self.year - 1, "budget"),
                (f"{self.year}年预算数", self.account, self.year, "budget"),
            ]
            base = "previous_budget"
        else:
            sides = [
                ("年初预算数", self.dossier.budget, self.year, "budget"),
                ("决算数", self.account, self.year, "final"),
            ]
            base = "current_budget"
        rows: list[Row] = []
        labels = {
            "reception": "1.公务接待费", "running": "2.公务用车运行维护费", "purchase": "3.公务用车购置费",
            "abroad": "4.因公出国（境）费", "total": "合计",
        }  # fmt: skip
        ink = replace(self.cells, fund="fiscal", nothing="0.00")
        for key, label in labels.items():
            measure, attribute = THREE_PUBLIC[key]
            row: Row = [Slot(label)]
            open_funds = {"funds": ("general_public", "all")}
            for _, account, year, phase in sides:
                row.append(ink.cell(measure, getattr(account, attribute), fiscal_year=year, phase=phase, **open_funds))
            moved = getattr(sides[1][1], attribute) - getattr(sides[0][1], attribute)
            difference = ink.cell(measure, moved, value_kind="change", compared_with=base, **open_funds)
            if difference.figure is not None and moved < 0:
                difference.figure.stated, difference.figure.sign = f"-{difference.figure.stated}", 1
            rows.append([*row, difference])
        head = heads([("支出项目",), (sides[0][0],), (sides[1][0],), ("增减额",)])
        self.table("three_public", f"财政拨款“三公”经费{self.word}情况表", head, rows, [4, 2.5, 2.5, 2.5])

    def projects(self) -> None:
        ink = replace(self.cells, nothing="0.00")
        rows: list[Row] = []
        for project in self.account.projects:
            note_project(self.disclosure, project, project.amount)
            amount = ink.cell("project_amount", project.amount, project_no=project.number, subject_name=project.name)
            rows.append(
                [Slot(str(project.number), align="center"), Slot(project.name), Slot(project.objective), amount]
            )
        rows.append(
            [Slot("总计", None, 1, 3, "center"), ink.cell("expenditure_project", self.account.spent("project"))]
        )
        head = heads([("序号",), ("项目名称",), ("支出内容",), ("预算金额",)])
        self.table("projects", "项目支出预算表", head, rows, [1, 4, 5, 2.5])
        for project in self.account.projects[:2]:
            targets, indicators = project_target_rows(self.disclosure, project, "joined")
            for row in targets:
                row[-3:] = [row[-2], row[-3], row[-1]]  # the value stands before its explanation
            head = heads([(name,) for name in ("一级指标", "二级指标", "三级指标", "指标值", "指标说明", "数据来源")])
            title = f"{project.name}绩效目标表"
            sheet = self.sheet(
                "project_performance", title, head, targets, [2, 3, 4, 2, 5, 2], None, [f"项目名称：{project.name}"]
            )
            sheet.indicators = indicators

    def property(self) -> None:
        held = self.dossier.holding
        as_of = datetime.date(held.year, 12, 31)
        ink = replace(self.cells, nothing="0.00")
        rows: list[Row] = []
        lines: list[tuple[str, int | None, str, str, Cents | None, str]] = [
            ("房屋", held.buildings_area, "平方米", "fixed_assets_buildings", held.buildings, "buildings_area"),
            ("车辆", held.vehicles, "辆", "fixed_assets_vehicles", held.vehicles_value, "vehicles_count"),
            (
                "单价100万元以上设备",
                held.equipment,
                "台",
                "fixed_assets_equipment",
                held.equipment_value,
                "equipment_count",
            ),
            ("其他固定资产", held.other, "件", "fixed_assets_other", held.other_value, "other_assets_count"),
        ]
        for label, number, unit, measure, cents, counted in lines:
            kind = "stock" if counted.endswith("area") else "count"
            quantity = Slot("")
            if number is not None:
                common = {"as_of": as_of, "fiscal_year": self.year, "phase": ink.phase}
                quantity = Slot("", count(counted, number, unit, value_kind=kind, **common), align="right")
            amount = ink.cell(measure, cents, value_kind="stock", as_of=as_of, fund="all")
            rows.append([Slot(label), Slot(unit, align="center"), quantity, amount])
            printed = None if amount.figure is None else str(amount.figure.value)
            area = kind == "stock"
            self.disclosure.assets.append(
                {
                    "class": label,
                    "as_of": as_of.isoformat(),
                    "count": None if area else number,
                    "area_m2": number if area else None,
                    "amount_yuan": printed,
                }
            )
        total = ink.cell("fixed_assets", held.total, value_kind="stock", as_of=as_of, fund="all")
        assert total.figure is not None
        rows.append([Slot("固定资产合计", None, 1, 3, "center"), total])
        self.disclosure.assets.append(
            {
                "class": "固定资产合计",
                "as_of": as_of.isoformat(),
                "count": None,
                "area_m2": None,
                "amount_yuan": str(total.figure.value),
            }
        )
        self.table(
            "assets",
            f"国有资产占用情况表（截至{held.year}年12月31日）",
            heads([("资产类别",), ("计量单位",), ("数量",), ("账面价值",)]),
            rows,
            [5, 2, 2, 3],
        )


def compose(dossier: Dossier) -> Disclosure:
    """The disclosure of a budget or a final account."""
    return _Stacked(dossier).compose()
