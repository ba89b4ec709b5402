"""A highland template, scored apart: 元 and 万元 in one file, names indented without codes, totals last."""

from __future__ import annotations

from dataclasses import replace

from pipelines.specimens.content import Disclosure
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.abreast_budget import AbreastBudget
from pipelines.specimens.families.abreast_final import AbreastFinal
from pipelines.specimens.layouts import CodeStyle
from pipelines.specimens.wording import ChangeWords

NAME = "highland"


class _Highland(AbreastBudget, AbreastFinal):
    family = NAME
    words = ChangeWords(
        up="增加", down="减少", than="较上年同口径", level="与上年", same="持平", rate_up="上升", rate_down="下降"
    )
    place = "last"
    total = "总计"

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self.codes: CodeStyle = "none" if self.variant < 0.5 else "one"
        self.numbers_columns = self.variant > 0.7
        self.unit = "元" if self.is_budget else "万元"
        self.cells = replace(self.cells, unit=self.unit, commas=True, whole=self.variant < 0.2)
        self.above = ("公开{no:02d}表", "填报单位：{name}　　　　金额单位：{unit}")

    def title(self) -> str:
        kind = "预算及“三公”经费预算公开说明" if self.is_budget else "决算公开"
        return f"{self.body.printed_name}{self.year}年度{self.level}{kind}"

    def compose(self) -> Disclosure:
        self.head("单位基本情况", 1, 1, "duties")
        self.say(
            "duties",
            f"{self.body.name}主要承担：{'，'.join(self.body.kind.duties)}。",
            "目前，{we}核定编制{posts}，实有在职{staff}，退休{retired}。",
        )
        if self.is_budget:
            self.head("预算收支安排情况", 1, 2, "budget_overview")
            self.budget_prose()
            self.head("附件：部门预算公开表")
            self.budget_tables()
        else:
            self.head("决算收支情况", 1, 2, "budget_overview")
            self.final_prose()
            self.head("附件：部门决算公开表")
            self.final_tables()
        return self.disclosure

    def budget_tables(self) -> None:
        self.both_sides("部门收支总表", ())
        self.revenue("部门收入总表")
        self.expenditure("部门支出总表")
        self.fiscal("财政拨款收支总表")
        self.general("一般公共预算支出表")
        self.by_class("general_public_expenditure", "部门支出分类汇总表（按政府经济科目）", True)
        self.basic("一般公共预算基本支出表")
        self.from_fund("government_fund_expenditure", "政府性基金预算支出表", "government_fund")
        self.three_public("财政拨款“三公”经费、会议费和培训费预算表", "万元")
        self.projects("项目支出预算总表")
        self.new_assets("新增资产配置表")
        self.purchased_services("部门政府购买服务支出预算表")
        self.transfers("市对下转移支付预算表")
        self.performance("项目支出绩效目标表")

    def final_tables(self) -> None:
        self.final_sides("收入支出决算总表")
        self.revenue_final("收入决算表")
        self.expenditure_final("支出决算表")
        self.fiscal_final("财政拨款收入支出决算总表")
        self.general("一般公共预算财政拨款支出决算表")
        self.basic_final("一般公共预算财政拨款基本支出决算表")
        self.three_public_final("财政拨款“三公”经费支出决算表", False)
        self.rolled("government_fund_expenditure", "政府性基金预算财政拨款收入支出决算表", "government_fund")
        self.assets(
            "国有资产使用情况表",
            ("资产类别", "数量", "账面原值"),
            100,
            [f"截止日期：{self.year}年12月31日", "单位：万元"],
        )

    def budget_prose(self) -> None:
        self.head("收支总体情况", 2, 1, "budget_overview")
        self.say(
            "budget_overview",
            "{year}年收支预算总额均为{both}。收入构成为：一般公共预算拨款收入{general_revenue}，占收入总额的{general_revenue|share/sources}；"
            "政府性基金预算拨款收入{fund_revenue}；单位资金收入{unit_revenue}；上年结转{carryover}。",
            "支出构成为：人员经费{personnel}、公用经费{public}，两项构成基本支出{basic}，占本年支出的{basic|share}；项目支出{project}，"
            "占本年支出的{project|share}。与{last}年预算相比，基本支出{basic|change}{basic|rate}，项目支出{project|change}{project|rate}。",
        )
        self.head("一般公共预算支出情况", 2, 2, "general_public_expenditure")
        self.say(
            "general_public_expenditure",
            "一般公共预算当年拨款支出{general_expenditure}，上年为{general_expenditure|before}，{general_expenditure|change}"
            "{general_expenditure|rate}。",
        )
        self.head("“三公”经费预算情况", 2, 3, "three_public")
        self.say(
            "three_public",
            "{year}年“三公”经费财政拨款预算总额{three_public}，{three_public|change}。",
            "1.因公出国（境）经费{abroad}，{abroad|change}。",
            "2.公务接待费{reception}，上年预算{reception|before}，{reception|change}{reception|rate}。",
            "3.公务用车购置及运行维护费{vehicle}，{vehicle|change}。其中：运行维护费{running}，购置费{purchase}。",
        )
        self.head("其他事项", 2, 4, "other_matters")
        self.say(
            "other_matters",
            "机关运行经费预算{agency}，上年为{agency|before}，{agency|change}{agency|rate}。",
            "政府采购预算{procurement}（货物{goods}、工程{works}、服务{services}）。",
        )

    def final_prose(self) -> None:
        self.head("总体情况", 2, 1, "budget_overview")
        self.say(
            "budget_overview",
            "{year}年度收入总计、支出总计均为{both}，较{last}年的{both|before}{both|moved}{both|rate}。",
            "本年收入{revenue}，上年为{revenue|before}。本年支出{expenditure}，上年为{expenditure|before}，{expenditure|change}"
            "{expenditure|rate}。其中，基本支出{basic}，占{basic|share}，含人员经费{personnel}和日常公用经费{public}；项目支出{project}，"
            "占{project|share}。年末结转和结余{carryforward}。",
        )
        self.head("财政拨款支出情况", 2, 2, "fiscal_appropriation")
        self.say(
            "fiscal_appropriation",
            "一般公共预算财政拨款支出{general_expenditure}，上年为{general_expenditure|before}，{general_expenditure|change}"
            "{general_expenditure|rate}。与年初预算{general_expenditure|planned}相比{general_expenditure|done}。",
            "政府性基金预算财政拨款支出{fund_expenditure}。",
        )
        self.head("“三公”经费情况", 2, 3, "three_public")
        self.say(
            "three_public",
            "财政拨款“三公”经费支出{three_public}，年初预算{three_public|planned}。其中：公务接待费{reception}，接待{batches}{guests}；"
            "公务用车运行维护费{running}，公务用车保有{kept}；公务用车购置费{purchase}，购置{bought}；因公出国（境）费{abroad}，"
            "出国（境）{groups}团组{travellers}。",
        )
        self.head("其他事项", 2, 4, "other_matters")
        self.say(
            "other_matters",
            "1.机关运行经费。支出{agency}，上年为{agency|before}，{agency|change}{agency|rate}。",
            "2.政府采购。支出总额{procurement}，货物、工程、服务支出依次为{goods|bare}、{works|bare}、{services}。",
        )


def compose(dossier: Dossier) -> Disclosure:
    """The disclosure of a budget or a final account."""
    return _Highland(dossier).compose()
