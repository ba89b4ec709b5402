"""Final-account tables of the families scored apart: planned, adjusted and spent abreast, balances rolled forward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.specimens.accounts import FISCAL_FUNDS, REVENUE_OF_FUND, Cents, Line
from pipelines.specimens.classification import economic_name, function_name
from pipelines.specimens.content import KnownIndicator, Slot
from pipelines.specimens.families.abreast import FUNDS, AbreastTables, Entry
from pipelines.specimens.families.abreast_budget import NOTHING, received
from pipelines.specimens.families.records import note_project, target_rows
from pipelines.specimens.layouts import Column, Row, chinese, economic_sums, heads, is_personnel, two_sides


class AbreastFinal(AbreastTables):
    """The tables of a final account."""

    def final_sides(self, title: str) -> None:
        """Revenue by source and expenditure by nature; planned, adjusted and spent."""
        left = [
            Entry(
                "一、一般公共预算财政拨款收入", "revenue_general_public_budget",
                received("general_public"), "general_public",
            ),
            Entry(
                "二、政府性基金预算财政拨款收入", "revenue_government_fund",
                received("government_fund"), "government_fund",
            ),
            Entry(
                "三、国有资本经营预算财政拨款收入", "revenue_state_capital",
                received("state_capital"), "state_capital",
            ),
            Entry(
                "四、事业收入", "revenue_undertaking",
                lambda a: a.own_revenue["revenue_undertaking"], "all", ("unit_funds",),
            ),
            Entry("五、其他收入", "revenue_other", lambda a: a.own_revenue["revenue_other"], "all", ("unit_funds",)),
            Entry("本年收入合计", "revenue_total", lambda a: a.received()),
            Entry("年初结转和结余", "revenue_carryover", lambda a: a.opening()),
            Entry("总计", "revenue_grand_total", lambda a: a.received() + a.opening()),
        ]  # fmt: skip
        right = [
            Entry("一、基本支出", "expenditure_basic", lambda a: a.spent("basic")),
            Entry("　　人员经费", "expenditure_personnel", lambda a: a.spent("personnel")),
            Entry("　　日常公用经费", "expenditure_public", lambda a: a.spent("public")),
            Entry("二、项目支出", "expenditure_project", lambda a: a.spent("project")),
            Entry("三、经营支出", "expenditure_business", lambda _: 0),
            Entry("本年支出合计", "expenditure_total", lambda a: a.spent("total")),
            Entry("年末结转和结余", "expenditure_carryforward", lambda a: a.closing()),
            Entry("总计", "expenditure_grand_total", lambda a: a.spent("total") + a.closing()),
        ]
        rows = two_sides(self.entries(left), self.entries(right))
        named = [edition.head for edition in self.editions()]
        paths = [("收入", "项目"), *(("收入", name) for name in named)]
        paths += [("支出", "项目（按支出性质）"), *(("支出", name) for name in named)]
        self.table("revenue_and_expenditure", title, paths, rows, [4, 2, 2, 2, 4, 2, 2, 2])

    def moved(self, *funds: str) -> tuple[dict[Line, Cents], dict[Line, Cents]]:
        """Carry-over in and out, each put on its fund's largest line."""
        biggest: dict[str, Line] = {}
        for line in self.account.lines:
            if (not funds or line.fund in funds) and (
                line.fund not in biggest or line.total > biggest[line.fund].total
            ):
                biggest[line.fund] = line
        opened = {line: self.account.opening(fund) for fund, line in biggest.items()}
        closed = {line: self.account.closing(fund) for fund, line in biggest.items()}
        return opened, closed

    def revenue_final(self, title: str) -> None:
        """Revenue by function."""
        opened, closed = self.moved()
        other_total = self.account.own_revenue["revenue_other"]
        own = next((line for line in opened if line.fund == "unit_funds"), None)

        def got(line: Line, *funds: str) -> Cents:
            return line.total - opened.get(line, 0) + closed.get(line, 0) if not funds or line.fund in funds else 0

        def other(line: Line) -> Cents:
            return other_total if line is own else 0

        columns = [
            Column(("本年收入合计",), "revenue_total", got),
            Column(("财政拨款收入",), "revenue_fiscal_appropriation", lambda line: got(line, *FISCAL_FUNDS), "fiscal"),
            Column(("上级补助收入",), "revenue_superior_subsidy", lambda _: 0),
            Column(("事业收入", "小计"), "revenue_undertaking", lambda line: got(line, "unit_funds") - other(line)),
            Column(("经营收入",), "revenue_business", lambda _: 0),
            Column(("附属单位上缴收入",), "revenue_subordinate_remittance", lambda _: 0),
            Column(("其他收入",), "revenue_other", other),
        ]
        self.by_function("revenue", title, self.account.lines, columns, "all")

    def expenditure_final(self, title: str) -> None:
        """Expenditure by function, the basic part split."""
        columns = [
            Column(("本年支出合计",), "expenditure_total", lambda line: line.total),
            Column(("基本支出", "小计"), "expenditure_basic", lambda line: line.basic),
            Column(("基本支出", "人员经费"), "expenditure_personnel", lambda line: line.personnel),
            Column(("基本支出", "公用经费"), "expenditure_public", lambda line: line.public),
            Column(("项目支出",), "expenditure_project", lambda line: line.project),
            Column(("上缴上级支出",), "expenditure_remitted_up", lambda _: 0),
            Column(("经营支出",), "expenditure_business", lambda _: 0),
            Column(("对附属单位补助支出",), "expenditure_subordinate_subsidy", lambda _: 0),
        ]
        self.by_function("expenditure", title, self.account.lines, columns, "all")

    def fiscal_final(self, title: str) -> None:
        """Fiscal appropriation: sources by fund; classes by fund, the sum in the second column."""
        account, cells = self.account, self.cells
        left: list[Row] = []
        names = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
        for number, (fund, name) in enumerate(zip(FISCAL_FUNDS, names, strict=True), 1):
            cell = cells.cell(REVENUE_OF_FUND[fund], account.received(fund), fund=fund)
            left.append([Slot(f"{chinese(number)}、{name}"), cell])
        right: list[Row] = []
        for number, code in enumerate(sorted({x.code[:3] for x in account.lines if x.fund in FISCAL_FUNDS}), 1):
            meaning = {"function_code": code, "subject_name": function_name(code)}
            row = [Slot(f"{chinese(number)}、{function_name(code)}")]
            for fund, own in FUNDS:
                cents = sum(x.total for x in account.lines if x.code[:3] == code and x.fund in own)
                row.append(cells.cell("expenditure_total", cents, fund=fund, **meaning))
            right.append(row)
        rows = two_sides(left, right)
        opening, got = account.opening(*FISCAL_FUNDS), account.received(*FISCAL_FUNDS)
        both = {"fund": "fiscal", "measures": ("revenue_fiscal_appropriation",)}
        bottom_left: list[Row] = [
            [Slot("本年收入合计"), cells.cell("revenue_total", got, **both)],
            [Slot("年初财政拨款结转和结余"), cells.cell("revenue_carryover", opening, fund="fiscal")],
            *(
                [Slot(f"　　{name}"), cells.cell("revenue_carryover", account.opening(fund), fund=fund)]
                for fund, name in zip(FISCAL_FUNDS, names, strict=True)
            ),
            [Slot("总计"), cells.cell("revenue_grand_total", opening + got, fund="fiscal")],
        ]
        spent = [cells.cell("expenditure_total", account.spent("total", *own), fund=fund) for fund, own in FUNDS]
        kept = [cells.cell("expenditure_carryforward", account.closing(*own), fund=fund) for fund, own in FUNDS]
        whole = [
            cells.cell("expenditure_grand_total", account.spent("total", *own) + account.closing(*own), fund=fund)
            for fund, own in FUNDS
        ]
        empty: Row = [Slot("") for _ in range(5)]
        bottom_right: list[Row] = [[Slot("本年支出合计"), *spent], [Slot("年末财政拨款结转和结余"), *kept]]
        bottom_right += [[replace(slot) for slot in empty] for _ in range(3)]
        bottom_right.append([Slot("总计"), *whole])
        rows += two_sides(bottom_left, bottom_right)
        heading = ("合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
        paths: list[tuple[str, ...]] = [("收　入", "项目"), ("收　入", "金额"), ("支　出", "项目（按功能分类）")]
        paths += [("支　出", "金额", name) for name in heading]
        self.table("fiscal_appropriation", title, paths, rows, [4, 2, 4, 2, 2, 2, 2])

    def rolled(self, form: str, title: str, fund: str) -> None:
        """A fund rolled forward on every line: opening, revenue, expenditure by nature, closing."""
        opened, closed = self.moved(fund)
        basic = ("本年支出", "基本支出")
        columns = [
            Column(("年初结转和结余",), "revenue_carryover", lambda line: opened.get(line, 0)),
            Column(
                ("本年收入",), REVENUE_OF_FUND[fund],
                lambda line: line.total - opened.get(line, 0) + closed.get(line, 0), None,
                {"measures": ("revenue_total", "revenue_fiscal_appropriation")},
            ),
            Column(("本年支出", "合计"), "expenditure_total", lambda line: line.total),
            Column((*basic, "小计"), "expenditure_basic", lambda line: line.basic),
            Column((*basic, "人员经费"), "expenditure_personnel", lambda line: line.personnel),
            Column((*basic, "日常公用经费"), "expenditure_public", lambda line: line.public),
            Column(("本年支出", "项目支出"), "expenditure_project", lambda line: line.project),
            Column(("年末结转和结余",), "expenditure_carryforward", lambda line: closed.get(line, 0)),
        ]  # fmt: skip
        lines = [line for line in self.account.lines if line.fund == fund]
        self.by_function(form, title, lines, columns, fund, NOTHING)

    def basic_final(self, title: str) -> None:
        """Basic expenditure by economic class in three blocks side by side, the two sums in the last row."""
        ink = replace(self.cells, fund="general_public")
        blocks: list[list[Row]] = [[], [], []]
        for code, cents in economic_sums(self.account.economic).items():
            meaning = {"economic_code": code, "subject_name": economic_name(code)}
            block = 0 if is_personnel(code) else 2 if code[:3] == "310" or (code >= "30226" and len(code) > 3) else 1
            blocks[block].append(
                [Slot(code), Slot(economic_name(code)), ink.cell("expenditure_basic", cents, **meaning)]
            )
        blocks = [block or [[Slot(""), Slot(""), Slot("")]] for block in blocks]
        rows = two_sides(two_sides(blocks[0], blocks[1]), blocks[2])
        people = ink.cell("expenditure_personnel", self.account.spent("personnel", "general_public"))
        public = ink.cell("expenditure_public", self.account.spent("public", "general_public"))
        rows.append(
            [
                Slot("人员经费合计", None, 1, 2, "center"), people,
                Slot("公用经费合计", None, 1, 5, "center"), public,
            ]
        )  # fmt: skip
        names = ("科目编码", "科目名称", "决算数")
        paths = [("人员经费", name) for name in names] + [("公用经费", name) for name in names]
        head = heads(paths)
        head[0] = [Slot("人员经费", None, 1, 3, "center"), Slot("公用经费", None, 1, 6, "center")]
        head[1] += [Slot(name, align="center") for name in names]
        self.table("general_public_basic_expenditure", title, paths, rows, [1.3, 3.4, 1.8] * 3)
        self.disclosure.sheets[-1].head = head

    def three_public_final(self, title: str, with_meetings: bool) -> None:
        """One row: budget and outturn of each item; some print meetings and training after them."""
        items: list[tuple[tuple[str, ...], str, str]] = [
            (("合计",), "three_public_total", "three_public"),
            (("因公出国（境）费",), "three_public_abroad", "abroad"),
            (("公务用车购置及运行费", "小计"), "three_public_vehicle", "vehicle"),
            (("公务用车购置及运行费", "公务用车购置费"), "three_public_vehicle_purchase", "purchase"),
            (("公务用车购置及运行费", "公务用车运行费"), "three_public_vehicle_running", "running"),
            (("公务接待费",), "three_public_reception", "reception"),
        ]
        ink = replace(self.cells, fund="fiscal", nothing="0.00")
        open_funds = {"funds": ("general_public", "all")}
        row: Row = []
        paths: list[tuple[str, ...]] = []
        editions = (("预算数", self.dossier.budget, "budget"), ("决算数", self.account, "final"))
        for name, account, phase in editions:
            for path, measure, attribute in items:
                paths.append((name, *path))
                row.append(ink.cell(measure, getattr(account, attribute), phase=phase, **open_funds))
        if with_meetings:
            for name, account, phase in editions:
                for label, measure, code in (("会议费", "meeting", "30215"), ("培训费", "training", "30216")):
                    paths.append((label, name))
                    row.append(ink.cell(measure, account.economic.get(code, 0), phase=phase, **open_funds))
            order = [*range(12), 12, 14, 13, 15]
            paths, row = [paths[i] for i in order], [row[i] for i in order]
        self.table("three_public", title, paths, [row], [2.0] * len(row))

    def self_evaluation(self, title: str) -> None:
        """The self-evaluation of the first project: money planned, adjusted and spent, then targets and what came."""
        project, name = self.account.projects[0], self.body.printed_name
        note_project(self.disclosure, project, None)
        ink = replace(self.cells, unit="万元", nothing="0.00")
        planned = next((x.amount for x in self.dossier.budget.projects if x.name == project.name), project.amount)
        meaning = {"project_no": project.number, "subject_name": project.name, "measures": ("expenditure_project",)}
        more = planned + 10_000_00
        money = [
            ink.cell("project_amount", planned, phase="budget", **meaning),
            ink.cell("project_amount", more, phase="adjusted_budget", **meaning),
            ink.cell("project_amount", project.amount, phase="final", **meaning),
        ]
        rows: list[Row] = [
            [Slot("项目名称"), Slot(project.name, None, 1, 6)],
            [Slot("主管部门"), Slot(name, None, 1, 2), Slot("实施单位"), Slot(name, None, 1, 3)],
            [
                Slot("项目资金（万元）", None, 2),
                *(Slot(x) for x in ("", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率")),
            ],
            [Slot("年度资金总额"), *money, Slot("10"), Slot(f"{project.amount * 100 / more:.2f}%")],
            [Slot(x) for x in ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")],
        ]  # fmt: skip
        made, indicators = target_rows(project.targets, project.number, "joined")
        for target, row in zip(project.targets, made, strict=True):
            value = row[-2]
            row[-3:] = [value, Slot(f"{target.value}{target.unit}"), Slot("10"), Slot("10")]
        for indicator in indicators:
            indicator.description = None
        sheet = self.sheet(
            "project_self_evaluation", title, [], [*rows, *made], [2.2, 2.6, 3.4, 2.4, 2.4, 1.4, 1.6], "万元",
            [f"（{self.year}年度）"],
        )  # fmt: skip
        kept: Sequence[KnownIndicator] = indicators
        sheet.indicators = list(kept)
