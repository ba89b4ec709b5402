-- title_zh: 文字中的总额与表中总额一致
-- title_en: A total in the text equals the total in the table
-- severity: error
-- scope: one disclosure, its documents together
-- statement_zh: 文字写明的总额（全部门，不分科目、单位和项目）与主要报表中同一指标、同一资金性质、同一阶段、同一年度的数额一致，
--   允许一次四舍五入。几张表互不一致时，与其中任何一张一致即可；都不一致则不检验。
--   表中以相近的总额（含或不含结转）或另一阶段、年度、资金性质印出该数额的，视为名称存疑，不判定不符。
-- statement_en: A total stated in the text (whole body; no class, unit or project) equals the figure of the same measure, fund,
--   phase and year in the statutory tables, within one rounding. Where tables disagree among themselves, agreeing with one of
--   them is enough, and agreeing with none is not tested. Where the tables give the amount under a sister total (with or
--   without carry-over), or for another phase, year or fund, its name is in doubt and it does not fail.

with headline as (
    from cell
    where
        printed
        and value_kind in ('level', 'stock')
        -- In prose 其中 only says that a figure is part of the one before.
        and (row_role <> 'of_which' or origin = 'text')
        and function_code is null
        and economic_code is null
        and government_economic_code is null
        and subject_name is null
        and institution_no is null
        and project_no is null
        and (
            origin = 'text'
            or form in (
                'revenue_and_expenditure', 'revenue', 'expenditure', 'fiscal_appropriation',
                'general_public_expenditure', 'general_public_basic_expenditure', 'three_public',
                'government_fund_expenditure', 'state_capital_expenditure', 'agency_operating', 'procurement', 'assets'
            )
        )
),
in_text as (
    from headline
    where origin = 'text'
    qualify row_number() over (
        partition by disclosure_id, measure, fund, phase, fiscal_year, value_kind, as_of, qualifier, amount
        order by document_id, char_start, fact_id
    ) = 1
),
pair as (
    select
        in_text.cell_no as text_no,
        arg_min(
            in_table.cell_no, (abs(in_table.amount - in_text.amount), in_table.half_width, in_table.fact_id)
        ) as table_no,
        max(in_table.amount - in_table.half_width) > min(in_table.amount + in_table.half_width) as tables_disagree
    from in_text
    join (from headline where origin = 'table') as in_table
        on in_table.disclosure_id = in_text.disclosure_id
        and in_table.measure = in_text.measure
        and in_table.fund = in_text.fund
        and in_table.phase = in_text.phase
        and in_table.fiscal_year = in_text.fiscal_year
        and in_table.value_kind = in_text.value_kind
        and in_table.as_of is not distinct from in_text.as_of
        and in_table.qualifier is not distinct from in_text.qualifier
    group by in_text.cell_no
),
-- Words do not always say whether a total holds what is carried over, nor of which phase, year or fund it is: where the
-- tables give the text's amount under such a name, the name is in doubt, not the sum. A fund that the words name is not.
sister as (
    select distinct in_text.cell_no as text_no
    from in_text
    join core.fact as said on said.fact_id = in_text.fact_id and said.document_id = in_text.document_id
    join (from headline where origin = 'table') as in_table
        on in_table.disclosure_id = in_text.disclosure_id and in_table.value_kind = in_text.value_kind
    left join (
        values
            ('revenue_total', 'revenue'),
            ('revenue_grand_total', 'revenue'),
            ('revenue_fiscal_appropriation', 'revenue'),
            ('expenditure_total', 'expenditure'),
            ('expenditure_grand_total', 'expenditure')
    ) as text_side (measure, side)
        on text_side.measure = in_text.measure
    left join (
        values
            ('revenue_total', 'revenue'),
            ('revenue_grand_total', 'revenue'),
            ('revenue_fiscal_appropriation', 'revenue'),
            ('expenditure_total', 'expenditure'),
            ('expenditure_grand_total', 'expenditure')
    ) as table_side (measure, side)
        on table_side.measure = in_table.measure
    where
        abs(in_table.amount - in_text.amount) <= in_table.half_width + in_text.half_width
        and (in_table.measure = in_text.measure or table_side.side = text_side.side)
        and not (
            in_table.fund <> in_text.fund
            and (
                (in_text.fund = 'general_public' and said.quote like '%一般公共预算%')
                or (in_text.fund = 'fiscal' and said.quote like '%财政拨款%')
            )
        )
)
select
    in_text.disclosure_id,
    concat(
        place_of('text', null, in_text.section, in_text.page, null, null, null, in_text.char_start),
        ' and ',
        place_of(
            'table', in_table.form, null, in_table.page, in_table.table_no, in_table.row_no, in_table.column_no, null
        ),
        ': ',
        about(in_text.measure, in_text.fund, in_text.phase, in_text.fiscal_year, in_text.value_kind, null, null)
    ) as instance,
    in_text.amount as left_value,
    in_table.amount as right_value,
    in_text.half_width + in_table.half_width as tolerance,
    in_text.doubtful or in_table.doubtful as doubtful,
    case
        when sister.text_no is not null
            then 'the tables give this amount under a sister total or for another phase, year or fund'
        when pair.tables_disagree then 'the tables disagree among themselves'
    end as reason,
    [in_text.fact_id, in_table.fact_id] as evidence
from pair
join cell as in_text on in_text.cell_no = pair.text_no
join cell as in_table on in_table.cell_no = pair.table_no
left join sister on sister.text_no = in_text.cell_no
