"""A northern template: statutory tables in 万元, then a long explanation with tables of targets, purchases and assets."""

from __future__ import annotations

import datetime

from pipelines.specimens.classification import function_classes
from pipelines.specimens.content import Block, Disclosure, Heading, Ink, Prose, Sheet, Slot
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.final_tables import final_sheets
from pipelines.specimens.families.records import (
    asset_rows,
    disclosure_of,
    institution_rows,
    project_target_rows,
    purchase_rows,
)
from pipelines.specimens.layouts import (
    Column,
    class_rows,
    code_heads,
    economic_rows,
    function_rows,
    heads,
    numbered,
    two_sides,
)
from pipelines.specimens.model import FISCAL_FUNDS, Line
from pipelines.specimens.wording import ChangeWords, amount, change, joined

NAME = "northern"
_FISCAL = "fiscal"


def compose(dossier: Dossier) -> Disclosure:
    """The disclosure of a budget or a final account."""
    return _Budget(dossier).compose() if dossier.report_type == "budget" else _Final(dossier).compose()


class _Explained:
    """What budgets and final accounts of this template have in common."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.body, self.account, self.year = dossier.body, dossier.account, dossier.year
        style = dossier.style()
        self.phase = "budget" if dossier.report_type == "budget" else "final"
        self.nothing = style.choice(["0.00", "", "0.00"])
        self.table_ink = Ink("万元", self.year, self.phase, nothing=self.nothing, commas=style.random() < 0.2)
        self.ink = Ink("万元", self.year, self.phase)
        self.numbers = style.random() < 0.5
        self.we = style.choice(["我局", "我部门", "本部门"])
        self.base = "previous_budget" if self.phase == "budget" else "previous_final"
        self.than = ChangeWords("", level_before=f"与{self.year - 1}年相比")
        self.blocks: list[Block] = []
        self.disclosure = disclosure_of(dossier, NAME, self.title, self.blocks)

    @property
    def title(self) -> str:
        word = "部门" if self.body.scope == "department" else "单位"
        if self.phase == "budget":
            return f"{self.body.printed_name}{self.year}年{word}预算信息公开情况说明"
        return f"{self.body.printed_name}{self.year}年度{word}决算公开"

    def say(self, section: str, *groups: str | list[str | object]) -> None:
        self.blocks.append(Prose(joined(*groups), section))  # type: ignore[arg-type]

    def sheet(self, form: str, title: str, head: list[list[Slot]], rows: list[list[Slot]], widths: list[float]) -> Sheet:
        sheet = Sheet(
            form=form,
            title=title,
            unit="万元",
            above=[f"部门：{self.body.printed_name}", f"预算年度：{self.year}", "单位：万元"],
            head=head,
            rows=rows,
            widths=widths,
            landscape=len(widths) > 7,
        )
        self.blocks.append(sheet)
        return sheet

    def duties(self) -> None:
        self.blocks.append(Heading("部门职责及机构设置情况", 1, 1, "duties"))
        self.blocks.append(Heading("部门职责", 2, 1, "duties"))
        self.say("duties", f"依据《{self.body.name}职能配置、内设机构和人员编制规定》，{self.body.printed_name}的主要职责是：")
        for number, duty in enumerate(self.body.kind.duties, 1):
            self.say("duties", f"{number}.{duty}；")
        self.blocks.append(Heading("机构设置", 2, 2, "institutions"))
        self.say("institutions", f"从预算单位构成看，纳入本次公开范围的预算单位共{len(self.body.units)}个，具体如下：")
        rows = institution_rows(self.disclosure, self.body.units)
        head = heads([("单位名称",), ("单位性质",), ("单位规格",), ("经费保障形式",)])
        sheet = self.sheet("institutions", "部门机构设置情况", head, rows, [5, 2, 2, 2])
        sheet.unit, sheet.above = None, []

    def agency_operating(self, ordinal: int) -> None:
        self.blocks.append(Heading("机关运行经费安排情况", 1, ordinal, "agency_operating"))
        level = amount(self.ink, "agency_operating", self.account.agency_operating, funds=("general_public", "fiscal"))
        self.say("agency_operating", f"{self.year}年，{self.we}机关运行经费共计安排", level,
                 "，主要用于办公、印刷、邮电、差旅、日常维修和办公用房水电等支出。")  # fmt: skip

    def three_public(self, ordinal: int, verb: str) -> None:
        self.blocks.append(Heading("财政拨款“三公”经费预算情况及增减变化原因", 1, ordinal, "three_public"))
        now, before = self.account, self.dossier.before

        def piece(measure: str, field: str) -> list[str | object]:
            meaning = {"fund": _FISCAL, "funds": ("general_public", "all")}
            moved = change(self.ink, self.than, measure, getattr(now, field), getattr(before, field), self.base, **meaning)
            return [*amount(self.ink, measure, getattr(now, field), **meaning), "，", *moved]

        self.say(
            "three_public",
            f"{self.year}年，{self.we}“三公”经费{verb}",
            piece("three_public_total", "three_public"),
            "。其中：因公出国（境）费",
            piece("three_public_abroad", "abroad"),
            "；公务用车购置及运维费",
            piece("three_public_vehicle", "vehicle"),
            "（其中：公务用车购置费",
            piece("three_public_vehicle_purchase", "purchase"),
            "；公务用车运维费",
            piece("three_public_vehicle_running", "running"),
            "），变动原因是按照厉行节约要求从严控制用车支出；公务接待费",
            piece("three_public_reception", "reception"),
            "，变动原因是规范公务接待管理。",
        )

    def targets(self, ordinal: int) -> None:
        self.blocks.append(Heading("绩效预算信息", 1, ordinal, "performance"))
        self.say("performance", f"{self.year}年，围绕{self.body.kind.duties[0]}等职责，{self.we}设定了以下绩效目标。")
        for project in self.account.projects:
            self.blocks.append(Heading(f"{project.name}绩效目标表", 2, project.number, "performance_objectives"))
            rows, indicators = project_target_rows(self.disclosure, project, project.number, "joined")
            goal = [Slot("绩效目标"), Slot(f"1.{project.objective}。", None, 1, 5)]
            columns = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
            head = [goal, [Slot(name, align="center") for name in columns]]
            sheet = self.sheet("project_performance", f"{project.name}绩效目标表", head, rows, [2, 3, 4, 5, 2, 3])
            sheet.unit, sheet.above, sheet.indicators, sheet.landscape = None, ["单位：万元"], indicators, False

    def procurement(self, ordinal: int) -> None:
        self.blocks.append(Heading("政府采购预算情况", 1, ordinal, "procurement"))
        total = amount(self.ink, "procurement_total", self.account.procured())
        parts = [
            "，其中：货物类", *amount(self.ink, "procurement_goods", self.account.procured("A")),
            "，工程类", *amount(self.ink, "procurement_works", self.account.procured("B")),
            "，服务类", *amount(self.ink, "procurement_services", self.account.procured("C")),
        ]  # fmt: skip
        self.say("procurement", f"{self.year}年，{self.we}安排政府采购预算", total, parts, "。具体内容见下表。")
        fund_heads = ["合计", "一般公共预算拨款", "基金预算拨款", "国有资本经营预算拨款", "财政专户核拨", "单位资金"]
        head = heads(
            [("政府采购项目来源", "项目名称"), ("政府采购项目来源", "预算资金")]
            + [(name,) for name in ("采购物品名称", "政府采购目录序号", "计量单位", "数量", "单价")]
            + [("政府采购金额（当年部门预算安排资金）", name) for name in fund_heads]
        )
        rows = purchase_rows(self.account, self.table_ink, len(fund_heads) - 2)
        self.sheet("procurement", "部门政府采购预算", head, rows, [3, 2, 3, 2.4, 1.4, 1.4, 2, 2, 2.4, 2, 2.4, 2, 2])

    def assets(self, ordinal: int) -> None:
        self.blocks.append(Heading("国有资产信息", 1, ordinal, "assets"))
        held = self.dossier.holding
        as_of = datetime.date(held.year, 12, 31)
        stock = {"value_kind": "stock", "as_of": as_of, "qualifier": None}
        planned = sum(item.amount for item in self.account.purchases if item.catalogue[0] == "A")
        self.say(
            "assets",
            f"{self.we}（含所属单位）上年末固定资产金额为" if self.phase == "budget" else "年末固定资产金额为",
            amount(self.ink, "fixed_assets", held.total, **stock),
            "（详见下表）。本年度拟购置固定资产总额为",
            amount(self.ink, "fixed_assets_planned", planned),
            "，均已列入政府采购预算。",
        )
        rows = asset_rows(self.disclosure, held, self.table_ink, "万元", 20)
        head = [[Slot(name, align="center") for name in ("项   目", "数量", "价值（金额单位：万元）")]]
        sheet = self.sheet("assets", "部门固定资产占用情况表", head, rows, [5, 2, 3])
        sheet.above = [f"编制部门：{self.body.printed_name}", f"截止时间：{held.year}年12月31日"]

    def glossary(self, ordinal: int) -> None:
        self.blocks.append(Heading("名词解释", 1, ordinal, "glossary"))
        self.say("glossary", "1.基本支出：为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。")
        self.say("glossary", "2.项目支出：在基本支出之外，为完成特定任务和事业发展目标发生的支出。")
        self.say("glossary", "3.“三公”经费：用财政拨款安排的因公出国（境）费、公务用车购置及运维费和公务接待费。")
        self.blocks.append(Heading("其他需要说明的事项", 1, ordinal + 1, "other_matters"))
        self.say("other_matters", f"{self.we}无其他需要说明的事项。")


class _Budget(_Explained):
    def compose(self) -> Disclosure:
        self.tables()
        self.duties()
        self.overview()
        self.agency_operating(3)
        self.three_public(4, "预算安排")
        self.targets(5)
        self.procurement(6)
        self.assets(7)
        self.glossary(8)
        return self.disclosure

    def numbered_head(self, paths: list[tuple[str, ...]], labelled: int) -> list[list[Slot]]:
        head = heads(paths)
        return [*head, numbered(len(paths), labelled=labelled)] if self.numbers else head

    def tables(self) -> None:
        account, ink = self.account, self.table_ink
        self.blocks.append(Heading("第一部分  部门预算公开表", 1))
        classes = {code: name for code, name in function_classes().items() if any(x.code[:3] == code for x in account.lines)}
        every = classes if self.dossier.style().random() < 0.4 else function_classes()
        total = Column(("预算数",), "expenditure_total", lambda line: line.total)
        own = account.own_revenue
        left = [
            [Slot(label), ink.cell(measure, cents, fund=fund)]
            for label, measure, cents, fund in [
                ("一、一般公共预算拨款收入", "revenue_general_public_budget", account.received("general_public"), "general_public"),
                ("二、政府性基金预算拨款收入", "revenue_government_fund", account.received("government_fund"), "government_fund"),
                ("三、国有资本经营预算拨款收入", "revenue_state_capital", account.received("state_capital"), "state_capital"),
                ("四、财政专户管理资金收入", "revenue_special_account", 0, "special_account"),
                ("五、单位资金", "revenue_unit_funds", account.received("unit_funds"), "unit_funds"),
                ("1.事业收入", "revenue_undertaking", own["revenue_undertaking"], "all"),
                ("2.其他收入", "revenue_other", own["revenue_other"], "all"),
            ]
        ]  # fmt: skip
        rows = two_sides(left, class_rows(account.lines, [total], ink, every))
        grand = account.spent("total")
        rows += two_sides(
            [
                [Slot("本年收入合计"), ink.cell("revenue_total", account.received())],
                [Slot("上年结转结余"), ink.cell("revenue_carryover", account.opening())],
                [Slot("收入总计"), ink.cell("revenue_grand_total", account.received() + account.opening())],
            ],
            [
                [Slot("本年支出合计"), ink.cell("expenditure_total", grand)],
                [Slot("年终结转结余"), ink.cell("expenditure_carryforward", account.closing())],
                [Slot("支出总计"), ink.cell("expenditure_grand_total", grand + account.closing())],
            ],
        )
        paths = [("收入", "项目"), ("收入", "预算数"), ("支出", "项目"), ("支出", "预算数")]
        self.sheet("revenue_and_expenditure", "部门预算收支总表", self.numbered_head(paths, 1), rows, [4, 2, 4, 2])
        self.revenue()
        natures = [
            Column(("合计",), "expenditure_total", lambda line: line.total),
            Column(("基本支出",), "expenditure_basic", lambda line: line.basic),
            Column(("项目支出",), "expenditure_project", lambda line: line.project),
        ]
        self.by_function("expenditure", "部门预算支出总表", account.lines, natures, "all")
        self.fiscal(every)
        general = account.lines_of("general_public")
        self.by_function("general_public_expenditure", "部门预算一般公共预算财政拨款支出表", general, natures, "general_public")
        paths = [*code_heads("one"), ("合计",), ("人员经费",), ("公用经费",)]
        rows = economic_rows(account.economic, Ink(ink.unit, ink.fiscal_year, ink.phase, "general_public", ink.commas, ink.nothing))
        self.sheet(
            "general_public_basic_expenditure", "部门预算一般公共预算财政拨款基本支出表",
            self.numbered_head(paths, 2), rows, [2, 5, 2, 2, 2],
        )  # fmt: skip
        for form, title, fund in (
            ("government_fund_expenditure", "部门预算政府性基金预算财政拨款支出表", "government_fund"),
            ("state_capital_expenditure", "部门预算国有资本经营预算财政拨款支出表", "state_capital"),
        ):
            self.by_function(form, title, account.lines_of(fund), natures, fund)
        meaning = {"fund": _FISCAL, "funds": ("general_public",)}
        cells = [
            ink.cell(measure, getattr(account, field), **meaning)
            for measure, field in (
                ("three_public_total", "three_public"),
                ("three_public_abroad", "abroad"),
                ("three_public_vehicle", "vehicle"),
                ("three_public_vehicle_purchase", "purchase"),
                ("three_public_vehicle_running", "running"),
                ("three_public_reception", "reception"),
            )
        ]
        labels = ["合计", "1.因公出国（境）费", "2.公务用车购置及运维费", "其中：公务用车购置费", "公务用车运维费", "3.公务接待费"]
        rows = [[Slot(label), cell] for label, cell in zip(labels, cells, strict=True)]
        self.sheet("three_public", "部门预算财政拨款“三公”经费支出表", [[Slot("项目", align="center"), Slot("预算数", align="center")]], rows, [5, 3])  # fmt: skip

    def by_function(self, form: str, title: str, lines: object, natures: list[Column], fund: str) -> None:
        ink = Ink("万元", self.year, self.phase, fund, self.table_ink.commas, self.nothing)
        listed: list[Line] = list(lines)  # type: ignore[call-overload]
        rows = function_rows(listed, natures, ink) if listed else []
        paths = [*code_heads("one"), *(column.path for column in natures)]
        sheet = self.sheet(form, title, self.numbered_head(paths, 2), rows, [2, 5, 2, 2, 2])
        if not listed:
            sheet.rows = [[Slot("合计", None, 1, 2, "center"), Slot(""), Slot(""), Slot("")]]
            sheet.note = "注：本部门无此项预算，本表为空表。"

    def revenue(self) -> None:
        account = self.account

        def received(line: Line) -> int:
            return line.total - (account.opening(line.fund) if line is biggest[line.fund] else 0)

        biggest = {fund: max((x for x in account.lines if x.fund == fund), key=lambda x: x.total) for fund in account.revenue}
        columns = [
            Column(("合计",), "revenue_grand_total", lambda line: line.total),
            Column(("上年结转结余",), "revenue_carryover", lambda line: line.total - received(line)),
            Column(("本年收入", "小计"), "revenue_total", received),
        ]
        for fund, measure, name in (
            ("general_public", "revenue_general_public_budget", "一般公共预算"),
            ("government_fund", "revenue_government_fund", "政府性基金预算"),
            ("state_capital", "revenue_state_capital", "国有资本经营预算"),
            ("special_account", "revenue_special_account", "财政专户管理资金"),
            ("unit_funds", "revenue_unit_funds", "单位资金"),
        ):
            columns.append(
                Column(("本年收入", name), measure, lambda line, fund=fund: received(line) if line.fund == fund else 0, fund)  # type: ignore[misc]
            )
        rows = function_rows(account.lines, columns, self.table_ink)
        paths = [*code_heads("one"), *(column.path for column in columns)]
        self.sheet("revenue", "部门预算收入总表", self.numbered_head(paths, 2), rows, [2, 4, 2, 2, 2, 2, 2, 2, 2, 2])

    def fiscal(self, every: dict[str, str]) -> None:
        account, ink = self.account, self.table_ink
        lines = [line for line in account.lines if line.fund in FISCAL_FUNDS]
        right = [Column(("合计",), "expenditure_total", lambda line: line.total, _FISCAL)]
        for fund, name in zip(FISCAL_FUNDS, ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"), strict=True):
            right.append(Column((name,), "expenditure_total", lambda line, fund=fund: line.total if line.fund == fund else 0, fund))  # type: ignore[misc]
        left = [
            [Slot(label), ink.cell(measure, cents, fund=fund)]
            for label, measure, cents, fund in [
                ("一、一般公共预算财政拨款", "revenue_general_public_budget", account.received("general_public"), "general_public"),
                ("二、政府性基金预算财政拨款", "revenue_government_fund", account.received("government_fund"), "government_fund"),
                ("三、国有资本经营预算财政拨款", "revenue_state_capital", account.received("state_capital"), "state_capital"),
            ]
        ]  # fmt: skip
        rows = two_sides(left, class_rows(lines, right, ink, every))
        spent = [ink.cell("expenditure_total", sum(map(column.amount, lines)), fund=column.fund) for column in right]
        funds = [_FISCAL, *FISCAL_FUNDS]
        left_over = [ink.cell("expenditure_carryforward", account.closing(*_of(fund)), fund=fund) for fund in funds]
        grand = [
            ink.cell("expenditure_grand_total", account.spent("total", *_of(fund)) + account.closing(*_of(fund)), fund=fund)
            for fund in funds
        ]
        revenue, opening = account.received(*FISCAL_FUNDS), account.opening(*FISCAL_FUNDS)
        rows += two_sides(
            [
                [Slot("本年收入合计"), ink.cell("revenue_total", revenue, fund=_FISCAL)],
                [Slot("上年结转结余"), ink.cell("revenue_carryover", opening, fund=_FISCAL)],
                [Slot("收入总计"), ink.cell("revenue_grand_total", revenue + opening, fund=_FISCAL)],
            ],
            [
                [Slot("本年支出合计"), *spent],
                [Slot("年终结转结余"), *left_over],
                [Slot("支出总计"), *grand],
            ],
        )
        paths = [("收入", "项目"), ("收入", "预算数"), ("支出", "项目"), *(("支出", *column.path) for column in right)]
        self.sheet("fiscal_appropriation", "部门预算财政拨款收支总表", self.numbered_head(paths, 1), rows, [4, 2, 4, 2, 2, 2, 2])

    def overview(self) -> None:
        now, before, ink = self.account, self.dossier.before, self.ink
        self.blocks.append(Heading("部门预算安排的总体情况", 1, 2, "budget_overview"))
        self.blocks.append(Heading("收入说明", 3, 1, "budget_overview"))
        self.say(
            "budget_overview",
            f"反映本部门当年全部收入。{self.year}年预算收入",
            amount(ink, "revenue_grand_total", now.received() + now.opening(), measures=("revenue_total",)),
            "，其中：一般公共预算收入",
            amount(ink, "revenue_general_public_budget", now.received("general_public"), fund="general_public"),
            "，基金预算收入",
            amount(ink, "revenue_government_fund", now.received("government_fund"), fund="government_fund"),
            "，国有资本经营预算收入",
            amount(ink, "revenue_state_capital", now.received("state_capital"), fund="state_capital"),
            "，财政专户核拨收入",
            amount(ink, "revenue_special_account", 0, fund="special_account"),
            "，其他来源收入",
            amount(ink, "revenue_unit_funds", now.received("unit_funds"), fund="unit_funds", measures=("revenue_other",), funds=("all",)),
            "，上年结转",
            amount(ink, "revenue_carryover", now.opening()),
            "。",
        )
        self.blocks.append(Heading("支出说明", 3, 2, "budget_overview"))
        names = "、".join(f"{project.name}" for project in now.projects[:2])
        self.say(
            "budget_overview",
            f"收支预算总表支出栏反映本部门年度预算的总体安排。{self.year}年支出预算",
            amount(ink, "expenditure_total", now.spent("total"), measures=("expenditure_grand_total",)),
            "，其中基本支出",
            amount(ink, "expenditure_basic", now.spent("basic")),
            "，包括人员类项目经费",
            amount(ink, "expenditure_personnel", now.spent("personnel")),
            "和运转类公用项目经费",
            amount(ink, "expenditure_public", now.spent("public")),
            "；运转类其他及特定目标类项目支出",
            amount(ink, "expenditure_project", now.spent("project")),
            f"，主要为{names}等。",
        )
        self.blocks.append(Heading("比上年增减情况", 3, 3, "budget_overview"))
        then = ChangeWords(f"较{self.year - 1}年预算", level_before=f"与{self.year - 1}年预算")
        both = {"measures": ("revenue_grand_total", "expenditure_total", "revenue_total")}
        grand, grand_before = now.spent("total"), before.spent("total")
        moved = [
            change(ink, ChangeWords("", level_before=""), f"expenditure_{part}", now.spent(part), before.spent(part), self.base)  # type: ignore[arg-type]
            for part in ("basic", "project")
        ]
        self.say(
            "budget_overview",
            f"{self.year}年预算收支安排",
            amount(ink, "expenditure_grand_total", grand, **both),
            "，",
            change(ink, then, "expenditure_grand_total", grand, grand_before, self.base, **both),
            "，其中：基本支出",
            moved[0],
            "，主要是人员类项目支出变动；项目支出",
            moved[1],
            "，主要是运转类项目支出变动。",
        )


class _Final(_Explained):
    def compose(self) -> Disclosure:
        self.blocks.append(Heading("第一部分  部门概况", 1))
        self.duties()
        self.blocks.append(Heading("第二部分  决算公开表", 1))
        self.blocks += final_sheets(self.dossier, self.body.printed_name, self.table_ink)
        self.blocks.append(Heading("第三部分  决算情况说明", 1))
        self.overview()
        self.agency_operating(4)
        self.three_public(5, "支出决算")
        self.assets(6)
        self.glossary(7)
        return self.disclosure

    def overview(self) -> None:
        now, before, ink = self.account, self.dossier.before, self.ink
        then = ChangeWords(f"与{self.year - 1}年度决算相比，", level_before=f"与{self.year - 1}年度决算")
        total, total_before = now.received() + now.opening(), before.received() + before.opening()
        both = {"measures": ("expenditure_grand_total",)}
        self.blocks.append(Heading("收入支出决算总体情况", 1, 1, "budget_overview"))
        self.say(
            "budget_overview",
            f"{self.we}{self.year}年度收、支总计（含结转和结余）",
            amount(ink, "revenue_grand_total", total, **both),
            "。",
            change(ink, then, "revenue_grand_total", total, total_before, self.base, **both),
            "，主要原因是项目安排发生变化。",
        )
        self.blocks.append(Heading("支出决算情况", 1, 2, "budget_overview"))
        self.say(
            "budget_overview",
            f"{self.year}年度本年支出合计",
            amount(ink, "expenditure_total", now.spent("total")),
            "，其中：基本支出",
            amount(ink, "expenditure_basic", now.spent("basic")),
            "；项目支出",
            amount(ink, "expenditure_project", now.spent("project")),
            "。",
        )


def _of(fund: str) -> tuple[str, ...]:
    return FISCAL_FUNDS if fund == _FISCAL else (fund,)
