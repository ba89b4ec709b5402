-- title_zh: 收入总计等于支出总计
-- title_en: Total sources equal total uses
-- severity: error
-- scope: one table, or one section of text
-- statement_zh: 收支总表、财政拨款收支总表（逐资金性质）以及同一节文字中，收入总计等于支出总计。同一处印有几个不同的
--   总计时不检验；文字没有写明是“总”额的，只能证明相等，不能判定不符。
-- statement_en: In the overall table, in the fiscal appropriation table (for each fund) and in one section of text,
--   total sources equal total uses. Where one place prints several different totals, the relation is not
--   tested; prose that does not say 总 of both can show that they are equal, never that they are not.

with side as (
    select
        document_id,
        hash(
            document_id, origin, form, section, table_no, fiscal_year, phase, fund, institution_no, qualifier
        ) as place,
        measure,
        count(distinct amount) as readings,
        arg_min(cell_no, (not printed, half_width, row_no, char_start, fact_id)) as cell_no
    from cell
    where
        measure in ('revenue_grand_total', 'expenditure_grand_total')
        and value_kind = 'level'
        and function_code is null
        and economic_code is null
        and government_economic_code is null
        and subject_name is null
        and project_no is null
        and (origin = 'text' or form in ('revenue_and_expenditure', 'fiscal_appropriation'))
    group by all
),
pair as (
    select
        coalesce(sources.cell_no, uses.cell_no) as stands_no,
        sources.cell_no as sources_no,
        uses.cell_no as uses_no,
        coalesce(sources.readings, 0) as sources_readings,
        coalesce(uses.readings, 0) as uses_readings
    from (from side where measure = 'revenue_grand_total') as sources
    full join (from side where measure = 'expenditure_grand_total') as uses
        on uses.place = sources.place and uses.document_id = sources.document_id
)
select
    stands.disclosure_id,
    concat(
        place_of(
            stands.origin, stands.form, stands.section, stands.page, stands.table_no, stands.row_no, stands.column_no,
            stands.char_start
        ),
        ': ',
        about('revenue_grand_total', stands.fund, stands.phase, stands.fiscal_year, 'level', null, null)
    ) as instance,
    case when sources.printed then sources.amount end as left_value,
    case when uses.printed then uses.amount end as right_value,
    sources.half_width + uses.half_width as tolerance,
    sources.doubtful or uses.doubtful as doubtful,
    case
        when sources.cell_no is null or not sources.printed then 'total sources are not printed'
        when uses.cell_no is null or not uses.printed then 'total uses are not printed'
        when stands.origin = 'text' and not (sources_fact.quote like '%总%' and uses_fact.quote like '%总%')
            then 'the words do not say that these are the totals with what is carried over'
        when pair.sources_readings > 1 or pair.uses_readings > 1
            then 'a total is printed more than once with different amounts'
    end as reason,
    list_filter([sources.fact_id, uses.fact_id], lambda id: id is not null) as evidence
from pair
join cell as stands on stands.cell_no = pair.stands_no
left join cell as sources on sources.cell_no = pair.sources_no
left join cell as uses on uses.cell_no = pair.uses_no
left join core.fact as sources_fact
    on sources_fact.fact_id = sources.fact_id and sources_fact.document_id = sources.document_id
left join core.fact as uses_fact on uses_fact.fact_id = uses.fact_id and uses_fact.document_id = uses.document_id
-- A sentence that gives one side only claims nothing about the other, and the sources of a fiscal table are seldom
-- totalled for each fund; any other table with one side is reported.
where
    (sources.printed and uses.printed)
    or ((sources.printed or uses.printed) and stands.origin = 'table' and stands.fund in ('all', 'fiscal'))
