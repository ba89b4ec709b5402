"""A southern template, scored apart: years and changes abreast, last parts of codes, both economic classifications."""

from __future__ import annotations

from dataclasses import replace

from pipelines.specimens.content import Disclosure
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.abreast_budget import AbreastBudget
from pipelines.specimens.families.abreast_final import AbreastFinal
from pipelines.specimens.layouts import CodeStyle
from pipelines.specimens.wording import ChangeWords

NAME = "southern"


class _Southern(AbreastBudget, AbreastFinal):
    family = NAME
    words = ChangeWords(
        than="比上年", same="持平", level="与上年", rate_up="增幅", rate_down="降幅", counted_in_words=True
    )

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self.codes: CodeStyle = "last" if self.variant < 0.5 else "three_sparse"
        self.above = ("单位名称：{name}", "单位：{unit}") if self.variant < 0.7 else ("单位：{unit}",)
        self.speaker.ink = self.ink = replace(self.ink, commas=self.variant < 0.3, whole=self.variant > 0.8)

    def title(self) -> str:
        return f"{self.year}年{self.body.printed_name}{self.level}{'预算' if self.is_budget else '决算'}"

    def compose(self) -> Disclosure:
        self.head("目录")
        self.head(f"第一部分　{self.body.printed_name}概况")
        self.head("主要职责", 1, 1, "duties")
        self.say("duties", f"{self.body.name}的主要职责是：{'；'.join(self.body.kind.duties)}。")
        self.head("机构设置", 1, 2, "institutions")
        self.institutions("所属单位情况", ("单位名称", "单位性质", "单位规格", "经费保障形式"))
        if self.is_budget:
            self.head(f"第二部分　{self.year}年部门预算表")
            self.budget_tables()
            self.head(f"第三部分　{self.year}年部门预算情况说明")
            self.budget_prose()
        else:
            self.head(f"第二部分　{self.year}年度部门决算表")
            self.final_tables()
            self.head(f"第三部分　{self.year}年度部门决算情况说明")
            self.final_prose()
        return self.disclosure

    def budget_tables(self) -> None:
        self.both_sides("{year}年部门收支预算总体情况", ("amount",) if self.variant < 0.6 else ("amount", "percent"))
        self.revenue("{year}年部门收入预算总体情况")
        self.expenditure("{year}年部门支出预算总体情况")
        self.by_class("expenditure", "支出预算分类汇总表（按政府预算经济分类）", True)
        self.by_class("expenditure", "支出预算分类汇总表（按部门预算经济分类）", False)
        self.fiscal("财政拨款收支预算总体情况")
        self.general("一般公共预算支出情况表（按功能分类科目）")
        self.basic("一般公共预算基本支出情况表（按支出经济分类科目）")
        self.three_public("一般公共预算安排的行政经费及“三公”经费、会议费、培训费支出情况表")
        self.from_fund("government_fund_expenditure", "政府性基金预算支出情况表", "government_fund")
        self.from_fund("state_capital_expenditure", "国有资本经营预算支出情况表", "state_capital")
        self.projects("部门预算项目支出情况表")
        self.purchased_services("政府购买服务预算情况表")
        self.new_assets("新增资产配置预算情况表")
        self.transfers("对下转移支付预算情况表")

    def final_tables(self) -> None:
        self.final_sides("收入支出决算总表")
        self.revenue_final("收入决算表")
        self.expenditure_final("支出决算表")
        self.fiscal_final("财政拨款收入支出决算总表")
        self.rolled("general_public_expenditure", "一般公共预算财政拨款收入支出决算表", "general_public")
        self.basic_final("一般公共预算财政拨款基本支出决算明细表")
        self.rolled("government_fund_expenditure", "政府性基金预算财政拨款收入支出决算表", "government_fund")
        self.rolled("state_capital_expenditure", "国有资本经营预算财政拨款收入支出决算表", "state_capital")
        self.three_public_final("“三公”经费、会议费、培训费支出决算表", True)
        if self.account.projects:
            self.self_evaluation("项目支出绩效自评表")

    def budget_prose(self) -> None:
        self.head("部门预算收支增减变化情况", 1, 1, "budget_overview")
        self.say(
            "budget_overview",
            "{year}年{we}收入预算{sources}，比{last}年预算数{sources|before}{sources|moved}{sources|rate}，主要原因是人员调资及项目结构"
            "调整；支出预算{uses}，比{last}年预算数{uses|before}{uses|moved}{uses|rate}，变动原因同上。",
            "收入预算中，一般公共预算拨款、政府性基金预算拨款、国有资本经营预算拨款分别为{general_revenue|bare}、{fund_revenue|bare}、"
            "{capital_revenue}；上年结转{carryover}。",
            "支出预算按用途分：基本支出{basic}，占{basic|share}，其中人员经费{personnel}，日常公用经费{public}；项目支出{project}，"
            "占{project|share}。",
        )
        self.head("“三公”经费安排情况说明", 1, 2, "three_public")
        self.say(
            "three_public",
            "{year}年{we}“三公”经费预算安排{three_public}，{three_public|change}{three_public|rate}。其中：因公出国（境）费{abroad}，"
            "{abroad|change}；公务用车购置及运行维护费{vehicle}，{vehicle|change}（公务用车购置费、公务用车运行维护费分别为{purchase|bare}、"
            "{running}）；公务接待费{reception}，{reception|change}。",
        )
        self.head("机关运行经费安排情况说明", 1, 3, "agency_operating")
        self.say(
            "agency_operating",
            "{year}年，{we}机关运行经费安排{agency}，{agency|change}{agency|rate}，主要用于办公费、水电费、差旅费等支出。",
        )
        self.head("政府采购情况说明", 1, 4, "procurement")
        self.say(
            "procurement",
            "{year}年{we}政府采购预算安排{procurement}，其中：货物类、工程类、服务类采购预算分别为{goods|bare}、{works|bare}、{services}。",
        )
        self.head("国有资产占有使用情况说明", 1, 5, "assets")
        self.say("assets", "截至{last}年12月31日，{we}固定资产总额{fixed_assets}，公务用车保有量{kept}。")

    def final_prose(self) -> None:
        self.head("收入支出决算总体情况说明", 1, 1, "budget_overview")
        self.say(
            "budget_overview",
            "{we}{year}年度总收入{sources}，其中本年收入{revenue}，年初结转和结余{carryover}。与{last}年度相比，总收入{sources|change}"
            "{sources|rate}。",
            "本年支出合计{expenditure}，其中：基本支出{basic}，占{basic|share}（其中：人员经费{personnel}，公用经费{public}）；"
            "项目支出{project}，占{project|share}。",
        )
        self.head("一般公共预算财政拨款支出决算情况说明", 1, 2, "general_public_expenditure")
        self.say(
            "general_public_expenditure",
            "年初预算为{general_expenditure|planned}，支出决算为{general_expenditure}{general_expenditure|done}。其中：基本支出、项目支出"
            "分别为{general_basic|bare}、{general_project}。",
        )
        self.head("“三公”经费支出决算情况说明", 1, 3, "three_public")
        self.say(
            "three_public",
            "{year}年度“三公”经费年初预算{three_public|planned}，支出决算{three_public}{three_public|done}；决算数{three_public|change}"
            "{three_public|rate}。",
            "因公出国（境）费支出决算{abroad}，全年安排因公出国（境）团组{groups}，累计{travellers}。公务用车购置及运行维护费支出决算{vehicle}，"
            "其中购置费{purchase}，购置公务用车{bought}；运行维护费{running}，年末公务用车保有量{kept}。公务接待费支出决算{reception}，"
            "国内公务接待{batches}、{guests}。",
        )
        self.head("其他重要事项", 1, 4, "other_matters")
        self.say(
            "other_matters",
            "（一）机关运行经费支出{agency}，{agency|change}{agency|rate}。",
            "（二）政府采购支出总额{procurement}，其中：采购货物、工程、服务支出分别为{goods|bare}、{works|bare}、{services}。授予中小企业"
            "合同金额{small_firms}，其中授予小微企业合同金额{micro_firms}。",
        )


def compose(dossier: Dossier) -> Disclosure:
    """The disclosure of a budget or a final account."""
    return _Southern(dossier).compose()
