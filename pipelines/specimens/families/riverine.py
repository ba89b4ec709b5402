"""A template of the river provinces: 公开NN表 over every table, codes in one column, 万元, changes with their rates."""

from __future__ import annotations

from dataclasses import replace

from pipelines.specimens.classification import function_name
from pipelines.specimens.content import Disclosure, Prose
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.budget_tables import BudgetShape, BudgetTables
from pipelines.specimens.families.final_tables import FinalShape, final_sheets
from pipelines.specimens.families.template import Template
from pipelines.specimens.wording import ChangeWords

NAME = "riverine"

_SHAPE = BudgetShape(
    titles={
        "revenue_and_expenditure": "收支预算总表",
        "revenue": "收入预算总表",
        "expenditure": "支出预算总表",
        "fiscal_appropriation": "财政拨款收支预算总表",
        "general_public_expenditure": "一般公共预算支出预算表",
        "general_public_basic_expenditure": "一般公共预算基本支出预算表",
        "three_public": "一般公共预算“三公”经费支出预算表",
        "government_fund_expenditure": "政府性基金预算支出预算表",
        "state_capital_expenditure": "国有资本经营预算支出预算表",
        "special_account_expenditure": "财政专户管理资金预算支出表",
        "projects": "项目支出预算表",
        "agency_operating": "一般公共预算机关运行经费支出预算表",
    },
    above=("公开{no:02d}表", "部门：{name}", "单位：{unit}"),
    sources=(
        ("一、一般公共预算拨款收入", "general_public"),
        ("二、政府性基金预算拨款收入", "government_fund"),
        ("三、国有资本经营预算拨款收入", "state_capital"),
        ("四、财政专户管理资金收入", "special_account"),
        ("五、事业收入", "revenue_undertaking"),
        ("六、上级补助收入", "revenue_superior_subsidy"),
        ("七、附属单位上缴收入", "revenue_subordinate_remittance"),
        ("八、事业单位经营收入", "revenue_business"),
        ("九、其他收入", "revenue_other"),
    ),
    fund_lines=("（一）一般公共预算拨款", "（二）政府性基金预算拨款", "（三）国有资本经营预算拨款"),
    natures="split",
    opening="上年结转结余",
    closing="结转下年资金",
    year_revenue="当年收入小计",
    year_expenditure="当年支出小计",
    all_sources="收入合计",
    all_uses="支出合计",
    code_names=("科目编码", "科目名称"),
    three_public_columns=(
        ("total", ("“三公”经费合计",)),
        ("abroad", ("因公出国（境）费",)),
        ("vehicle", ("公务用车购置及运行维护费", "小计")),
        ("purchase", ("公务用车购置及运行维护费", "公务用车购置费")),
        ("running", ("公务用车购置及运行维护费", "公务用车运行维护费")),
        ("reception", ("公务接待费",)),
    ),
)


class _Riverine(Template):
    family = NAME
    words = ChangeWords(level="与上年预算数", same="持平", than="与上年相比")

    def title(self) -> str:
        return f"{self.year}年度{self.body.printed_name}{self.level}{'预算' if self.is_budget else '决算'}公开"

    def overview_of_body(self) -> None:
        self.head(f"第一部分  {self.level}概况")
        self.head("主要职能", 1, 1, "duties")
        for number, duty in enumerate(self.body.kind.duties, 1):
            self.say("duties", f"（{number}）{duty}。")
        self.head("机构设置及部门预算单位构成情况", 1, 2, "institutions")
        names = "、".join(unit.name for unit in self.body.units[1:])
        self.say("institutions", f"从预算单位构成看，本部门预算包括{{name}}本级{'以及' + names if names else ''}。")
        self.disclosure.institutions.extend(
            {"name": unit.name, "nature": None, "rank": None, "funding": None} for unit in self.body.units[1:]
        )
        self.head("人员情况", 1, 3, "staff")
        end = "{last}" if self.is_budget else "{year}"
        self.say("staff", f"截至{end}年末，{{we}}核定编制{{posts}}，在职实有人数{{staff}}，退休人员{{retired}}。")


class _Budget(_Riverine):
    def compose(self) -> Disclosure:
        self.overview_of_body()
        self.head(f"第二部分  {self.year}年度部门预算表")
        shape = _SHAPE if self.variant < 0.6 else replace(_SHAPE, natures="reserve", place="last")
        self.blocks += BudgetTables(self.dossier, shape, self.table_ink, self.disclosure).sheets()
        self.head(f"第三部分  {self.year}年度部门预算情况说明")
        self.head("收支预算总体情况说明", 1, 1, "budget_overview")
        self.say(
            "budget_overview",
            "{name}{year}年度收入、支出预算总计{both}，{both|change}{both|rate}。其中：",
            "（一）收入预算总计{sources}。包括：1.本年收入合计{revenue}。（1）一般公共预算拨款收入{general_revenue}，"
            "{general_revenue|change}{general_revenue|rate}。（2）政府性基金预算拨款收入{fund_revenue}，{fund_revenue|change}"
            "{fund_revenue|rate}。（3）国有资本经营预算拨款收入{capital_revenue}。（4）财政专户管理资金收入{special_revenue}。"
            "（5）事业收入{undertaking}。（6）其他收入{other_revenue}。2.上年结转结余为{carryover}。",
            "（二）支出预算总计{uses}。其中：基本支出{basic}，占{basic|share}；项目支出{project}，占{project|share}。",
        )
        self.head("财政拨款收支预算总体情况说明", 1, 2, "fiscal_appropriation")
        self.say(
            "fiscal_appropriation",
            "{year}年度财政拨款收、支总预算{fiscal_both}，{fiscal_both|change}{fiscal_both|rate}。",
        )
        self.head("一般公共预算支出预算情况说明", 1, 3, "general_public_expenditure")
        self.say(
            "general_public_expenditure",
            "{year}年一般公共预算财政拨款支出预算{general_expenditure}，{general_expenditure|change}{general_expenditure|rate}，"
            "其中：基本支出{general_basic}，项目支出{general_project}。",
        )
        for line in self.account.lines_of("general_public"):
            figure = self.ink.figure(
                "expenditure_total", line.total, fund="general_public", function_code=line.code,
                subject_name=function_name(line.code), funds=("fiscal", "all"),
            )  # fmt: skip
            words = f"{function_name(line.code[:5])}（款）{function_name(line.code)}（项）支出"
            self.blocks.append(Prose([words, figure, "万元。"], "general_public_expenditure"))
        self.head("一般公共预算基本支出预算情况说明", 1, 4, "basic_expenditure")
        self.say(
            "basic_expenditure",
            "{year}年度一般公共预算财政拨款基本支出预算{general_basic}，其中：（一）人员经费{general_personnel}。主要包括：基本工资、"
            "津贴补贴、奖金、社会保障缴费等。（二）公用经费{general_public}。主要包括：办公费、水费、电费、差旅费等。",
        )
        self.head("一般公共预算“三公”经费支出预算情况说明", 1, 5, "three_public")
        self.say(
            "three_public",
            "{year}年度一般公共预算拨款安排的“三公”经费支出预算{three_public}，{three_public|change}{three_public|rate}。其中：",
            "1．因公出国（境）费支出预算{abroad}，{abroad|change}。",
            "2．公务用车购置及运行维护费支出预算{vehicle}，{vehicle|change}。其中：（1）公务用车购置费预算{purchase}，{purchase|change}。"
            "（2）公务用车运行维护费预算{running}，{running|change}。",
            "3．公务接待费支出预算{reception}，{reception|change}。",
        )
        self.head("政府性基金预算支出情况说明", 1, 6, "government_fund")
        if self.account.spent("total", "government_fund"):
            self.say("government_fund", "{year}年政府性基金预算支出预算{fund_expenditure}，{fund_expenditure|change}。")
        else:
            self.say("government_fund", "{we}{year}年没有使用政府性基金预算拨款安排的支出。")
        self.head("机关运行经费支出预算情况说明", 1, 7, "agency_operating")
        self.say("agency_operating", "{year}年本部门机关运行经费预算支出{agency}，{agency|change}{agency|rate}。")
        self.head("政府采购支出预算情况说明", 1, 8, "procurement")
        self.say(
            "procurement",
            "{year}年度政府采购支出预算总额{procurement}，其中：拟采购货物支出{goods}、拟采购工程支出{works}、拟采购服务支出{services}。",
        )
        self.head("预算绩效目标设置情况说明", 1, 9, "performance")
        self.say(
            "performance", "{year}年度，{we}共有{target_projects}项目编报绩效目标，涉及财政性资金合计{target_money}。"
        )
        columns = ("一级指标", "二级指标", "三级指标", "指标符号", "指标值", "计量单位", "指标值来源")
        for project in self.account.projects[:3]:
            title = f"{project.name}项目支出绩效目标表"
            self.targets(project, title, columns, "年度绩效目标", [f"部门：{self.body.printed_name}"])
        return self.disclosure


class _Final(_Riverine):
    words = ChangeWords(level="与上年决算数", same="持平", than="与上年相比")

    def compose(self) -> Disclosure:
        self.overview_of_body()
        self.head(f"第二部分  {self.year}年度{self.level}决算表")
        shape = FinalShape(numbers=self.variant > 0.4, basic_title="一般公共预算财政拨款基本支出决算明细表")
        self.blocks += final_sheets(self.dossier, self.body.printed_name, self.table_ink, shape)
        self.head(f"第三部分  {self.year}年度{self.level}决算情况说明")
        self.head("收入支出决算总体情况说明", 1, 1, "budget_overview")
        self.say(
            "budget_overview", "{year}年度收、支总计{both}，{both|change}{both|rate}，主要是因为年度工作任务发生变化。"
        )
        self.head("收入决算情况说明", 1, 2, "budget_overview")
        self.say(
            "budget_overview",
            "{year}年度收入合计{revenue}，其中：财政拨款收入{fiscal_revenue}，占{fiscal_revenue|share/revenue}；"
            "事业收入{undertaking}，占{undertaking|share/revenue}；经营收入{business}，占{business|share/revenue}；"
            "其他收入{other_revenue}，占{other_revenue|share/revenue}。",
        )
        self.head("支出决算情况说明", 1, 3, "budget_overview")
        self.say(
            "budget_overview",
            "{year}年度支出合计{expenditure}，其中：基本支出{basic}，占{basic|share}；项目支出{project}，占{project|share}。",
        )
        self.head("一般公共预算财政拨款支出决算情况说明", 1, 4, "general_public_expenditure")
        self.say(
            "general_public_expenditure",
            "{year}年度一般公共预算财政拨款支出{general_expenditure}，{general_expenditure|change}{general_expenditure|rate}。"
            "年初预算数为{general_expenditure|planned}，支出决算数为{general_expenditure}{general_expenditure|done}。",
        )
        self.head("一般公共预算财政拨款基本支出决算情况说明", 1, 5, "basic_expenditure")
        self.say(
            "basic_expenditure",
            "{year}年度一般公共预算财政拨款基本支出{general_basic}，其中：人员经费{general_personnel}，公用经费{general_public}。",
        )
        self.head("财政拨款“三公”经费支出决算情况说明", 1, 6, "three_public")
        self.say(
            "three_public",
            "“三公”经费财政拨款支出预算为{three_public|planned}，支出决算为{three_public}{three_public|done}，其中：",
            "因公出国（境）费支出预算为{abroad|planned}，支出决算为{abroad}，{abroad|change}。",
            "公务接待费支出预算为{reception|planned}，支出决算为{reception}{reception|done}，{reception|change}。",
            "公务用车购置费支出预算为{purchase|planned}，支出决算为{purchase}，{purchase|change}。",
            "公务用车运行维护费支出预算为{running|planned}，支出决算为{running}{running|done}，{running|change}。",
            "全年安排因公出国（境）团组{groups}，累计{travellers}；国内公务接待{batches}，接待{guests}；购置公务用车{bought}，公务用车保有量为{kept}。",
        )
        self.head("机关运行经费支出情况说明", 1, 7, "agency_operating")
        self.say("agency_operating", "本部门{year}年度机关运行经费支出{agency}，{agency|change}{agency|rate}。")
        self.head("政府采购支出情况说明", 1, 8, "procurement")
        self.say(
            "procurement",
            "本部门{year}年度政府采购支出总额{procurement}，其中：政府采购货物支出{goods}、政府采购工程支出{works}、政府采购服务支出{services}。",
        )
        self.head("国有资产占用情况说明", 1, 9, "assets")
        self.say("assets", "截至{year}年12月31日，本部门固定资产总额{fixed_assets}。")
        return self.disclosure


def compose(dossier: Dossier) -> Disclosure:
    """The disclosure of a budget or a final account."""
    return _Budget(dossier).compose() if dossier.report_type == "budget" else _Final(dossier).compose()
