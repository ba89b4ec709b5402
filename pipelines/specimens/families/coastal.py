"""A coastal template, withheld: nothing reads it before a version is done, so its first reading is an honest one."""

from __future__ import annotations

import datetime
from dataclasses import replace

from pipelines.specimens.accounts import FISCAL_FUNDS, REVENUE_OF_FUND, Account, Cents, Line
from pipelines.specimens.classification import economic_name, function_name
from pipelines.specimens.content import Disclosure, Slot, count
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.abreast import FUNDS
from pipelines.specimens.families.abreast_budget import NOTHING, AbreastBudget, received
from pipelines.specimens.families.abreast_final import AbreastFinal
from pipelines.specimens.families.budget_tables import THREE_PUBLIC
from pipelines.specimens.families.records import asset_entry, note_project, project_target_rows
from pipelines.specimens.layouts import (
    INDENT,
    Column,
    Row,
    chinese,
    economic_sums,
    heads,
    is_personnel,
    percent_cell,
    two_sides,
    with_sign,
)
from pipelines.specimens.wording import ChangeWords

NAME = "coastal"
_FUND_NAMES = {
    "general_public": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
}


class _Coastal(AbreastBudget, AbreastFinal):
    family = NAME
    words = ChangeWords(
        up="增加", down="减少", than="与上年相比", level="与上年", same="持平", rate_up="增长", rate_down="降低"
    )

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self.joint = self.variant < 0.5
        self.codes = "one"
        self.place = "last" if self.variant < 0.3 else "first"
        self.total = "合  计"
        self.cells = replace(self.cells, commas=self.variant > 0.4, nothing="0.00" if self.variant < 0.7 else "-")
        self.above = ("部门名称：[{name}]", "单位：万元") if self.joint else ("金额单位：万元",)

    def title(self) -> str:
        kind = "预算" if self.is_budget else "决算"
        return f"关于{self.body.printed_name}{self.year}年{self.level}{kind}公开的说明"

    def compose(self) -> Disclosure:
        kind = self.word
        self.head("部门概况", 1, 1, "duties")
        self.say(
            "duties", f"根据“三定”方案，{{we}}负责{'；'.join(self.body.kind.duties)}。编制{{posts}}，在职{{staff}}。"
        )
        self.head(f"{self.year}年{self.level}{kind}编制说明", 1, 2, "budget_overview")
        if self.is_budget:
            self.budget_prose()
        else:
            self.final_prose()
        self.head(f"{self.year}年{self.level}{kind}公开表格", 1, 3)
        if self.is_budget:
            self.budget_tables()
        else:
            self.final_tables()
        return self.disclosure

    def budget_tables(self) -> None:
        self.both_lists("表一　收支预算总表")
        self.revenue("表二　收入预算总表")
        self.joined("表三　支出预算总表", "expenditure", self.account.lines, "all")
        self.fund_list("表四　财政拨款收支预算总表")
        general = self.account.lines_of("general_public")
        self.joined("表五　一般公共预算支出预算表", "general_public_expenditure", general, "general_public")
        self.one_column("表六　一般公共预算基本支出预算表")
        self.years_down("表七　“三公”经费支出预算表")
        self.joined(
            "表八　政府性基金支出预算表", "government_fund_expenditure", self.account.lines_of("government_fund"),
            "government_fund",
        )  # fmt: skip
        self.project_list("表九　项目支出预算明细表")
        self.buying("表十　政府采购预算表")

    def final_tables(self) -> None:
        self.both_lists("附表1　收入支出决算总表")
        self.revenue_final("附表2　收入决算表")
        self.joined("附表3　支出决算表", "expenditure", self.account.lines, "all")
        self.fund_list("附表4　财政拨款收入支出决算总表")
        general = self.account.lines_of("general_public")
        self.joined("附表5　一般公共预算财政拨款支出决算表", "general_public_expenditure", general, "general_public")
        self.one_column("附表6　一般公共预算财政拨款基本支出决算表")
        self.rolled("government_fund_expenditure", "附表7　政府性基金预算财政拨款收入支出决算表", "government_fund")
        self.items_down("附表8　财政拨款“三公”经费支出决算表")
        self.held("附表9　国有资产占有情况表")

    def both_lists(self, title: str) -> None:
        """Sources on the left; on the right classes, then natures; no heads over the two sides."""
        account, cells, word = self.account, self.cells, self.word
        left: list[Row] = []
        for number, fund in enumerate(FISCAL_FUNDS, 1):
            cell = cells.cell(REVENUE_OF_FUND[fund], received(fund)(account), fund=fund)
            left.append([Slot(f"{chinese(number)}、{_FUND_NAMES[fund]}财政拨款收入"), cell])
        own = account.own_revenue
        left += [
            [
                Slot("四、事业收入"),
                cells.cell("revenue_undertaking", own["revenue_undertaking"], funds=("unit_funds",)),
            ],
            [Slot("五、其他收入"), cells.cell("revenue_other", own["revenue_other"], funds=("unit_funds",))],
        ]
        right: list[Row] = []
        for number, code in enumerate(sorted({line.code[:3] for line in account.lines}), 1):
            cents = sum(line.total for line in account.lines if line.code[:3] == code)
            meaning = {"function_code": code, "subject_name": function_name(code)}
            cell = cells.cell("expenditure_total", cents, **meaning)
            right.append([Slot(f"{chinese(number)}、{function_name(code)}"), cell])
        rows = two_sides(left, right)
        opening, closing = ("上年结转", "结转下年") if self.is_budget else ("年初结转和结余", "年末结转和结余")
        spent = account.spent("total")
        rows += two_sides(
            [
                [Slot("本年收入合计"), cells.cell("revenue_total", account.received())],
                [Slot(opening), cells.cell("revenue_carryover", account.opening())],
                [Slot("收入总计"), cells.cell("revenue_grand_total", account.received() + account.opening())],
            ],
            [
                [Slot("本年支出合计"), cells.cell("expenditure_total", spent)],
                [Slot(closing), cells.cell("expenditure_carryforward", account.closing())],
                [Slot("支出总计"), cells.cell("expenditure_grand_total", spent + account.closing())],
            ],
        )
        paths = [("收入项目",), (f"{word}数",), ("支出项目（按功能分类）",), (f"{word}数",)]
        self.table("revenue_and_expenditure", title, paths, rows, [4, 2, 4, 2])

    def joined(self, title: str, form: str, lines: list[Line] | tuple[Line, ...], fund: str) -> None:
        """By function with code and name in one cell; nature columns with their shares."""
        columns = [
            Column((f"{self.word}支出合计",), "expenditure_total", lambda line: line.total),
            Column(("其中", "人员支出"), "expenditure_personnel", lambda line: line.personnel),
            Column(("其中", "日常公用支出"), "expenditure_public", lambda line: line.public),
            Column(("其中", "项目支出"), "expenditure_project", lambda line: line.project),
        ]
        self.by_function(form, title, lines, columns, fund, NOTHING)
        sheet = self.disclosure.sheets[-1]
        if self.joint and lines:
            sheet.head = heads([("功能科目",), *(column.path for column in columns)])
            for row in sheet.rows:
                code, name = row[0].text, row[1].text
                if row[0].column_span == 1:
                    row[:2] = [Slot(f"{INDENT * ((len(code) - 3) // 2)}[{code}]{name}")]
                else:
                    row[0].column_span = 1
            sheet.widths = [5, *[2.0] * len(columns)]

    def fund_list(self, title: str) -> None:
        """Fiscal appropriation as one list with a column a fund: sources first, then uses."""
        account, cells = self.account, self.cells
        order = [*FUNDS[1:], FUNDS[0]]
        both = {"measures": ("revenue_total", "revenue_fiscal_appropriation")}
        rows: list[Row] = [
            [
                Slot("一、本年收入"),
                *(
                    cells.cell(
                        REVENUE_OF_FUND.get(fund, "revenue_fiscal_appropriation"), account.received(*own), fund=fund,
                        **both,
                    )
                    for fund, own in order
                ),
            ],
            [
                Slot("二、上年结转结余" if self.is_budget else "二、年初结转和结余"),
                *(cells.cell("revenue_carryover", account.opening(*own), fund=fund) for fund, own in order),
            ],
            [
                Slot("三、本年支出"),
                *(cells.cell("expenditure_total", account.spent("total", *own), fund=fund) for fund, own in order),
            ],
        ]  # fmt: skip
        for label, measure, part in (
            ("　（一）基本支出", "expenditure_basic", "basic"),
            ("　　　　人员经费", "expenditure_personnel", "personnel"),
            ("　　　　日常公用经费", "expenditure_public", "public"),
            ("　（二）项目支出", "expenditure_project", "project"),
        ):
            amounts = [(fund, account.spent(part, *own)) for fund, own in order]  # type: ignore[arg-type]
            rows.append([Slot(label), *(cells.cell(measure, cents, fund=fund) for fund, cents in amounts)])
        rows.append(
            [
                Slot("四、结转下年" if self.is_budget else "四、年末结转和结余"),
                *(cells.cell("expenditure_carryforward", account.closing(*own), fund=fund) for fund, own in order),
            ]
        )
        paths = [("项　　目",), *((_FUND_NAMES[fund],) for fund in FISCAL_FUNDS), ("合　　计",)]
        self.table("fiscal_appropriation", title, paths, rows, [5, 2.2, 2.2, 2.2, 2.2])

    def one_column(self, title: str) -> None:
        """Basic expenditure by economic class: code and name joined or apart, one amount and its share."""
        ink = replace(self.cells, fund="general_public")
        economic = self.account.economic
        whole = sum(economic.values())
        people = sum(cents for code, cents in economic.items() if is_personnel(code))
        rows: list[Row] = [
            [Slot("基本支出合计"), Slot(""), ink.cell("expenditure_basic", whole)],
            [Slot("一、人员经费"), Slot(""), ink.cell("expenditure_personnel", people)],
        ]
        sums = economic_sums(economic)
        for personnel in (True, False):
            if not personnel:
                rows.append([Slot("二、公用经费"), Slot(""), ink.cell("expenditure_public", whole - people)])
            for code, cents in sums.items():
                if is_personnel(code) is personnel:
                    meaning = {"economic_code": code, "subject_name": economic_name(code)}
                    label = f"{INDENT if len(code) == 3 else INDENT * 2}{economic_name(code)}"
                    rows.append([Slot(label), Slot(code), ink.cell("expenditure_basic", cents, **meaning)])
        paths = [("经济分类科目", "科目名称"), ("经济分类科目", "科目编码"), (f"{self.year}年{self.word}数",)]
        self.table("general_public_basic_expenditure", title, paths, rows, [5, 2, 3])

    def years_down(self, title: str) -> None:
        """Three-public funds: a row a year, the change and the change in percent; a column an item."""
        keys = ("total", "abroad", "vehicle", "purchase", "running", "reception")
        ink = replace(self.cells, fund="general_public", nothing="0.00")
        open_funds = {"funds": ("fiscal", "all")}
        accounts: list[tuple[str, Account, dict[str, object]]] = [
            (edition.head.removesuffix("数"), edition.account, edition.meaning) for edition in self.editions()
        ]
        rows: list[Row] = []
        for label, account, meaning in accounts:
            cells = [ink.cell(THREE_PUBLIC[key][0], _amount(account, key), **open_funds, **meaning) for key in keys]
            rows.append([Slot(label), *cells])
        moved = [(key, _amount(accounts[1][1], key) - _amount(accounts[0][1], key)) for key in keys]
        change = {**open_funds, **self.base()}
        rows.append(
            [
                Slot("增减额"),
                *(with_sign(ink.cell(THREE_PUBLIC[key][0], cents, **change)) for key, cents in moved),
            ]
        )
        change["value_kind"] = "change_percent"
        rows.append(
            [
                Slot("增减率（%）"),
                *(
                    percent_cell(ink, THREE_PUBLIC[key][0], cents, _amount(accounts[0][1], key), **change)
                    for key, cents in moved
                ),
            ]
        )
        vehicle = "公务用车购置及运行费"
        paths = [
            ("年度",),
            ("合计",),
            ("因公出国（境）费",),
            (vehicle, "小计"),
            (vehicle, "购置费"),
            (vehicle, "运行费"),
        ]
        self.table("three_public", title, [*paths, ("公务接待费",)], rows, [3, *[2.0] * 6])

    def items_down(self, title: str) -> None:
        """Three-public funds of a final account: a row an item; budget, outturn and how much of it was reached."""
        labels = {
            "total": "“三公”经费合计", "abroad": "1.因公出国（境）费", "vehicle": "2.公务用车购置及运行维护费",
            "purchase": "　（1）公务用车购置费", "running": "　（2）公务用车运行维护费", "reception": "3.公务接待费",
        }  # fmt: skip
        ink = replace(self.cells, fund="fiscal", nothing="0.00")
        open_funds = {"funds": ("general_public", "all")}
        rows: list[Row] = []
        for key, label in labels.items():
            measure = THREE_PUBLIC[key][0]
            planned, spent = _amount(self.dossier.budget, key), _amount(self.account, key)
            done = {"value_kind": "completion_percent", "compared_with": "current_budget", **open_funds}
            rows.append(
                [
                    Slot(label),
                    ink.cell(measure, planned, phase="budget", **open_funds),
                    ink.cell(measure, spent, **open_funds),
                    percent_cell(ink, measure, spent, planned, **done),
                ]
            )
        paths = [("项目",), ("年初预算数",), ("决算数",), ("完成预算（%）",)]
        self.table("three_public", title, paths, rows, [5, 2, 2, 2])

    def project_list(self, title: str) -> None:
        """A row a project, numbered, under the item that pays for it; then targets, the value first."""
        rows: list[Row] = []
        for project in self.account.projects:
            note_project(self.disclosure, project, project.amount)
            meaning = {"project_no": project.number, "subject_name": project.name}
            rows.append(
                [
                    Slot(str(project.number), align="center"),
                    Slot(project.name),
                    Slot(function_name(project.item)),
                    Slot(project.objective),
                    self.cells.cell("project_amount", project.amount, **meaning),
                ]
            )
        total = self.cells.cell("expenditure_project", self.account.spent("project"))
        rows.append([Slot("合计", None, 1, 4, "center"), total])
        paths = [("序号",), ("项目名称",), ("功能科目",), ("项目内容",), (f"{self.year}年预算",)]
        self.table("projects", title, paths, rows, [1, 4, 3, 5, 2])
        for project in self.account.projects[:1]:
            targets, indicators = project_target_rows(self.disclosure, project, "split")
            names = ("一级指标", "二级指标", "三级指标", "运算符号", "指标值", "计量单位", "指标说明")
            head = heads([(name,) for name in names])
            above = [f"项目名称：{project.name}"]
            sheet = self.sheet(
                "project_performance", "项目支出绩效目标申报表", head, targets, [2, 3, 4, 1.4, 2, 1.4, 3], None, above
            )
            sheet.indicators = indicators

    def buying(self, title: str) -> None:
        """Procurement by kind: goods, works, services and their sum."""
        account = self.account
        rows: list[Row] = [
            [Slot(label), self.cells.cell(measure, cents)]
            for label, measure, cents in (
                ("货物", "procurement_goods", account.procured("A")),
                ("工程", "procurement_works", account.procured("B")),
                ("服务", "procurement_services", account.procured("C")),
                ("合计", "procurement_total", account.procured()),
            )
        ]
        self.table("procurement", title, [("采购类别",), ("采购预算金额",)], rows, [4, 3])

    def held(self, title: str) -> None:
        """Assets held: number and value, the sum first."""
        held = self.dossier.holding
        as_of = datetime.date(held.year, 12, 31)
        ink = replace(self.cells, nothing="0.00")
        shared = {"value_kind": "stock", "as_of": as_of, "fund": "all"}
        lines: list[tuple[str, int | None, str, Cents | None, str]] = [
            ("固定资产合计", None, "fixed_assets", held.total, ""),
            ("车辆（辆）", held.vehicles, "fixed_assets_vehicles", held.vehicles_value, "vehicles_count"),
            (
                "单价100万元（含）以上设备（台、套）", held.equipment, "fixed_assets_equipment", held.equipment_value,
                "equipment_count",
            ),
        ]  # fmt: skip
        rows: list[Row] = []
        for label, number, measure, cents, counted in lines:
            quantity = Slot("")
            if number is not None:
                unit = "辆" if counted == "vehicles_count" else "台"
                meaning = {"value_kind": "count", "as_of": as_of, "fiscal_year": self.year, "phase": ink.phase}
                quantity = Slot("", count(counted, number, unit, **meaning), align="right")
            rows.append([Slot(label), quantity, ink.cell(measure, cents, **shared)])
            self.disclosure.assets.append(asset_entry(label, as_of, number, None, ink, cents))
        above = [f"（{held.year}年12月31日）", "单位：万元"]
        self.sheet("assets", title, heads([("资产项目",), ("数量",), ("金额",)]), rows, [5, 2, 3], "万元", above)

    def budget_prose(self) -> None:
        self.say(
            "budget_overview",
            "{year}年，{we}收入总预算为{sources}，{sources|change}{sources|rate}，主要是项目经费调整。收入来源包括：一般公共预算财政拨款"
            "{general_revenue}（占{general_revenue|share/sources}）、政府性基金预算财政拨款{fund_revenue}、事业收入{undertaking}、其他收入"
            "{other_revenue}、上年结转{carryover}。",
            "支出总预算为{uses}，其中：基本支出{basic}（人员支出{personnel}、日常公用支出{public}），项目支出{project}。基本支出和项目支出占本年"
            "支出的比重分别为{basic|percent}%和{project|percent}%。",
            "一般公共预算财政拨款支出由{last}年的{general_expenditure|before}调整为{general_expenditure}，{general_expenditure|change}。",
        )
        self.head("“三公”经费预算", 2, 1, "three_public")
        self.say(
            "three_public",
            "{year}年财政拨款“三公”经费预算共{three_public}，{three_public|change}{three_public|rate}。具体为：（1）因公出国（境）费"
            "{abroad}，{abroad|change}；（2）公务用车购置及运行维护费{vehicle}（购置费{purchase}、运行维护费{running}），{vehicle|change}；"
            "（3）公务接待费{reception}，{reception|change}。",
        )
        self.head("机关运行经费", 2, 2, "agency_operating")
        self.say("agency_operating", "{year}年{we}机关运行经费财政拨款预算为{agency}，{agency|change}{agency|rate}。")
        self.head("政府采购", 2, 3, "procurement")
        self.say(
            "procurement",
            "{year}年{we}安排政府采购预算{procurement}，包括：采购货物{goods}、采购工程{works}、采购服务{services}。",
        )
        self.head("绩效目标", 2, 4, "performance")
        self.say("performance", "{year}年{we}编制绩效目标的项目共{target_projects}，涉及资金{target_money}。")

    def final_prose(self) -> None:
        self.say(
            "budget_overview",
            "{year}年度收入合计{revenue}，{revenue|change}{revenue|rate}；支出合计{expenditure}，{expenditure|change}{expenditure|rate}。",
            "支出按性质分类：基本支出{basic}，{basic|change}；项目支出{project}，{project|change}。基本支出和项目支出占支出合计的比重分别为"
            "{basic|percent}%和{project|percent}%。",
            "年初结转和结余{carryover}，年末结转和结余{carryforward}。",
        )
        self.head("一般公共预算财政拨款支出情况", 2, 1, "general_public_expenditure")
        self.say(
            "general_public_expenditure",
            "一般公共预算财政拨款支出{general_expenditure}，{general_expenditure|change}{general_expenditure|rate}{general_expenditure|done}，"
            "年初预算数为{general_expenditure|planned}。",
        )
        self.head("“三公”经费支出情况", 2, 2, "three_public")
        self.say(
            "three_public",
            "“三公”经费财政拨款支出决算为{three_public}{three_public|done}，{three_public|change}。其中，公务用车购置及运行维护费支出{vehicle}，"
            "公务接待费支出{reception}，因公出国（境）费支出{abroad}。",
            "公务用车运行维护费支出{running}，截至{year}年12月31日公务用车保有量为{kept}。公务接待费用于接待{batches}，共{guests}。",
        )
        self.head("其他情况", 2, 3, "other_matters")
        self.say(
            "other_matters",
            "机关运行经费支出{agency}，{agency|change}{agency|rate}。",
            "政府采购支出{procurement}，分货物{goods}、工程{works}、服务{services}三类，其中授予中小企业的合同金额为{small_firms}。",
        )


def _amount(account: Account, key: str) -> Cents:
    cents: Cents = getattr(account, THREE_PUBLIC[key][1])
    return cents


def compose(dossier: Dossier) -> Disclosure:
    """The disclosure of a budget or a final account."""
    return _Coastal(dossier).compose()
