"""An eastern template: items of expenditure told in the text, tables in 元 with codes in three columns."""

from __future__ import annotations

from dataclasses import replace

from pipelines.specimens.classification import function_name
from pipelines.specimens.content import Disclosure, Heading, Prose
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.budget_tables import BudgetShape, BudgetTables
from pipelines.specimens.families.final_tables import FinalShape, final_sheets
from pipelines.specimens.families.records import note_project
from pipelines.specimens.families.template import Template
from pipelines.specimens.layouts import CodeStyle
from pipelines.specimens.wording import ChangeWords

NAME = "eastern"

_SHAPE = BudgetShape(
    titles={
        "revenue_and_expenditure": "{year}年部门财务收支预算总表",
        "revenue": "{year}年部门收入预算总表",
        "expenditure": "{year}年部门支出预算总表",
        "fiscal_appropriation": "{year}年部门财政拨款收支预算总表",
        "general_public_expenditure": "{year}年部门一般公共预算支出功能分类预算表",
        "government_fund_expenditure": "{year}年部门政府性基金预算支出功能分类预算表",
        "state_capital_expenditure": "{year}年部门国有资本经营预算支出功能分类预算表",
        "general_public_basic_expenditure": "{year}年部门一般公共预算基本支出部门预算经济分类预算表",
        "three_public": "{year}年部门“三公”经费和机关运行经费预算表",
    },
    above=("编制部门：{name}", "单位：{unit}"),
    sources=(
        ("一、财政拨款收入", "fiscal"),
        ("1.一般公共预算资金", "general_public"),
        ("2.政府性基金", "government_fund"),
        ("3.国有资本经营预算", "state_capital"),
        ("二、事业收入", "revenue_undertaking"),
        ("三、事业单位经营收入", "revenue_business"),
        ("四、其他收入", "revenue_other"),
    ),
    fund_lines=("一、一般公共预算资金", "二、政府性基金", "三、国有资本经营预算"),
    unit="元",
    codes="three",
    place="last",
    natures="plain",
    revenue="sources",
    economic_codes="three",
    opening="上年结转",
    closing="结转下年",
    all_sources="收入总计",
    all_uses="支出总计",
    fund_names=("一般公共预算", "政府性基金", "国有资本经营预算"),
    code_names=("功能分类科目编码", "功能分类科目名称"),
    three_public_columns=(
        ("total", ("合计",)),
        ("abroad", ("因公出国（境）费",)),
        ("reception", ("公务接待费",)),
        ("vehicle", ("公务用车购置及运行费", "小计")),
        ("purchase", ("公务用车购置及运行费", "购置费")),
        ("running", ("公务用车购置及运行费", "运行费")),
        ("agency", ("机关运行经费预算数",)),
    ),
)


class _Eastern(Template):
    family = NAME
    words = ChangeWords(level="与上年", than="比上年")

    def about(self) -> None:
        self.head("主要职能", 1, None, "duties")
        self.say("duties", "{name}是主管相关工作的预算部门，主要职能包括：")
        for number, duty in enumerate(self.body.kind.duties, 1):
            self.say("duties", f"（{number}）{duty}。")
        self.head("机构设置", 1, None, "institutions")
        self.say(
            "institutions",
            "{name}包括机关本部以及下属预算单位，其中：行政单位{organs}，事业单位{institutions}，具体包括：",
        )
        for number, unit in enumerate(self.body.units, 1):
            self.say("institutions", f"{number}.{unit.name}")
        self.disclosure.institutions.extend(
            {"name": unit.name, "nature": None, "rank": None, "funding": None} for unit in self.body.units
        )

    def items(self, fund: str, ordinal_style: str) -> None:
        """The items of one fund, each with its amount and what it is for."""
        for number, line in enumerate(self.account.lines_of(fund), 1):
            names = [function_name(code) for code in (line.code[:3], line.code[:5], line.code)]
            if ordinal_style == "dash":
                subject = f"“{'-'.join(names)}”科目"
            else:
                subject = f"{names[0]}（类）{names[1]}（款）{names[2]}（项）"
            figure = self.ink.figure(
                "expenditure_total", line.total, fund=fund, function_code=line.code, subject_name=names[2],
                funds=("fiscal", "all"),
            )  # fmt: skip
            use = "人员经费和日常公用支出" if line.basic else "开展专项业务工作"
            self.blocks.append(
                Prose([f"{number}. {subject}", figure, f"万元，主要用于{use}。"], "general_public_expenditure")
            )


class _Budget(_Eastern):
    def title(self) -> str:
        return f"{self.body.printed_name}{self.year}年度{self.level}预算"

    def compose(self) -> Disclosure:
        self.about()
        self.head("部门预算编制说明", 1, None, "budget_overview")
        self.say(
            "budget_overview",
            "{year}年，{name}收入预算{revenue_planned}，其中：财政拨款收入{fiscal_revenue}，{fiscal_revenue|change}；"
            "事业收入{undertaking}；事业单位经营收入{business}；其他收入{other_revenue}。",
            "支出预算{expenditure}，其中：财政拨款支出预算{fiscal_expenditure}，{fiscal_expenditure|change}。财政拨款支出预算中，"
            "一般公共预算拨款支出预算{general_expenditure}，{general_expenditure|change}；政府性基金拨款支出预算{fund_expenditure}，"
            "{fund_expenditure|change}；国有资本经营预算拨款支出预算{capital_expenditure}，{capital_expenditure|change}。",
        )
        self.say("general_public_expenditure", "财政拨款支出主要内容如下：")
        self.items("general_public", "dash" if self.variant < 0.6 else "levels")
        shape = replace(_SHAPE, codes="three" if self.variant < 0.75 else "three_sparse")
        ink = replace(self.table_ink, whole=True, commas=True, nothing="" if self.variant < 0.5 else "0.00")
        self.blocks += BudgetTables(self.dossier, shape, ink, self.disclosure).sheets()
        self.head("其他相关情况说明", 1, None, "three_public")
        self.head(f"{self.year}年“三公”经费预算情况说明", 1, 1, "three_public")
        self.say(
            "three_public",
            "{year}年“三公”经费预算数为{three_public}，{three_public|change}。其中：",
            "（一）因公出国（境）费{abroad}，{abroad|change}，主要原因是按计划安排出访任务。",
            "（二）公务用车购置及运行费{vehicle}，{vehicle|change}，其中：公务用车购置费{purchase}，{purchase|change}；"
            "公务用车运行费{running}，{running|change}，主要原因是按实际需要安排。",
            "（三）公务接待费{reception}，{reception|change}，主要原因是按标准安排接待活动。",
        )
        self.head("机关运行经费预算", 1, 2, "agency_operating")
        self.say("agency_operating", "{year}年{name}下属机关和参公事业单位财政拨款的机关运行经费预算为{agency}。")
        self.head("政府采购预算情况", 1, 3, "procurement")
        self.say(
            "procurement",
            "{year}年度{we}政府采购预算{procurement}，其中：政府采购货物预算{goods}、政府采购工程预算{works}、政府采购服务预算{services}。",
            "{year}年度本部门面向中小企业预留政府采购项目预算金额{small_firms}，其中，预留给小型和微型企业的预算金额为{micro_firms}。",
        )
        self.head("绩效目标设置情况", 1, 4, "performance")
        self.say(
            "performance",
            "按照预算绩效管理工作要求，{year}年{we}编报绩效目标的项目共{target_projects}，涉及项目预算资金{target_money}。",
        )
        self.head("国有资产占有使用情况", 1, 5, "assets")
        self.say("assets", "截至{last}年12月31日，{we}固定资产总额{fixed_assets}。")
        self.explained_projects()
        return self.disclosure

    def explained_projects(self) -> None:
        self.head("项目经费情况说明", 1, 6, "project_expenditure")
        for project in self.account.projects:
            note_project(self.disclosure, project, (project.amount + 5_000) // 10_000 * 10_000)
            self.blocks.append(Heading(project.name, 2, project.number, "project_expenditure"))
            figure = self.ink.figure(
                "project_amount",
                project.amount,
                project_no=project.number,
                subject_name=project.name,
                funds=("general_public", "fiscal"),
            )
            self.say("project_expenditure", f"1.项目概述：{project.objective}。", "2.实施主体：{name}。")
            self.blocks.append(Prose(["3.年度预算安排：", figure, "万元。"], "project_expenditure"))


class _Final(_Eastern):
    def title(self) -> str:
        return f"{self.body.printed_name}{self.year}年度{self.level}决算"

    def compose(self) -> Disclosure:
        self.about()
        codes: CodeStyle = "three" if self.variant < 0.75 else "three_sparse"
        shape = FinalShape(codes=codes, numbers=self.variant < 0.3, number_tables=self.variant < 0.3)
        self.blocks += final_sheets(self.dossier, self.body.printed_name, self.table_ink, shape)
        self.head("决算情况说明", 1, None, "budget_overview")
        self.head("收入支出决算总体情况说明", 1, 1, "budget_overview")
        self.say(
            "budget_overview",
            "{year}年度收入总计{sources}，{sources|change}；支出总计{uses}，{uses|change}。变动主要原因：项目安排调整。",
        )
        self.head("收入决算情况说明", 1, 2, "budget_overview")
        self.say(
            "budget_overview",
            "本年收入合计{revenue}，其中：财政拨款收入{fiscal_revenue}，占{fiscal_revenue|share/revenue}；事业收入{undertaking}，"
            "占{undertaking|share/revenue}；其他收入{other_revenue}，占{other_revenue|share/revenue}。",
        )
        self.head("支出决算情况说明", 1, 3, "budget_overview")
        self.say(
            "budget_overview",
            "本年支出合计{expenditure}，其中：基本支出{basic}，占{basic|share}；项目支出{project}，占{project|share}。",
        )
        self.head("一般公共预算财政拨款支出决算情况说明", 1, 4, "general_public_expenditure")
        self.say(
            "general_public_expenditure",
            "{year}年度一般公共预算财政拨款支出年初预算为{general_expenditure|planned}，支出决算为{general_expenditure}"
            "{general_expenditure|done}。主要用于以下方面：",
        )
        self.items("general_public", "levels")
        self.head("一般公共预算财政拨款基本支出决算情况说明", 1, 5, "basic_expenditure")
        self.say(
            "basic_expenditure",
            "{year}年度一般公共预算财政拨款基本支出{general_basic}，其中：人员经费{general_personnel}；公用经费{general_public}。",
        )
        self.head("财政拨款“三公”经费支出决算情况说明", 1, 6, "three_public")
        self.say(
            "three_public",
            "{year}年度“三公”经费支出年初预算为{three_public|planned}，支出决算为{three_public}{three_public|done}。",
            "1.因公出国（境）费支出{abroad}。全年使用财政拨款安排因公出国（境）团组{groups}、累计{travellers}。",
            "2.公务用车购置及运行维护费支出{vehicle}。其中：公务用车购置支出{purchase}，购置公务用车{bought}；公务用车运行支出{running}，"
            "年末开支财政拨款的公务用车保有量为{kept}。",
            "3.公务接待费支出{reception}。共接待{batches}、{guests}。",
        )
        self.head("机关运行经费支出情况说明", 1, 7, "agency_operating")
        self.say("agency_operating", "{year}年度机关运行经费支出{agency}，{agency|change}{agency|rate}。")
        self.head("政府采购支出情况说明", 1, 8, "procurement")
        self.say(
            "procurement",
            "{year}年度政府采购金额（以合同签订为准）{procurement}，其中：货物支出{goods}、工程支出{works}、服务支出{services}。",
        )
        self.head("国有资产占用情况说明", 1, 9, "assets")
        self.say("assets", "截至{year}年12月31日，固定资产总额{fixed_assets}。")
        return self.disclosure


def compose(dossier: Dossier) -> Disclosure:
    """The disclosure of a budget or a final account."""
    return _Budget(dossier).compose() if dossier.report_type == "budget" else _Final(dossier).compose()
