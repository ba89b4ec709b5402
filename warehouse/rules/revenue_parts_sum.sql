-- title_zh: 收入合计等于各来源之和
-- title_en: Revenue equals the sum of its sources
-- severity: error
-- scope: one table (a row or a column), or neighbouring sentences of one section
-- statement_zh: 收入总计、本年收入合计、财政拨款收入、单位资金收入各等于同一处印出的分项之和，分项依 trees.csv；分项
--   本身没有印出时以其下级代替。印出的空格、“-”和“无”按零计；有必要的分项没有印出、或文字另写有上年结转时，只能证明相
--   等，不能判定不符，记为未检验；但印出的分项之和已大于合计的，表中判为不符，文字存疑。
-- statement_en: Total sources, revenue of the year, fiscal appropriation and unit funds each equal the parts
--   printed in the same place, along trees.csv; a part that is not printed is replaced by what stands below it. A
--   cell printed empty, as a dash or as 无 adds nothing; where a needed part is not printed at all, or prose gives a
--   carry-over beside it, a sum can show that it closes but never that it fails, and is not tested; but where the
--   printed parts alone exceed the total it fails in a table and is in doubt in prose.

with summed as (
    from sums_of_parts(
        'revenue_grand_total',
        ['sources', 'budget_sources', 'final_sources', 'funds', 'unit_funds'],
        [['revenue_carryover'], ['revenue_total', 'revenue_other', 'revenue_unit_funds']],
        ['level'],
        300
    )
    union all
    from sums_of_parts(
        'revenue_total',
        ['sources', 'budget_sources', 'final_sources', 'funds', 'unit_funds'],
        [
            ['revenue_fiscal_appropriation', 'revenue_general_public_budget'],
            ['revenue_other', 'revenue_unit_funds']
        ],
        ['level'],
        300
    )
    where fund <> 'fiscal'
    union all
    from sums_of_parts(
        'revenue_total',
        ['sources', 'budget_sources', 'final_sources', 'funds', 'unit_funds'],
        [['revenue_general_public_budget']],
        ['level'],
        300,
        also_in_text := [['revenue_government_fund'], ['revenue_state_capital']]
    )
    where fund = 'fiscal'
    union all
    from sums_of_parts(
        'revenue_fiscal_appropriation',
        ['sources', 'budget_sources', 'final_sources', 'funds', 'unit_funds'],
        [['revenue_general_public_budget']],
        ['level'],
        300,
        also_in_text := [['revenue_government_fund'], ['revenue_state_capital']]
    )
    union all
    from sums_of_parts(
        'revenue_unit_funds',
        ['sources', 'budget_sources', 'final_sources', 'funds', 'unit_funds'],
        [
            ['revenue_undertaking'],
            ['revenue_business'],
            ['revenue_superior_subsidy'],
            ['revenue_subordinate_remittance'],
            ['revenue_other']
        ],
        ['level'],
        300
    )
),
-- Where unit funds and parts of them are printed, what the parts come to.
tried as (
    select
        summed.*,
        list_sum(
            [part.amount for part in printed_parts if part.measure = 'revenue_unit_funds']
        ) as unit_funds,
        list_sum([part.amount for part in printed_parts if list_contains(below, part.measure)]) as below_unit_funds,
        list_sum([part.half_width for part in printed_parts if list_contains(below, part.measure)])
        + list_sum([part.half_width for part in printed_parts if part.measure = 'revenue_unit_funds'])
            as below_half_width
    from summed,
        (
            select list(part) as below
            from reference.tree
            where total = 'revenue_unit_funds'
        ) as unit_funds_tree
)
select
    tried.* exclude (reason),
    coalesce(
        tried.reason,
        case
            -- Some tables print the unit's own funds beside 事业收入 and the like, others above them.
            when abs(tried.unit_funds - tried.below_unit_funds) > tried.below_half_width
                then 'unit funds and their parts are printed side by side'
            -- Prose often calls revenue what holds the carry-over as well.
            when tried.total_measure <> 'revenue_grand_total' and carried.in_text
                then 'the text gives a carry-over beside it'
            -- So do fiscal tables that print both the year's total and the fiscal appropriation.
            when tried.total_measure <> 'revenue_grand_total' and tried.fund = 'fiscal' and carried.prints_both
                then 'a carry-over may be in one of the two totals'
        end
    ) as reason
from tried
left join (
    select
        document_id,
        place,
        bool_or(origin = 'text') as in_text,
        bool_or(measure = 'revenue_total' and fund = 'fiscal' and printed)
        and bool_or(measure = 'revenue_fiscal_appropriation' and printed) as prints_both
    from cell
    where measure in ('revenue_carryover', 'revenue_total', 'revenue_fiscal_appropriation')
    group by document_id, place
    having bool_or(measure = 'revenue_carryover' and amount > 0)
) as carried
    on carried.document_id = tried.document_id and carried.place = tried.stands_at
