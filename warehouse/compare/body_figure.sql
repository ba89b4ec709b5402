-- The headline figures of whole bodies: one row for each current disclosure, measure, fund and phase, with what the
-- document itself says of the change. Everything else in `compare` is built from it.
create or replace table compare.body_figure as
with headline as (
    select
        disclosure.disclosure_id,
        disclosure.department_id,
        disclosure.division_code,
        disclosure.fiscal_year,
        disclosure.report_type,
        disclosure.scope,
        figure.measure,
        figure.fund,
        figure.phase,
        figure.value_kind,
        figure.amount_yuan,
        figure.quantity,
        figure.half_width,
        figure.places,
        figure.places_agree,
        figure.origin,
        figure.reading,
        figure.confidence,
        figure.fact_id,
        figure.document_id
    from core.figure as figure
    join core.disclosure as disclosure on disclosure.disclosure_id = figure.disclosure_id
    where
        figure.measure in (
            'revenue_grand_total', 'revenue_total', 'expenditure_grand_total', 'expenditure_total',
            'expenditure_basic', 'expenditure_personnel', 'expenditure_public', 'expenditure_project',
            'three_public_total', 'three_public_abroad',
            'three_public_vehicle', 'three_public_vehicle_purchase', 'three_public_vehicle_running',
            'three_public_reception', 'agency_operating', 'procurement_total', 'fixed_assets', 'performance_projects',
            'performance_amount'
        )
        and figure.fiscal_year = disclosure.fiscal_year
        and figure.phase = case when disclosure.report_type = 'budget' then 'budget' else 'final' end
        and figure.value_kind in ('level', 'stock', 'count')
        and (figure.amount_yuan is not null or figure.quantity is not null)
        and figure.function_code is null
        and figure.economic_code is null
        and figure.government_economic_code is null
        and figure.subject_name is null
        and figure.institution_no is null
        and figure.project_no is null
        and figure.qualifier is null
    -- A stock may be given at two dates: the later one is the body's.
    qualify row_number() over (
        partition by disclosure.disclosure_id, figure.measure, figure.fund, figure.phase
        order by figure.as_of desc nulls last, figure.fact_id
    ) = 1
),
stated_change as (
    select disclosure_id, measure, fund, phase, amount_yuan
    from core.figure
    where
        value_kind = 'change'
        and origin <> 'derived'
        and compared_with in ('previous_budget', 'previous_final')
        and (phase = 'budget') = (compared_with = 'previous_budget')
        and function_code is null
        and economic_code is null
        and government_economic_code is null
        and subject_name is null
        and institution_no is null
        and project_no is null
        and qualifier is null
    qualify row_number() over (partition by disclosure_id, measure, fund, phase order by fiscal_year desc, fact_id) = 1
),
-- One body may publish twice for one year under two spellings of its name: the fuller one speaks.
body as (
    from (select disclosure_id, department_id, fiscal_year, report_type, scope, count(*) as figures
          from headline group by all)
    qualify row_number() over (
        partition by department_id, fiscal_year, report_type, scope order by figures desc, disclosure_id
    ) = 1
)
select
    headline.department_id,
    department.kind,
    headline.division_code,
    division.name as division_name,
    division.level as division_level,
    coalesce(department.name, disclosure.printed_name) as department_name,
    headline.fiscal_year,
    headline.report_type,
    headline.scope,
    headline.measure,
    headline.fund,
    headline.phase,
    headline.value_kind,
    headline.amount_yuan,
    headline.quantity,
    headline.half_width,
    stated_change.amount_yuan as stated_change_yuan,
    headline.places,
    headline.places_agree,
    headline.origin,
    headline.reading,
    headline.confidence,
    headline.disclosure_id,
    headline.document_id,
    headline.fact_id
from headline
join body on body.disclosure_id = headline.disclosure_id
join core.disclosure as disclosure on disclosure.disclosure_id = headline.disclosure_id
left join core.department as department on department.department_id = headline.department_id
left join place as division on division.code = headline.division_code
left join stated_change
    on stated_change.disclosure_id = headline.disclosure_id
    and stated_change.measure = headline.measure
    and stated_change.fund = headline.fund
    and stated_change.phase = headline.phase
order by kind, fiscal_year, report_type, measure, fund, headline.division_code, headline.department_id;

comment on table compare.body_figure is '各部门的主要数字：每份现行公开、每个指标、每种资金口径一行 | Headline figures of whole bodies: a row for each current disclosure, measure and fund';
comment on column compare.body_figure.department_id is '部门 | the body';
comment on column compare.body_figure.kind is '部门类别 | kind of department';
comment on column compare.body_figure.division_code is '行政区划代码 | code of the division';
comment on column compare.body_figure.division_name is '行政区划名称 | name of the division';
comment on column compare.body_figure.division_level is '行政级别 | level of the division';
comment on column compare.body_figure.department_name is '部门名称 | name of the body';
comment on column compare.body_figure.fiscal_year is '年度 | fiscal year';
comment on column compare.body_figure.report_type is '预算或决算 | budget or final accounts';
comment on column compare.body_figure.scope is '部门或单位口径 | department or unit';
comment on column compare.body_figure.measure is '指标 | measure';
comment on column compare.body_figure.fund is '资金口径 | which money it covers';
comment on column compare.body_figure.phase is '预算阶段 | phase';
comment on column compare.body_figure.value_kind is '数值类型 | kind of value';
comment on column compare.body_figure.amount_yuan is '金额（元） | amount in yuan';
comment on column compare.body_figure.quantity is '数量 | quantity';
comment on column compare.body_figure.half_width is '末位数字的半个单位 | half a unit of the last printed digit';
comment on column compare.body_figure.stated_change_yuan is '文件写明的比上年增减（元） | change against the previous year as the document states it, in yuan';
comment on column compare.body_figure.places is '文件中有几处写明 | how many places say it';
comment on column compare.body_figure.places_agree is '各处是否一致 | whether they agree within rounding';
comment on column compare.body_figure.origin is '表格、文字或推算（文件没有写明） | table, text, or derived: the document does not state it';
comment on column compare.body_figure.reading is '识别是否有把握 | sure or unsure';
comment on column compare.body_figure.confidence is '可信度 0 至 1 | how far it can be relied on, 0 to 1';
comment on column compare.body_figure.disclosure_id is '公开 | the disclosure';
comment on column compare.body_figure.document_id is '文件 | the document';
comment on column compare.body_figure.fact_id is '数字出处 | the fact chosen';
