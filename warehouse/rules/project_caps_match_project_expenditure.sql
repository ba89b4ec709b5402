-- title_zh: 各项目金额之和等于项目支出
-- title_en: The projects' amounts add up to project expenditure
-- severity: warning
-- scope: one disclosure, its documents together
-- statement_zh: 公开的各项目金额（项目支出表、绩效目标中的项目预算控制数）之和等于全部资金的项目支出。有项目没有金额时不检验；
--   涉密项目不公开时会不符，因此只作提示。金额为百元整数倍的按万元两位小数印出计，其余按元两位小数计。
-- statement_en: The amounts of the published projects (project table, budget control numbers of the performance targets) add up
--   to project expenditure of all funds. Not tested where a project has no amount; a body may keep projects secret, hence only
--   a warning. An amount of whole hundreds of yuan counts as printed in 万元 with two decimals, any other in yuan.

with listed as (
    select
        disclosure_id,
        count(*) as projects,
        count(amount_yuan) as with_amount,
        sum(amount_yuan) as amount,
        sum(case when amount_yuan % 100 = 0 then 50 else 0.005 end) as half_width
    from core.project
    group by disclosure_id
),
spent as (
    select
        disclosure_id,
        arg_min(cell_no, (origin = 'text', half_width, form, row_no, char_start, fact_id)) as cell_no,
        max(amount - half_width) > min(amount + half_width) as disagree
    from cell
    join core.disclosure using (disclosure_id)
    where
        cell.measure = 'expenditure_project'
        and cell.fund = 'all'
        and cell.value_kind = 'level'
        and cell.fiscal_year = disclosure.fiscal_year
        and cell.phase = case when disclosure.report_type = 'budget' then 'budget' else 'final' end
        and cell.printed
        and cell.function_code is null
        and cell.economic_code is null
        and cell.government_economic_code is null
        and cell.subject_name is null
        and cell.institution_no is null
        and cell.project_no is null
    group by disclosure_id
),
-- A project table whose projects are not in the warehouse: what is listed is then only a part.
unread as (
    select distinct fact.disclosure_id
    from core.fact as fact
    anti join core.project as project on project.document_id = fact.document_id and project.table_no = fact.table_no
    where fact.form = 'projects'
),
-- Amounts that two projects share: narrative and table may both list one project, under names that differ a little.
shared as (
    select disclosure_id, list(amount_yuan) as amounts
    from (
        select disclosure_id, amount_yuan
        from core.project
        where amount_yuan > 0
        group by disclosure_id, amount_yuan
        having count(*) > 1
    )
    group by disclosure_id
)
select
    listed.disclosure_id,
    concat(listed.projects, ' projects: expenditure_project all') as instance,
    spent.amount as left_value,
    case when listed.with_amount > 0 then listed.amount end as right_value,
    spent.half_width + listed.half_width as tolerance,
    spent.doubtful,
    case
        when spent.cell_no is null then 'project expenditure of all funds is not printed'
        when listed.with_amount < listed.projects then 'a project has no amount'
        when unread.disclosure_id is not null then 'the projects of the project table are not read'
        when
            len(
                list_filter(
                    shared.amounts,
                    lambda amount: abs(listed.amount - spent.amount - amount) <= spent.half_width + listed.half_width
                )
            )
            > 0
            then 'a project may be listed twice'
        when chosen.disagree then 'project expenditure is printed with different amounts'
    end as reason,
    case when spent.fact_id is null then [] else [spent.fact_id] end as evidence
from listed
left join spent as chosen on chosen.disclosure_id = listed.disclosure_id
left join cell as spent on spent.cell_no = chosen.cell_no
left join unread on unread.disclosure_id = listed.disclosure_id
left join shared on shared.disclosure_id = listed.disclosure_id
