-- One row for each body, year, report type and scope, for reading across counties. Each amount names its fund: the widest
-- one the document gives, in the order all, fiscal, general public, others; a derived amount stands only where none is
-- stated, and is named in `derived_measures`. Shares and changes are taken of stated amounts, within one fund only.
create or replace table compare.department_year as
with ranked as (
    select
        *,
        coalesce(
            list_position(
                [
                    'all', 'fiscal', 'general_public', 'government_fund', 'state_capital', 'special_account',
                    'unit_funds'
                ],
                fund
            ),
            99
        ) as fund_order
    from compare.body_figure
),
widest as (
    from ranked
    qualify row_number() over (
        partition by disclosure_id, measure order by origin = 'derived', fund_order, fact_id
    ) = 1
),
wide as (
    select
        disclosure_id,
        max(amount_yuan) filter (measure = 'revenue_grand_total') as revenue_grand_total_yuan,
        max(fund) filter (measure = 'revenue_grand_total') as revenue_grand_total_fund,
        max(amount_yuan) filter (measure = 'expenditure_grand_total') as expenditure_grand_total_yuan,
        max(fund) filter (measure = 'expenditure_grand_total') as expenditure_grand_total_fund,
        max(amount_yuan) filter (measure = 'expenditure_total') as expenditure_total_yuan,
        max(fund) filter (measure = 'expenditure_total') as expenditure_total_fund,
        max(amount_yuan) filter (measure = 'expenditure_basic') as expenditure_basic_yuan,
        max(fund) filter (measure = 'expenditure_basic') as expenditure_basic_fund,
        max(amount_yuan) filter (measure = 'expenditure_personnel') as expenditure_personnel_yuan,
        max(fund) filter (measure = 'expenditure_personnel') as expenditure_personnel_fund,
        max(amount_yuan) filter (measure = 'expenditure_public') as expenditure_public_yuan,
        max(fund) filter (measure = 'expenditure_public') as expenditure_public_fund,
        max(amount_yuan) filter (measure = 'expenditure_project') as expenditure_project_yuan,
        max(fund) filter (measure = 'expenditure_project') as expenditure_project_fund,
        max(amount_yuan) filter (measure = 'three_public_total') as three_public_total_yuan,
        max(fund) filter (measure = 'three_public_total') as three_public_total_fund,
        max(amount_yuan) filter (measure = 'three_public_abroad') as three_public_abroad_yuan,
        max(fund) filter (measure = 'three_public_abroad') as three_public_abroad_fund,
        max(amount_yuan) filter (measure = 'three_public_vehicle') as three_public_vehicle_yuan,
        max(fund) filter (measure = 'three_public_vehicle') as three_public_vehicle_fund,
        max(amount_yuan) filter (measure = 'three_public_vehicle_purchase') as three_public_vehicle_purchase_yuan,
        max(fund) filter (measure = 'three_public_vehicle_purchase') as three_public_vehicle_purchase_fund,
        max(amount_yuan) filter (measure = 'three_public_vehicle_running') as three_public_vehicle_running_yuan,
        max(fund) filter (measure = 'three_public_vehicle_running') as three_public_vehicle_running_fund,
        max(amount_yuan) filter (measure = 'three_public_reception') as three_public_reception_yuan,
        max(fund) filter (measure = 'three_public_reception') as three_public_reception_fund,
        max(amount_yuan) filter (measure = 'agency_operating') as agency_operating_yuan,
        max(fund) filter (measure = 'agency_operating') as agency_operating_fund,
        max(amount_yuan) filter (measure = 'procurement_total') as procurement_total_yuan,
        max(fund) filter (measure = 'procurement_total') as procurement_total_fund,
        max(amount_yuan) filter (measure = 'fixed_assets') as fixed_assets_yuan,
        max(fund) filter (measure = 'fixed_assets') as fixed_assets_fund,
        max(amount_yuan) filter (measure = 'performance_amount') as performance_amount_yuan,
        max(fund) filter (measure = 'performance_amount') as performance_amount_fund,
        max(quantity) filter (measure = 'performance_projects')::integer as performance_projects,
        list(measure order by measure) filter (origin = 'derived') as derived_measures,
        arg_min(
            document_id,
            (measure <> 'expenditure_total', measure <> 'revenue_grand_total', measure <> 'three_public_total', fact_id)
        ) as document_id
    from widest
    group by disclosure_id
),
-- Part and whole in the widest fund for which the document gives both.
share as (
    select part.disclosure_id, part.measure, whole.measure as whole_measure, part.amount_yuan / whole.amount_yuan as share
    from ranked as part
    join ranked as whole
        on whole.disclosure_id = part.disclosure_id and whole.fund = part.fund and whole.amount_yuan > 0
    where
        part.origin <> 'derived'
        and whole.origin <> 'derived'
        and (part.measure, whole.measure) in (
            ('expenditure_basic', 'expenditure_total'),
            ('expenditure_project', 'expenditure_total'),
            ('expenditure_personnel', 'expenditure_basic'),
            ('three_public_total', 'expenditure_total')
        )
    qualify row_number() over (
        partition by part.disclosure_id, part.measure order by part.fund_order, part.fact_id
    ) = 1
),
shares as (
    select
        disclosure_id,
        max(share) filter (measure = 'expenditure_basic') as basic_share,
        max(share) filter (measure = 'expenditure_project') as project_share,
        max(share) filter (measure = 'expenditure_personnel') as personnel_share_of_basic,
        max(share) filter (measure = 'three_public_total') as three_public_share
    from share
    group by disclosure_id
),
-- What the document says of the change, in the widest fund for which it says so.
stated as (
    select
        disclosure_id,
        max(stated_change_yuan) filter (measure = 'expenditure_total') as expenditure_total_stated_change_yuan,
        max(fund) filter (measure = 'expenditure_total') as expenditure_total_stated_change_fund,
        max(stated_change_yuan) filter (measure = 'expenditure_grand_total')
            as expenditure_grand_total_stated_change_yuan,
        max(stated_change_yuan) filter (measure = 'three_public_total') as three_public_total_stated_change_yuan,
        max(fund) filter (measure = 'three_public_total') as three_public_total_stated_change_fund
    from (
        from ranked
        where stated_change_yuan is not null
        qualify row_number() over (partition by disclosure_id, measure order by fund_order, fact_id) = 1
    )
    group by disclosure_id
),
-- The same body's figure of the year before, from its own disclosure of that year, in the same fund.
before as (
    select
        later.disclosure_id,
        max(earlier.amount_yuan) filter (later.measure = 'expenditure_total') as previous_expenditure_total_yuan,
        max(later.amount_yuan - earlier.amount_yuan) filter (later.measure = 'expenditure_total')
            as expenditure_total_change_yuan,
        max(earlier.amount_yuan) filter (later.measure = 'three_public_total') as previous_three_public_total_yuan,
        max(later.amount_yuan - earlier.amount_yuan) filter (later.measure = 'three_public_total')
            as three_public_total_change_yuan
    from widest as later
    join compare.body_figure as earlier
        on earlier.department_id = later.department_id
        and earlier.fiscal_year = later.fiscal_year - 1
        and earlier.report_type = later.report_type
        and earlier.scope is not distinct from later.scope
        and earlier.measure = later.measure
        and earlier.fund = later.fund
        and earlier.phase = later.phase
    where
        later.measure in ('expenditure_total', 'three_public_total')
        and later.origin <> 'derived'
        and earlier.origin <> 'derived'
    group by later.disclosure_id
),
found as (
    select
        disclosure_id,
        count(*) filter (verdict = 'exact') as findings_exact,
        count(*) filter (verdict = 'rounding') as findings_rounding,
        count(*) filter (verdict = 'failed') as findings_failed,
        count(*) filter (verdict = 'failed' and rule.severity = 'error') as errors_failed,
        count(*) filter (verdict = 'not_tested') as findings_not_tested,
        count(*) filter (verdict = 'unsure') as findings_unsure
    from quality.finding as finding
    left join quality.rule as rule on rule.rule = finding.rule
    group by disclosure_id
),
-- Disclosures without any headline figure keep their row: an absence is something to see.
body as (
    from core.disclosure
    where is_current
    qualify row_number() over (
        partition by department_id, fiscal_year, report_type, scope
        order by (disclosure_id in (select disclosure_id from compare.body_figure)) desc, disclosure_id
    ) = 1
)
select
    body.department_id,
    department.kind,
    body.division_code,
    division.name as division_name,
    division.level as division_level,
    coalesce(department.name, body.printed_name) as department_name,
    body.fiscal_year,
    body.report_type,
    body.scope,
    wide.* exclude (disclosure_id, document_id),
    general_public.amount_yuan as general_public_expenditure_yuan,
    shares.* exclude (disclosure_id),
    before.previous_expenditure_total_yuan,
    before.expenditure_total_change_yuan,
    before.expenditure_total_change_yuan / nullif(before.previous_expenditure_total_yuan, 0)
        as expenditure_total_change_share,
    stated.expenditure_total_stated_change_yuan,
    stated.expenditure_total_stated_change_fund,
    stated.expenditure_grand_total_stated_change_yuan,
    before.previous_three_public_total_yuan,
    before.three_public_total_change_yuan,
    stated.three_public_total_stated_change_yuan,
    stated.three_public_total_stated_change_fund,
    coalesce(found.findings_exact, 0) as findings_exact,
    coalesce(found.findings_rounding, 0) as findings_rounding,
    coalesce(found.findings_failed, 0) as findings_failed,
    coalesce(found.errors_failed, 0) as errors_failed,
    coalesce(found.findings_not_tested, 0) as findings_not_tested,
    coalesce(found.findings_unsure, 0) as findings_unsure,
    body.disclosure_id,
    coalesce(wide.document_id, file.document_id) as document_id,
    document.file_name
from body
left join core.department as department on department.department_id = body.department_id
left join place as division on division.code = body.division_code
left join wide on wide.disclosure_id = body.disclosure_id
left join shares on shares.disclosure_id = body.disclosure_id
left join stated on stated.disclosure_id = body.disclosure_id
left join before on before.disclosure_id = body.disclosure_id
left join found on found.disclosure_id = body.disclosure_id
left join (
    select disclosure_id, min(document_id) as document_id
    from core.disclosure_document
    group by disclosure_id
) as file on file.disclosure_id = body.disclosure_id
left join compare.body_figure as general_public
    on general_public.disclosure_id = body.disclosure_id
    and general_public.measure = 'expenditure_total'
    and general_public.fund = 'general_public'
    and general_public.origin <> 'derived'
left join core.document as document on document.document_id = coalesce(wide.document_id, file.document_id)
order by kind, fiscal_year, report_type, division_code, department_name;

comment on table compare.department_year is '各部门各年度一行：主要数字、比重、增减、勾稽结果 | One row for each body and year: headline figures, shares, changes and what the rules found';
comment on column compare.department_year.department_id is '部门 | the body';
comment on column compare.department_year.kind is '部门类别 | kind of department';
comment on column compare.department_year.division_code is '行政区划代码 | code of the division';
comment on column compare.department_year.division_name is '行政区划名称 | name of the division';
comment on column compare.department_year.division_level is '行政级别 | level of the division';
comment on column compare.department_year.department_name is '部门名称 | name of the body';
comment on column compare.department_year.fiscal_year is '年度 | fiscal year';
comment on column compare.department_year.report_type is '预算或决算 | budget or final accounts';
comment on column compare.department_year.scope is '部门或单位口径 | department or unit';
comment on column compare.department_year.revenue_grand_total_yuan is '收入总计（元） | total sources, in yuan';
comment on column compare.department_year.revenue_grand_total_fund is '收入总计的资金口径 | which money that covers';
comment on column compare.department_year.expenditure_grand_total_yuan is '支出总计（元） | total uses with what is carried forward, in yuan';
comment on column compare.department_year.expenditure_grand_total_fund is '支出总计的资金口径 | which money that covers';
comment on column compare.department_year.expenditure_total_stated_change_fund is '所写支出合计增减的资金口径 | which money that stated change covers';
comment on column compare.department_year.expenditure_grand_total_stated_change_yuan is '文件写明的支出总计增减（元） | change of total uses as the document states it, in yuan';
comment on column compare.department_year.three_public_total_stated_change_fund is '所写“三公”经费增减的资金口径 | which money that stated change covers';
comment on column compare.department_year.expenditure_total_yuan is '支出合计（元） | expenditure of the year, in yuan';
comment on column compare.department_year.expenditure_total_fund is '支出合计的资金口径 | which money that covers';
comment on column compare.department_year.expenditure_basic_yuan is '基本支出（元） | basic expenditure, in yuan';
comment on column compare.department_year.expenditure_basic_fund is '基本支出的资金口径 | which money that covers';
comment on column compare.department_year.expenditure_personnel_yuan is '人员经费（元） | personnel expenditure, in yuan';
comment on column compare.department_year.expenditure_personnel_fund is '人员经费的资金口径 | which money that covers';
comment on column compare.department_year.expenditure_public_yuan is '公用经费（元） | public expenditure, in yuan';
comment on column compare.department_year.expenditure_public_fund is '公用经费的资金口径 | which money that covers';
comment on column compare.department_year.expenditure_project_yuan is '项目支出（元） | project expenditure, in yuan';
comment on column compare.department_year.expenditure_project_fund is '项目支出的资金口径 | which money that covers';
comment on column compare.department_year.three_public_total_yuan is '“三公”经费（元） | three-public funds, in yuan';
comment on column compare.department_year.three_public_total_fund is '“三公”经费的资金口径 | which money that covers';
comment on column compare.department_year.three_public_abroad_yuan is '因公出国（境）费（元） | official overseas travel, in yuan';
comment on column compare.department_year.three_public_abroad_fund is '因公出国（境）费的资金口径 | which money that covers';
comment on column compare.department_year.three_public_vehicle_yuan is '公务用车购置及运行维护费（元） | official vehicles, in yuan';
comment on column compare.department_year.three_public_vehicle_fund is '公务用车购置及运行维护费的资金口径 | which money that covers';
comment on column compare.department_year.three_public_vehicle_purchase_yuan is '公务用车购置费（元） | vehicle purchase, in yuan';
comment on column compare.department_year.three_public_vehicle_purchase_fund is '公务用车购置费的资金口径 | which money that covers';
comment on column compare.department_year.three_public_vehicle_running_yuan is '公务用车运行维护费（元） | vehicle running, in yuan';
comment on column compare.department_year.three_public_vehicle_running_fund is '公务用车运行维护费的资金口径 | which money that covers';
comment on column compare.department_year.three_public_reception_yuan is '公务接待费（元） | official reception, in yuan';
comment on column compare.department_year.three_public_reception_fund is '公务接待费的资金口径 | which money that covers';
comment on column compare.department_year.agency_operating_yuan is '机关运行经费（元） | agency operating funds, in yuan';
comment on column compare.department_year.agency_operating_fund is '机关运行经费的资金口径 | which money that covers';
comment on column compare.department_year.procurement_total_yuan is '政府采购（元） | government procurement, in yuan';
comment on column compare.department_year.procurement_total_fund is '政府采购的资金口径 | which money that covers';
comment on column compare.department_year.fixed_assets_yuan is '固定资产（元） | fixed assets, in yuan';
comment on column compare.department_year.fixed_assets_fund is '固定资产的资金口径 | which money that covers';
comment on column compare.department_year.performance_amount_yuan is '绩效目标涉及金额（元） | amount covered by performance targets, in yuan';
comment on column compare.department_year.performance_amount_fund is '绩效目标涉及金额的资金口径 | which money that covers';
comment on column compare.department_year.derived_measures is '文件没有写明、由其他数字推算的指标 | measures of this row that the document does not state and that are derived';
comment on column compare.department_year.performance_projects is '编报绩效目标的项目数 | projects with performance targets';
comment on column compare.department_year.general_public_expenditure_yuan is '一般公共预算支出（元） | expenditure of the general public budget, in yuan';
comment on column compare.department_year.basic_share is '基本支出占支出合计的比重（同一资金口径） | basic expenditure as a share of the total, in one fund';
comment on column compare.department_year.project_share is '项目支出占支出合计的比重（同一资金口径） | project expenditure as a share of the total, in one fund';
comment on column compare.department_year.personnel_share_of_basic is '人员经费占基本支出的比重（同一资金口径） | personnel as a share of basic expenditure, in one fund';
comment on column compare.department_year.three_public_share is '“三公”经费占支出合计的比重（同一资金口径） | three-public funds as a share of the total, in one fund';
comment on column compare.department_year.previous_expenditure_total_yuan is '上年支出合计（元，取自上年的公开） | expenditure of the year before, from that year’s disclosure, in yuan';
comment on column compare.department_year.expenditure_total_change_yuan is '支出合计比上年增减（元，由两年公开算得） | change of expenditure between the two disclosures, in yuan';
comment on column compare.department_year.expenditure_total_change_share is '支出合计比上年增减比例 | that change as a share of the year before';
comment on column compare.department_year.expenditure_total_stated_change_yuan is '文件写明的支出合计增减（元） | change of expenditure as the document states it, in yuan';
comment on column compare.department_year.previous_three_public_total_yuan is '上年“三公”经费（元，取自上年的公开） | three-public funds of the year before, from that year’s disclosure, in yuan';
comment on column compare.department_year.three_public_total_change_yuan is '“三公”经费比上年增减（元，由两年公开算得） | change of three-public funds between the two disclosures, in yuan';
comment on column compare.department_year.three_public_total_stated_change_yuan is '文件写明的“三公”经费增减（元） | change of three-public funds as the document states it, in yuan';
comment on column compare.department_year.findings_exact is '勾稽相等的次数 | relations that hold exactly';
comment on column compare.department_year.findings_rounding is '舍入差之内的次数 | relations that hold within rounding';
comment on column compare.department_year.findings_failed is '不符的次数 | relations that fail';
comment on column compare.department_year.errors_failed is '其中：错误级规则不符的次数 | of them by rules of severity error';
comment on column compare.department_year.findings_not_tested is '未检验的次数 | relations not tested';
comment on column compare.department_year.findings_unsure is '识别存疑的次数 | relations with a doubtful reading';
comment on column compare.department_year.disclosure_id is '公开 | the disclosure';
comment on column compare.department_year.document_id is '文件 | the document';
comment on column compare.department_year.file_name is '文件名 | file name';
