-- title_zh: 各项目金额之和与项目支出一致
-- title_en: The projects' amounts match project expenditure
-- severity: warning
-- scope: one disclosure, its documents together
-- statement_zh: 公开的各项目金额（绩效目标中的项目预算控制数等）之和与全部资金的项目支出一致：不得大于项目支出；文件写明的项目个数
--   与列出的个数相同时，也不得小于。有项目没有金额、另有项目支出表（与绩效表重复列示）、或疑有重复列示时，只能证明相等，
--   不能判定不符。金额为百元整数倍的按万元两位小数印出计，其余按元两位小数计。
-- statement_en: The amounts of the published projects (budget control numbers of the performance targets and the like) match
--   project expenditure of all funds: they are never more, and not less either where the document states as many projects as
--   it lists. Where a project has no amount, where a project table stands beside the performance tables, or where a project
--   may be listed twice, the sum can show that it closes but never that it fails. An amount of whole hundreds of yuan counts
--   as printed in 万元 with two decimals, any other in yuan.

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
-- A project table lists again what the performance tables list, by other names and in other groups.
project_table as (
    select distinct disclosure_id
    from core.fact
    where form = 'projects'
),
-- How many projects the document says it has targets for.
counted as (
    select disclosure_id, max(quantity) as projects
    from core.fact
    where measure = 'performance_projects' and (qualifier is null or qualifier = 'target_set')
    group by disclosure_id
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
        when project_table.disclosure_id is not null then 'a project table lists projects beside the performance tables'
        when listed.amount < spent.amount and counted.projects is distinct from listed.projects
            then 'the listed projects may be a part only'
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
left join project_table on project_table.disclosure_id = listed.disclosure_id
left join counted on counted.disclosure_id = listed.disclosure_id
left join shared on shared.disclosure_id = listed.disclosure_id
