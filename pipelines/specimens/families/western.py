"""A western template: 预算NN表 over every table, in some offices names indented without codes, changes listed."""

from __future__ import annotations

from dataclasses import replace

from pipelines.specimens.content import Disclosure
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.budget_tables import BudgetShape, BudgetTables
from pipelines.specimens.families.final_tables import FinalShape, final_sheets
from pipelines.specimens.families.template import Template
from pipelines.specimens.wording import ChangeWords

NAME = "western"

_SHAPE = BudgetShape(
    titles={
        "revenue_and_expenditure": "部门财务收支预算总表",
        "revenue": "部门收入预算表",
        "expenditure": "部门支出预算表",
        "fiscal_appropriation": "财政拨款收支预算总表",
        "general_public_expenditure": "一般公共预算支出预算表（按功能科目分类）",
        "three_public": "一般公共预算“三公”经费支出预算表",
        "general_public_basic_expenditure": "一般公共预算基本支出预算表",
        "projects": "部门项目支出预算表",
        "government_fund_expenditure": "政府性基金预算支出预算表",
        "state_capital_expenditure": "国有资本经营预算支出表",
    },
    above=("预算{no:02d}表", "单位名称：{name}", "单位：{unit}"),
    sources=(
        ("一、一般公共预算拨款收入", "general_public"),
        ("二、政府性基金预算拨款收入", "government_fund"),
        ("三、国有资本经营预算拨款收入", "state_capital"),
        ("四、财政专户管理资金收入", "special_account"),
        ("五、单位资金", "unit_funds"),
        ("（一）事业收入", "revenue_undertaking"),
        ("（二）事业单位经营收入", "revenue_business"),
        ("（三）上级补助收入", "revenue_superior_subsidy"),
        ("（四）附属单位上缴收入", "revenue_subordinate_remittance"),
        ("（五）其他收入", "revenue_other"),
    ),
    fund_lines=("（一）一般公共预算拨款", "（二）政府性基金预算拨款", "（三）国有资本经营预算拨款"),
    unit="元",
    three_public_unit="元",
    numbers=True,
    place="last",
    total="合  计",
    natures="split",
    opening="上年结转结余",
    closing="年终结转结余",
    year_revenue="本年收入合计",
    year_expenditure="本年支出合计",
    all_sources="收入总计",
    all_uses="支出总计",
    split=True,
    three_public="row",
    three_public_columns=(
        ("total", ("“三公”经费合计",)),
        ("abroad", ("因公出国（境）费",)),
        ("vehicle", ("公务用车购置及运行费", "小计")),
        ("purchase", ("公务用车购置及运行费", "公务用车购置费")),
        ("running", ("公务用车购置及运行费", "公务用车运行费")),
        ("reception", ("公务接待费",)),
    ),
    empty_note="说明：本单位无此项预算，此表为空表。",
)


class _Western(Template):
    family = NAME
    words = ChangeWords(level="与上年", same="持平", than="较上年")

    def title(self) -> str:
        if self.is_budget:
            return f"{self.body.printed_name}{self.year}年{self.level}预算公开说明"
        return f"{self.body.printed_name}{self.year}年度{self.level}决算"

    def basics(self) -> None:
        self.head(f"第一部分  {self.level}基本情况")
        self.head("基本职能及主要工作", 1, 1, "duties")
        self.head("主要职责", 2, 1, "duties")
        for number, duty in enumerate(self.body.kind.duties, 1):
            self.say("duties", f"{number}.{duty}。")
        self.head("部门预算单位构成", 1, 2, "institutions")
        self.institutions("部门预算单位构成", ("单位名称", "单位性质", "单位级别", "经费来源"))


class _Budget(_Western):
    def compose(self) -> Disclosure:
        self.basics()
        self.head(f"第二部分  {self.year}年{self.level}预算说明")
        self.head("预算收支情况", 1, 1, "budget_overview")
        self.say(
            "budget_overview",
            "（一）收入情况。{year}年{we}收入总预算{sources}，{sources|change}。其中：一般公共预算拨款收入{general_revenue}，"
            "政府性基金预算拨款收入{fund_revenue}，国有资本经营预算拨款收入{capital_revenue}，财政专户管理资金收入{special_revenue}，"
            "单位资金收入{unit_revenue}，上年结转结余{carryover}。",
            "（二）支出情况。{year}年{we}支出总预算{uses}，{uses|change}。其中：基本支出{basic}，占总支出的{basic|share}；"
            "项目支出{project}，占总支出的{project|share}。基本支出中，人员经费{personnel}，公用经费{public}。",
        )
        self.head("财政拨款收支情况", 1, 2, "fiscal_appropriation")
        self.say("fiscal_appropriation", "{year}年{we}财政拨款收支总预算{fiscal_both}，{fiscal_both|change}。")
        self.head("一般公共预算当年拨款情况", 1, 3, "general_public_expenditure")
        self.say(
            "general_public_expenditure",
            "{year}年{we}一般公共预算支出{general_expenditure}，{general_expenditure|change}，其中：基本支出{general_basic}，"
            "{general_basic|change}；项目支出{general_project}，{general_project|change}。",
        )
        self.head("“三公”经费财政拨款预算安排情况", 1, 4, "three_public")
        self.say(
            "three_public",
            "{year}年{we}“三公”经费财政拨款预算合计{three_public}，{three_public|change}{three_public|rate}，具体变动情况如下：",
            "因公出国（境）费{abroad}，{abroad|change}。公务接待费{reception}，{reception|change}{reception|rate}。"
            "公务用车购置及运行维护费{vehicle}，{vehicle|change}，其中：公务用车购置费{purchase}，{purchase|change}；"
            "公务用车运行维护费{running}，{running|change}。",
        )
        self.head("其他重要事项的情况说明", 1, 5, "other_matters")
        self.head("机关运行经费", 2, 1, "agency_operating")
        self.say(
            "agency_operating", "{year}年，{name}的机关运行经费财政拨款预算为{agency}，{agency|change}{agency|rate}。"
        )
        self.head("政府采购情况", 2, 2, "procurement")
        self.say(
            "procurement",
            "{year}年，{we}安排政府采购预算{procurement}，其中：货物预算{goods}、工程预算{works}、服务预算{services}。",
        )
        self.head("国有资产占有使用情况", 2, 3, "assets")
        self.say("assets", "截至{last}年12月31日，{we}固定资产总额{fixed_assets}。")
        self.head("绩效目标设置情况", 2, 4, "performance")
        self.say("performance", "{year}年{we}实行绩效目标管理的项目{target_projects}，涉及预算{target_money}。")
        self.head(f"第三部分  {self.year}年{self.level}预算表")
        shape = _SHAPE
        if self.variant < 0.35:
            shape = replace(_SHAPE, codes="none", economic_codes="none", code_names=("科目编码", "科目名称"))
        elif self.variant < 0.6:
            shape = replace(_SHAPE, unit="万元", three_public_unit="万元")
        ink = replace(self.table_ink, commas=True)
        self.blocks += BudgetTables(self.dossier, shape, ink, self.disclosure).sheets()
        columns = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "绩效标准")
        for project in self.account.projects[:2]:
            self.targets(project, "项目支出绩效目标表", columns, "年度目标", [f"项目名称：{project.name}", "单位：元"])
        return self.disclosure


class _Final(_Western):
    def compose(self) -> Disclosure:
        self.basics()
        self.head(f"第二部分  {self.year}年度{self.level}决算情况说明")
        self.head("收入决算情况", 1, 1, "budget_overview")
        self.say(
            "budget_overview",
            "{name}{year}年度收入合计{revenue}，{revenue|change}{revenue|rate}。其中：财政拨款收入{fiscal_revenue}，占总收入的"
            "{fiscal_revenue|share/revenue}；事业收入{undertaking}，占总收入的{undertaking|share/revenue}；其他收入{other_revenue}，"
            "占总收入的{other_revenue|share/revenue}。",
        )
        self.head("支出决算情况", 1, 2, "budget_overview")
        self.say(
            "budget_overview",
            "{name}{year}年度支出合计{expenditure}，{expenditure|change}{expenditure|rate}。其中：基本支出{basic}，占总支出的{basic|share}；"
            "项目支出{project}，占总支出的{project|share}。",
        )
        self.head("一般公共预算财政拨款支出决算情况", 1, 3, "general_public_expenditure")
        self.say(
            "general_public_expenditure",
            "{name}{year}年度一般公共预算财政拨款支出{general_expenditure}，{general_expenditure|change}{general_expenditure|rate}。",
        )
        self.head("财政拨款“三公”经费支出决算情况", 1, 4, "three_public")
        self.say(
            "three_public",
            "{name}{year}年度财政拨款“三公”经费支出年初预算为{three_public|planned}，决算为{three_public}{three_public|done}。其中："
            "因公出国（境）费支出决算为{abroad}；公务用车购置费支出决算为{purchase}；公务用车运行维护费支出决算为{running}；"
            "公务接待费支出决算为{reception}。",
            "“三公”经费支出决算数{three_public|change}{three_public|rate}。",
            "安排因公出国（境）团组{groups}，累计{travellers}；购置公务用车{bought}，开支财政拨款的公务用车保有量{kept}；"
            "安排国内公务接待{batches}，接待{guests}。",
        )
        self.head("其他重要事项情况说明", 1, 5, "other_matters")
        self.head("机关运行经费支出情况", 2, 1, "agency_operating")
        self.say("agency_operating", "{name}{year}年度机关运行经费支出{agency}，{agency|change}{agency|rate}。")
        self.head("国有资产占用情况", 2, 2, "assets")
        self.say("assets", "截至{year}年12月31日，{name}固定资产总额{fixed_assets}。")
        above = [f"部门：{self.body.printed_name}", f"截止日期：{self.year}年12月31日", "单位：万元"]
        self.assets("国有资产使用情况表", ("项目", "数量", "金额"), 50, above)
        self.head("政府采购支出情况", 2, 3, "procurement")
        self.say(
            "procurement",
            "{year}年度，部门政府采购支出总额{procurement}，其中：政府采购货物支出{goods}；政府采购工程支出{works}；政府采购服务支出{services}。",
        )
        self.head(f"第三部分  {self.year}年度{self.level}决算表")
        shape = FinalShape(number_tables=True, numbers=True, codes="one" if self.variant < 0.7 else "three")
        self.blocks += final_sheets(self.dossier, self.body.printed_name, replace(self.table_ink, commas=True), shape)
        return self.disclosure


def compose(dossier: Dossier) -> Disclosure:
    """The disclosure of a budget or a final account."""
    return _Budget(dossier).compose() if dossier.report_type == "budget" else _Final(dossier).compose()
