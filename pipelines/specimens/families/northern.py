"""A northern template: tables in 万元, then a long explanation with tables of units, targets, purchases and assets."""

from __future__ import annotations

from pipelines.specimens.content import Disclosure
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.budget_tables import BudgetShape, BudgetTables
from pipelines.specimens.families.final_tables import FinalShape, final_sheets
from pipelines.specimens.families.records import target_rows
from pipelines.specimens.families.template import Template
from pipelines.specimens.layouts import heads
from pipelines.specimens.plans import department_targets
from pipelines.specimens.wording import ChangeWords

NAME = "northern"

_SHAPE = BudgetShape(
    titles={
        "revenue_and_expenditure": "部门预算收支总表",
        "revenue": "部门预算收入总表",
        "expenditure": "部门预算支出总表",
        "fiscal_appropriation": "部门预算财政拨款收支总表",
        "general_public_expenditure": "部门预算一般公共预算财政拨款支出表",
        "general_public_basic_expenditure": "部门预算一般公共预算财政拨款基本支出表",
        "government_fund_expenditure": "部门预算政府性基金预算财政拨款支出表",
        "state_capital_expenditure": "部门预算国有资本经营预算财政拨款支出表",
        "three_public": "部门预算财政拨款“三公”经费支出表",
    },
    above=("{name}", "预算年度：{year}", "单位：{unit}"),
    sources=(
        ("一、一般公共预算拨款收入", "general_public"),
        ("二、政府性基金预算拨款收入", "government_fund"),
        ("三、国有资本经营预算拨款收入", "state_capital"),
        ("四、财政专户管理资金收入", "special_account"),
        ("五、单位资金", "unit_funds"),
        ("1、事业收入", "revenue_undertaking"),
        ("2、事业单位经营收入", "revenue_business"),
        ("3、上级补助收入", "revenue_superior_subsidy"),
        ("4、附属单位上缴收入", "revenue_subordinate_remittance"),
        ("5、其他收入", "revenue_other"),
    ),
    fund_lines=("一、一般公共预算拨款", "二、政府性基金预算拨款", "三、国有资本经营预算拨款"),
    numbers=True,
    all_classes=True,
    fund_names=("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
    empty_note="注：本部门无此项预算，本表为空表。",
    three_public="list",
    three_public_columns=(
        ("total", ("合计",)),
        ("abroad", ("一、因公出国（境）费",)),
        ("vehicle", ("二、公务用车购置及运维费",)),
        ("purchase", ("其中：公务用车购置费",)),
        ("running", ("公务用车运维费",)),
        ("reception", ("三、公务接待费",)),
    ),
    three_public_fund="fiscal",
)

_THREE_PUBLIC = (
    "{year}年，{we}财政拨款“三公”经费{verb}{three_public}，与{last}年相比{three_public|change}。其中：因公出国（境）费{abroad}，"
    "{abroad|change}；公务用车购置及运维费{vehicle}，{vehicle|change}，其中：公务用车购置费{purchase}，{purchase|change}；"
    "公务用车运维费{running}，{running|change}，变动原因是从严控制用车支出；公务接待费{reception}，{reception|change}，"
    "变动原因是规范公务接待管理。"
)


class _Northern(Template):
    family = NAME
    words = ChangeWords(level="")

    def title(self) -> str:
        if self.is_budget:
            return f"{self.body.printed_name}{self.year}年{self.level}预算信息公开情况说明"
        return f"{self.body.printed_name}{self.year}年度{self.level}决算公开"

    def duties(self) -> None:
        self.head("部门职责及机构设置情况", 1, 1, "duties")
        self.head("部门职责", 2, 1, "duties")
        self.say("duties", f"依据《{self.body.name}职能配置、内设机构和人员编制规定》，{{name}}的主要职责是：")
        for number, duty in enumerate(self.body.kind.duties, 1):
            self.say("duties", f"{number}.{duty}；")
        self.head("机构设置", 2, 2, "institutions")
        self.say("institutions", "从预算单位构成看，{name}的收支包含在部门预算中，纳入范围的单位如下：")
        self.institutions("部门机构设置情况", ("单位名称", "单位性质", "单位规格", "经费保障形式"))

    def closing(self, ordinal: int) -> None:
        self.head("名词解释", 1, ordinal, "glossary")
        self.say(
            "glossary",
            "1.基本支出：为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
            "2.项目支出：在基本支出之外，为完成特定任务和事业发展目标发生的支出。",
            "3.“三公”经费：用财政拨款安排的因公出国（境）费、公务用车购置及运维费和公务接待费。",
        )
        self.head("其他需要说明的事项", 1, ordinal + 1, "other_matters")
        self.say("other_matters", "{we}无其他需要说明的事项。")

    def procurement(self, ordinal: int) -> None:
        word = "预算" if self.is_budget else "支出"
        self.head(f"政府采购{word}情况", 1, ordinal, "procurement")
        if self.is_budget:
            self.say(
                "procurement",
                "{year}年，{we}安排政府采购预算{procurement}，其中：货物类{goods}，工程类{works}，服务类{services}。具体内容见下表。",
            )
            above = [f"编制单位：{self.body.printed_name}", "单位：万元"]
            funds = ("一般公共预算拨款", "基金预算拨款", "国有资本经营预算拨款", "财政专户核拨", "单位资金")
            self.purchases("部门政府采购预算", funds, above)
        else:
            self.say(
                "procurement",
                "{year}年度，{we}政府采购支出总额{procurement}，其中：政府采购货物支出{goods}、政府采购工程支出{works}、"
                "政府采购服务支出{services}。授予中小企业合同金额{small_firms}，其中授予小微企业合同金额{micro_firms}。",
            )

    def holdings(self, ordinal: int) -> None:
        self.head("国有资产信息", 1, ordinal, "assets")
        if self.is_budget:
            self.say(
                "assets",
                "{we}（含所属单位）上年末固定资产金额为{fixed_assets}（详见下表）。本年度拟购置固定资产总额为{planned_assets}，"
                "已列入政府采购预算。",
            )
        else:
            self.say("assets", "截至{year}年12月31日，{we}固定资产金额为{fixed_assets}，详见下表。")
        above = [f"编制部门：{self.body.printed_name}", f"截止时间：{self.dossier.holding.year}年12月31日"]
        self.assets("部门固定资产占用情况表", ("项   目", "数量", "价值（金额单位：万元）"), 20, above)


class _Budget(_Northern):
    def compose(self) -> Disclosure:
        self.head("第一部分  部门预算公开表")
        self.blocks += BudgetTables(self.dossier, _SHAPE, self.table_ink, self.disclosure).sheets()
        self.head("第二部分  部门预算信息公开情况说明")
        self.duties()
        self.overview()
        self.head("机关运行经费安排情况", 1, 3, "agency_operating")
        self.say(
            "agency_operating",
            "{year}年，{we}机关运行经费共计安排{agency}，主要用于办公、印刷、邮电、差旅和日常维修等支出。",
        )
        self.head("财政拨款“三公”经费预算情况及增减变化原因", 1, 4, "three_public")
        self.say("three_public", _THREE_PUBLIC.replace("{verb}", "预算安排"))
        self.head("绩效预算信息", 1, 5, "performance")
        self.say("performance", f"{{year}}年，围绕“{self.body.kind.duties[0]}”等职责，{{we}}设定了以下绩效目标。")
        self.whole_department()
        columns = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
        for project in self.account.projects:
            self.head(f"{project.name}绩效目标表", 2, project.number, "performance_objectives")
            self.targets(project, f"{project.name}绩效目标表", columns, "绩效目标", ["单位：万元"])
        self.procurement(6)
        self.holdings(7)
        self.closing(8)
        return self.disclosure

    def whole_department(self) -> None:
        """Targets of the whole department: each with its grades, and the value in three columns under one head."""
        rows, indicators = target_rows(department_targets(self.body, self.year), None, "graded")
        names = ("一级指标", "二级指标", "三级指标", "评（扣）分标准", "绩效指标描述")
        paths: list[tuple[str, ...]] = [(name,) for name in names]
        paths += [("指标值", name) for name in ("符号", "值", "单位")] + [("指标值确定依据",)]
        widths = [2, 2, 3, 4, 4, 1.2, 1.5, 1.2, 2.5]
        sheet = self.sheet("department_performance", "部门整体支出绩效指标", heads(paths), rows, widths)
        sheet.indicators = indicators
        sheet.landscape = False

    def overview(self) -> None:
        self.head("部门预算安排的总体情况", 1, 2, "budget_overview")
        self.head("收入说明", 3, 1, "budget_overview")
        self.say(
            "budget_overview",
            "反映本部门当年全部收入。{year}年预算收入{sources}，其中：一般公共预算收入{general_revenue}，基金预算收入{fund_revenue}，"
            "国有资本经营预算收入{capital_revenue}，财政专户核拨收入{special_revenue}，其他来源收入{unit_revenue}，"
            "上年结转{carryover}。",
        )
        self.head("支出说明", 3, 2, "budget_overview")
        self.say(
            "budget_overview",
            "按照支出性质反映年度预算的总体安排。{year}年支出预算{expenditure}，其中基本支出{basic}，包括人员类项目经费{personnel}和"
            "运转类公用项目经费{public}；运转类其他及特定目标类项目支出{project}，主要为{projects}等。",
        )
        self.head("比上年增减情况", 3, 3, "budget_overview")
        self.say(
            "budget_overview",
            "{year}年预算收支安排{both}，较{last}年预算{both|change}，其中：基本支出{basic|change}，主要是人员类项目支出变动；"
            "项目支出{project|change}，主要是运转类项目支出变动。",
        )


class _Final(_Northern):
    def compose(self) -> Disclosure:
        self.head("第一部分  部门概况")
        self.duties()
        self.head("第二部分  部门决算公开表")
        self.blocks += final_sheets(self.dossier, self.body.printed_name, self.table_ink, FinalShape())
        self.head("第三部分  部门决算情况说明")
        self.head("收入支出决算总体情况说明", 1, 1, "budget_overview")
        self.say(
            "budget_overview",
            "{we}{year}年度收、支总计（含结转和结余）{both}。与{last}年度决算相比，收支总计{both|change}{both|rate}，"
            "主要原因是项目安排有所调整。",
        )
        self.head("收入决算情况说明", 1, 2, "budget_overview")
        self.say(
            "budget_overview",
            "{we}{year}年度本年收入合计{revenue}，其中：财政拨款收入{fiscal_revenue}，占{fiscal_revenue|share/revenue}；"
            "事业收入{undertaking}，占{undertaking|share/revenue}；其他收入{other_revenue}，占{other_revenue|share/revenue}。",
        )
        self.head("支出决算情况说明", 1, 3, "budget_overview")
        self.say(
            "budget_overview",
            "{we}{year}年度本年支出合计{expenditure}，其中：基本支出{basic}，占{basic|share}；项目支出{project}，占{project|share}。",
        )
        self.head("财政拨款收入支出决算情况说明", 1, 4, "fiscal_appropriation")
        self.say(
            "fiscal_appropriation",
            "{we}{year}年度财政拨款本年收入{fiscal_year_revenue}，比{last}年度{fiscal_year_revenue|change}；财政拨款本年支出{fiscal_expenditure}，"
            "{fiscal_expenditure|change}。",
        )
        self.head("财政拨款“三公”经费支出决算情况说明", 1, 5, "three_public")
        self.say(
            "three_public",
            "{we}{year}年度“三公”经费支出预算为{three_public|planned}，支出决算为{three_public}{three_public|done}。",
            _THREE_PUBLIC.replace("{verb}", "支出决算"),
            "全年因公出国（境）团组{groups}、共{travellers}；购置公务用车{bought}，年末单位公务用车保有量{kept}；"
            "国内公务接待{batches}、{guests}。",
        )
        self.head("机关运行经费支出说明", 1, 6, "agency_operating")
        self.say(
            "agency_operating", "{we}{year}年度机关运行经费支出{agency}，比{last}年度{agency|change}{agency|rate}。"
        )
        self.procurement(7)
        self.holdings(8)
        self.closing(9)
        return self.disclosure


def compose(dossier: Dossier) -> Disclosure:
    """The disclosure of a budget or a final account."""
    return _Budget(dossier).compose() if dossier.report_type == "budget" else _Final(dossier).compose()
