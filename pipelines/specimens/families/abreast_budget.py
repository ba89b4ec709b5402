"""Budget tables of the families scored apart; each takes its title: families order and name them as they like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipelines.specimens.accounts import FISCAL_FUNDS, REVENUE_OF_FUND, Account, Cents, Line
from pipelines.specimens.classification import economic_name, function_name
from pipelines.specimens.content import Slot
from pipelines.specimens.families.abreast import FUNDS, GOVERNMENT_CLASSES, AbreastTables, Entry, government_item
from pipelines.specimens.families.records import note_project, project_target_rows
from pipelines.specimens.layouts import Column, Row, chinese, economic_sums, heads, is_personnel, two_sides

NOTHING = "说明：本部门本年度没有此项支出，故此表无数据。"
_OPEN = ("general_public", "all")


def received(fund: str) -> Callable[[Account], Cents]:
    """What came in from a fund."""
    return lambda account: account.received(fund)


def _three_public_and_meetings(account: Account) -> Cents:
    return account.three_public + sum(account.economic.get(code, 0) for code in ("30215", "30216"))


def projects_of(operating: bool) -> Callable[[Account], Cents]:
    """Project money by category."""
    return lambda account: sum(project.amount for project in account.projects if project.operating is operating)


class AbreastBudget(AbreastTables):
    """The tables of a budget."""

    def sources(self) -> list[Entry]:
        """The left side: where money comes from."""
        return [
            Entry(
                "一、一般公共预算拨款", "revenue_general_public_budget",
                received("general_public"), "general_public",
            ),
            Entry("二、政府性基金预算拨款", "revenue_government_fund", received("government_fund"), "government_fund"),
            Entry("三、国有资本经营预算拨款", "revenue_state_capital", received("state_capital"), "state_capital"),
            Entry("四、财政专户管理资金", "revenue_special_account", lambda _: 0, "special_account"),
            Entry("五、单位资金", "revenue_unit_funds", received("unit_funds"), "unit_funds", ("all",)),
            Entry(
                "　　其中：事业收入", "revenue_undertaking", lambda a: a.own_revenue["revenue_undertaking"],
                "all", ("unit_funds",),
            ),
            Entry(
                "　　　　　其他收入", "revenue_other",
                lambda a: a.own_revenue["revenue_other"], "all", ("unit_funds",),
            ),
            Entry("本年收入合计", "revenue_total", lambda a: a.received()),
            Entry("上年结转结余", "revenue_carryover", lambda a: a.opening()),
            Entry("收入总计", "revenue_grand_total", lambda a: a.received() + a.opening()),
        ]  # fmt: skip

    def uses(self) -> list[Entry]:
        """The right side: what it is spent on, by nature."""
        return [
            Entry("一、基本支出", "expenditure_basic", lambda a: a.spent("basic")),
            Entry("　　1.人员经费", "expenditure_personnel", lambda a: a.spent("personnel")),
            Entry("　　2.日常公用经费", "expenditure_public", lambda a: a.spent("public")),
            Entry("二、项目支出", "expenditure_project", lambda a: a.spent("project")),
            Entry("　　1.其他运转类项目", "expenditure_project_operating", projects_of(True)),
            Entry("　　2.特定目标类项目", "expenditure_project_specific", projects_of(False)),
            Entry("三、事业单位经营支出", "expenditure_business", lambda _: 0),
            Entry("本年支出合计", "expenditure_total", lambda a: a.spent("total")),
            Entry("结转下年", "expenditure_carryforward", lambda a: a.closing()),
            Entry("支出总计", "expenditure_grand_total", lambda a: a.spent("total") + a.closing()),
        ]

    def both_sides(self, title: str, changes: tuple[str, ...] = ("amount",)) -> None:
        """Sources and uses by nature side by side, last year beside this year."""
        rows = two_sides(self.entries(self.sources(), changes), self.entries(self.uses(), changes))
        named = [edition.head for edition in self.editions()]
        named += [{"amount": "增减额", "percent": "增减（%）"}[change] for change in changes]
        paths = [("收入", "项目"), *(("收入", name) for name in named)]
        paths += [("支出", "项目"), *(("支出", name) for name in named)]
        widths = [4.0, *[2.0] * len(named)] * 2
        self.table("revenue_and_expenditure", title, paths, rows, widths)

    def revenue(self, title: str) -> None:
        """Revenue by function: heads of up to four levels."""
        account = self.account
        biggest: dict[str, Line] = {}
        for line in account.lines:
            if line.fund not in biggest or line.total > biggest[line.fund].total:
                biggest[line.fund] = line
        opened = {line: account.opening(fund) for fund, line in biggest.items()}
        own = biggest.get("unit_funds")

        def year(line: Line, *funds: str) -> Cents:
            return line.total - opened.get(line, 0) if not funds or line.fund in funds else 0

        def other(line: Line) -> Cents:
            return account.own_revenue["revenue_other"] if line is own else 0

        own_funds = {"funds": ("unit_funds",)}
        top, fiscal, unit = "本年收入", ("本年收入", "财政拨款"), ("本年收入", "单位资金")
        columns = [
            Column(("总计",), "revenue_grand_total", lambda line: line.total),
            Column(("上年结转",), "revenue_carryover", lambda line: opened.get(line, 0)),
            Column((top, "小计"), "revenue_total", year),
            Column(
                (*fiscal, "小计"), "revenue_fiscal_appropriation", lambda line: year(line, *FISCAL_FUNDS), "fiscal"
            ),
            Column(
                (*fiscal, "其中", "一般公共预算"), "revenue_general_public_budget",
                lambda line: year(line, "general_public"), "general_public",
            ),
            Column(
                (*fiscal, "其中", "政府性基金预算"), "revenue_government_fund",
                lambda line: year(line, "government_fund"), "government_fund",
            ),
            Column(
                (*fiscal, "其中", "国有资本经营预算"), "revenue_state_capital",
                lambda line: year(line, "state_capital"), "state_capital",
            ),
            Column((top, "财政专户管理资金"), "revenue_special_account", lambda _: 0, "special_account"),
            Column(
                (*unit, "事业收入"), "revenue_undertaking",
                lambda line: year(line, "unit_funds") - other(line), None, own_funds,
            ),
            Column((*unit, "其他收入"), "revenue_other", other, None, own_funds),
        ]  # fmt: skip
        self.by_function("revenue", title, account.lines, columns, "all")

    def expenditure(self, title: str) -> None:
        """Expenditure by function, basic and project each split."""
        operating: dict[tuple[str, str], Cents] = {}
        for plan in self.account.projects:
            if plan.operating:
                key = (plan.item, plan.fund)
                operating[key] = operating.get(key, 0) + plan.amount

        def run(line: Line) -> Cents:
            return operating.get((line.code, line.fund), 0)

        basic, project = "基本支出", "项目支出"
        columns = [
            Column((self.total,), "expenditure_total", lambda line: line.total),
            Column((basic, "小计"), "expenditure_basic", lambda line: line.basic),
            Column((basic, "人员经费"), "expenditure_personnel", lambda line: line.personnel),
            Column((basic, "公用经费"), "expenditure_public", lambda line: line.public),
            Column((project, "小计"), "expenditure_project", lambda line: line.project),
            Column((project, "其他运转类"), "expenditure_project_operating", run),
            Column((project, "特定目标类"), "expenditure_project_specific", lambda line: line.project - run(line)),
            Column(("事业单位经营支出",), "expenditure_business", lambda _: 0),
        ]
        self.by_function("expenditure", title, self.account.lines, columns, "all")

    def fiscal(self, title: str) -> None:
        """Fiscal appropriation: 一、本年收入 with its funds; on the right classes by fund, grouped likewise."""
        account, cells = self.account, self.cells
        names = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")
        left: list[Row] = []
        both = {"fund": "fiscal", "measures": ("revenue_total",)}
        left.append(
            [Slot("一、本年收入"), cells.cell("revenue_fiscal_appropriation", account.received(*FISCAL_FUNDS), **both)]
        )
        for number, (fund, name) in enumerate(zip(FISCAL_FUNDS, names, strict=True), 1):
            cell = cells.cell(REVENUE_OF_FUND[fund], account.received(fund), fund=fund)
            left.append([Slot(f"（{chinese(number)}）{name}"), cell])
        left.append(
            [Slot("二、上年结转"), cells.cell("revenue_carryover", account.opening(*FISCAL_FUNDS), fund="fiscal")]
        )
        for number, (fund, name) in enumerate(zip(FISCAL_FUNDS, names, strict=True), 1):
            cell = cells.cell("revenue_carryover", account.opening(fund), fund=fund)
            left.append([Slot(f"（{chinese(number)}）{name}"), cell])
        right: list[Row] = [
            [
                Slot("一、本年支出"),
                *(cells.cell("expenditure_total", account.spent("total", *own), fund=fund) for fund, own in FUNDS),
            ]
        ]
        used = sorted({line.code[:3] for line in account.lines if line.fund in FISCAL_FUNDS})
        for number, code in enumerate(used, 1):
            meaning = {"function_code": code, "subject_name": function_name(code)}
            row = [Slot(f"（{chinese(number)}）{function_name(code)}")]
            for fund, own in FUNDS:
                cents = sum(x.total for x in account.lines if x.code[:3] == code and x.fund in own)
                row.append(cells.cell("expenditure_total", cents, fund=fund, **meaning))
            right.append(row)
        right.append(
            [
                Slot("二、年终结转结余"),
                *(cells.cell("expenditure_carryforward", account.closing(*own), fund=fund) for fund, own in FUNDS),
            ]
        )
        rows = two_sides(left, right)
        whole = account.received(*FISCAL_FUNDS) + account.opening(*FISCAL_FUNDS)
        last = [Slot("收 入 总 计", align="center"), cells.cell("revenue_grand_total", whole, fund="fiscal")]
        last += [Slot("支 出 总 计", align="center")]
        last += [
            cells.cell("expenditure_grand_total", account.spent("total", *own) + account.closing(*own), fund=fund)
            for fund, own in FUNDS
        ]
        rows.append(last)
        funds = ("合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
        paths: list[tuple[str, ...]] = [("收　　入", "项目"), ("收　　入", "金额"), ("支　　出", "项目")]
        paths += [("支　　出", "金额", name) for name in funds]
        self.table("fiscal_appropriation", title, paths, rows, [4, 2, 4, 2, 2, 2, 2])

    def general(self, title: str) -> None:
        """General public expenditure beside last year's."""
        lines, columns = self.both_years()
        self.by_function("general_public_expenditure", title, lines, columns, "general_public")

    def from_fund(self, form: str, title: str, fund: str) -> None:
        """What a fund pays for; empty where it pays for nothing."""
        columns = [
            Column(("本年预算支出", "合计"), "expenditure_total", lambda line: line.total),
            Column(("本年预算支出", "基本支出"), "expenditure_basic", lambda line: line.basic),
            Column(("本年预算支出", "项目支出"), "expenditure_project", lambda line: line.project),
        ]
        self.by_function(form, title, self.account.lines_of(fund), columns, fund, NOTHING)

    def basic(self, title: str) -> None:
        """Basic expenditure with both economic classifications abreast."""
        ink = replace(self.cells, fund="general_public")
        economic = self.account.economic
        rows: list[Row] = [
            [
                Slot(self.total, None, 1, 4, "center"),
                ink.cell("expenditure_basic", sum(economic.values())),
                ink.cell("expenditure_personnel", self.account.spent("personnel", "general_public")),
                ink.cell("expenditure_public", self.account.spent("public", "general_public")),
            ]
        ]
        government = {own[0]: (code, name) for code, (name, own) in GOVERNMENT_CLASSES.items()}
        for code, cents in economic_sums(economic).items():
            theirs, name = government[code] if len(code) == 3 else government_item(code)
            meaning = {
                "economic_code": code, "government_economic_code": theirs, "subject_name": economic_name(code),
            }  # fmt: skip
            people = cents if is_personnel(code) else 0
            rows.append(
                [
                    Slot(code), Slot(economic_name(code)), Slot(theirs), Slot(name),
                    ink.cell("expenditure_basic", cents, **meaning),
                    ink.cell("expenditure_personnel", people, **meaning),
                    ink.cell("expenditure_public", cents - people, **meaning),
                ]
            )  # fmt: skip
        own, other = "部门预算支出经济分类科目", "政府预算支出经济分类科目"
        paths = [(own, "科目编码"), (own, "科目名称"), (other, "科目编码"), (other, "科目名称")]
        paths += [("本年一般公共预算基本支出", name) for name in ("合计", "人员经费", "公用经费")]
        self.table("general_public_basic_expenditure", title, paths, rows, [1.4, 4, 1.4, 4, 2, 2, 2], labelled=4)

    def three_public(self, title: str, unit: str = "万元") -> None:
        """Items downwards, meetings and training after them, all under one grand total."""
        fund = "general_public"
        also = ("fiscal", "all")
        economic: Callable[[str], Callable[[Account], Cents]] = lambda code: lambda a: a.economic.get(code, 0)  # noqa: E731
        entries = [
            Entry("合　　计", "three_public_and_meetings", _three_public_and_meetings, fund, also),
            Entry("一、“三公”经费小计", "three_public_total", lambda a: a.three_public, fund, also),
            Entry("（一）因公出国（境）费用", "three_public_abroad", lambda a: a.abroad, fund, also),
            Entry("（二）公务用车购置及运行维护费", "three_public_vehicle", lambda a: a.vehicle, fund, also),
            Entry("　　1.公务用车购置费", "three_public_vehicle_purchase", lambda a: a.purchase, fund, also),
            Entry("　　2.公务用车运行维护费", "three_public_vehicle_running", lambda a: a.running, fund, also),
            Entry("（三）公务接待费", "three_public_reception", lambda a: a.reception, fund, also),
            Entry("二、会议费", "meeting", economic("30215"), fund, also),
            Entry("三、培训费", "training", economic("30216"), fund, also),
        ]
        ink = replace(self.cells, unit=unit, nothing="0.00")
        rows = self.entries(entries, ("amount", "percent"), ink)
        named = [edition.head for edition in self.editions()]
        paths = [("项目",), *((name,) for name in named), ("增减额",), ("增减比例（%）",)]
        self.table("three_public", title, paths, rows, [5, *[2.0] * (len(named) + 2)], unit=unit)

    def projects(self, title: str) -> None:
        """A row a project: its category and its money by fund."""
        ink, rows = self.cells, []
        funds = ("general_public", "government_fund", "state_capital", "special_account", "unit_funds")
        whole = [ink.cell("expenditure_project", self.account.spent("project"))]
        whole += [ink.cell("expenditure_project", self.account.spent("project", fund), fund=fund) for fund in funds]
        rows.append([Slot("合计", align="center"), Slot(""), *whole])
        for project in self.account.projects:
            note_project(self.disclosure, project, None)
            meaning = {"project_no": project.number, "subject_name": project.name}
            row = [Slot(f"　{project.name}"), Slot("其他运转类" if project.operating else "特定目标类")]
            row.append(ink.cell("project_amount", project.amount, **meaning))
            for fund in funds:
                cents = project.amount if project.fund == fund else 0
                row.append(ink.cell("project_amount", cents, fund=fund, measures=("expenditure_project",), **meaning))
            rows.append(row)
        fiscal = ("财政拨款",)
        paths = [("项目名称",), ("项目类别",), ("合计",), (*fiscal, "一般公共预算"), (*fiscal, "政府性基金预算")]
        paths += [(*fiscal, "国有资本经营预算"), ("财政专户管理资金",), ("单位资金",)]
        self.table("projects", title, paths, rows, [5, 2, *[2.0] * 6], labelled=2)

    def purchased_services(self, title: str) -> None:
        """Services bought from society."""
        bought = self.services()
        total = self.cells.cell("purchased_services", sum(item.amount for item in bought))
        rows: list[Row] = [[Slot("合计", None, 1, 3, "center"), total]] if bought else [[*(Slot("") for _ in range(4))]]
        for number, item in enumerate(bought, 1):
            amount = Slot(self.cells.money(item.amount), align="right")
            rows.append([Slot(str(number)), Slot(item.item), Slot("政府履职所需辅助性服务"), amount])
        paths = [("序号",), ("购买服务项目",), ("服务领域",), ("预算金额",)]
        self.table("purchased_services", title, paths, rows, [1, 4, 4, 2], None if bought else NOTHING)

    def new_assets(self, title: str) -> None:
        """Assets to be bought."""
        bought = self.goods()
        total = self.cells.cell("fixed_assets_planned", sum(item.amount for item in bought))
        rows: list[Row] = [[Slot("合计", None, 1, 5, "center"), total]] if bought else [[*(Slot("") for _ in range(6))]]
        for item in bought:
            rows.append(
                [
                    Slot("通用设备" if item.catalogue.startswith("A02") else "家具用具"),
                    Slot(item.item),
                    Slot(item.unit, align="center"),
                    Slot(str(item.quantity), align="right"),
                    Slot(self.cells.money(item.unit_price), align="right"),
                    Slot(self.cells.money(item.amount), align="right"),
                ]
            )
        paths = [("资产类别",), ("资产名称",), ("计量单位",), ("数量",), ("单价",), ("金额",)]
        self.table("asset_purchases", title, paths, rows, [2, 4, 1.4, 1.2, 2, 2], None if bought else NOTHING)

    def transfers(self, title: str) -> None:
        """Transfers to lower levels: none."""
        paths = [
            ("单位名称（项目）",),
            ("资金来源", "合计"),
            ("资金来源", "一般公共预算"),
            ("资金来源", "政府性基金预算"),
        ]
        rows: list[Row] = [[*(Slot("") for _ in paths)]]
        self.table("transfers", title, paths, rows, [5, 2, 2, 2], "注：我单位不涉及对下转移支付，本表为空。")

    def performance(self, title: str) -> None:
        """Targets of each project: the value before the level-three name's explanation, the cost cap among them."""
        for project in self.account.projects:
            targets, indicators = project_target_rows(self.disclosure, project, "joined")
            for row in targets:
                row[-3:] = [row[-2], row[-3], row[-1]]
            names = ("一级指标", "二级指标", "三级指标", "指标值", "指标解释", "备注")
            sheet = self.sheet(
                "project_performance", title, heads([(name,) for name in names]), targets, [2, 3, 4, 2, 5, 2], None,
                [f"项目名称：{project.name}", f"主管部门：{self.body.printed_name}"],
            )  # fmt: skip
            sheet.indicators = indicators
