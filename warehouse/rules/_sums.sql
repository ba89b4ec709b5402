-- How a total compares with the parts printed beside it, along the trees of measures.

-- Each printed `the_total` against the parts printed in the same place, along the given splits of the trees.
-- A part that is printed stands for everything below it. `required`: of each inner list one measure must be printed, be
-- it blank; where that is not so, or a part is printed twice with different amounts, the sum may show that it closes,
-- never that it fails. `reach`: how many characters of text may lie between a total and its part.
-- `also_in_text`: what prose must name besides; a table that leaves a row out has nothing to say of it.
create or replace temp macro sums_of_parts(the_total, along, required, kinds, reach, also_in_text := []) as table
with total as (
    select
        *,
        origin = 'table' and min(amount) over same_place is distinct from max(amount) over same_place as has_rival
    from cell
    where measure = the_total and list_contains(kinds, value_kind)
    window same_place as (partition by document_id, place, fund)
    qualify
        origin = 'text'
        or row_number() over (
            partition by document_id, place, fund, amount order by row_no, column_no, fact_id
        ) = 1
),
pair as (
    select
        total.cell_no as total_no,
        part.measure,
        part.fact_id,
        part.amount,
        part.printed,
        part.half_width,
        part.doubtful,
        part.row_no,
        abs(part.char_start - total.char_start) as distance,
        term.through
    from total
    join cell as part on part.place = total.place and part.document_id = total.document_id
    join tree_term as term
        on term.total = the_total
        and term.part = part.measure
        and term.report_type = total.report_type
        and list_has_all(along, term.splits)
    where
        (
            part.fund = total.fund
            or (part.has_own_fund and total.fund in ('all', 'fiscal'))
            or (total.has_own_fund and part.fund = 'all')
        )
        and (total.origin = 'table' or abs(part.char_start - total.char_start) <= reach)
    -- In prose a part belongs to the total before it, or else to the nearest behind it.
    qualify
        total.origin = 'table'
        or rank() over (
            partition by part.cell_no, total.fund
            order by part.char_start < total.char_start, abs(part.char_start - total.char_start)
        ) = 1
),
candidate as (
    select
        *,
        min(amount) filter (printed) over same_part is distinct from max(amount) filter (printed) over same_part
            as contradicts,
        row_number() over (
            partition by total_no, measure order by printed desc, half_width, row_no, distance, fact_id
        ) as choice
    from pair
    window same_part as (partition by total_no, measure)
),
seen as (
    select
        total_no,
        list(measure order by measure) as measures,
        coalesce(list(measure order by measure) filter (printed), []) as printed_measures,
        list({'measure': measure, 'amount': amount, 'half_width': half_width} order by measure)
            filter (printed) as printed_parts
    from candidate
    where choice = 1
    group by total_no
),
-- What counts as printed beside a total: in a row, every column of its table, for a cell may be printed empty.
offered as (
    select
        total.cell_no as total_no,
        case
            -- The three-public table has the same columns everywhere, and often one row with empty cells.
            when total.in_line and total.form = 'three_public' then flatten(required)
            when total.in_line then list_concat(seen.measures, coalesce(table_measures.measures, []))
            else seen.measures
        end as measures,
        case when total.origin = 'text' then list_concat(required, also_in_text::varchar[][]) else required end as required
    from total
    join seen on seen.total_no = total.cell_no
    left join table_measures
        on table_measures.document_id = total.document_id and table_measures.table_no = total.table_no
),
added as (
    select
        candidate.total_no,
        sum(candidate.amount) as amount,
        case when count(candidate.half_width) = count(*) then sum(candidate.half_width) end as half_width,
        bool_or(candidate.doubtful) as doubtful,
        bool_or(candidate.contradicts) as contradicts,
        max(candidate.amount) as largest_part,
        min(candidate.amount) as smallest_part,
        list(candidate.fact_id order by candidate.measure) as fact_ids
    from candidate
    join seen on seen.total_no = candidate.total_no
    where candidate.choice = 1 and candidate.printed and not list_has_any(candidate.through, seen.printed_measures)
    group by candidate.total_no
),
-- A figure beside the sum that makes up the difference to the last digit (结转 inside 合计, say): not the document is in
-- doubt then but which columns its total covers.
explained as (
    select distinct suspect.cell_no as total_no
    from (
        select total.*, total.amount - added.amount as difference, total.half_width + added.half_width as tolerance
        from total
        join added on added.total_no = total.cell_no
        where abs(total.amount - added.amount) > total.half_width + added.half_width
    ) as suspect
    join cell as beside on beside.place = suspect.place and beside.document_id = suspect.document_id
    left join tree_term as term
        on term.total = the_total and term.part = beside.measure and term.report_type = suspect.report_type
    where
        beside.printed
        and beside.measure <> the_total
        and term.part is null
        and abs(abs(suspect.difference) - beside.amount) <= suspect.tolerance
)
select
    total.disclosure_id,
    total.document_id,
    total.fund,
    total.table_no,
    total.measure as total_measure,
    total.place as stands_at,
    concat(
        place_of(
            total.origin, total.form, total.section, total.page, total.table_no, total.row_no, total.column_no,
            total.char_start
        ),
        ': ',
        about(
            total.measure, total.fund, total.phase, total.fiscal_year, total.value_kind,
            coalesce(total.function_code, total.economic_code, total.government_economic_code), total.subject_name
        )
    ) as instance,
    case when total.printed then total.amount end as left_value,
    added.amount as right_value,
    total.half_width + added.half_width as tolerance,
    total.doubtful or added.doubtful or (total.origin = 'text' and len(beside.lacking) > 0 and beside.exceeds)
        as doubtful,
    case
        when not total.printed then 'the total is not printed'
        when added.amount is null then 'no part is printed'
        when total.half_width is null or added.half_width is null then 'the precision of a figure is not known'
        when total.has_rival then 'the total is printed more than once with different amounts'
        when added.contradicts then 'a part is printed more than once with different amounts'
        when len(beside.lacking) > 0 and not beside.exceeds
            then 'not every part is printed: '
                || array_to_string(
                    list_transform(beside.lacking, lambda choices: array_to_string(choices, ' or ')), ', '
                )
        -- Prose says 其中 in loose ways: what is itself a part, or smaller than its part, is no total of it.
        when total.origin = 'text' and total.row_role = 'of_which' and total.value_kind <> 'change'
            then 'the text gives the total as a part of something else'
        when total.origin = 'text' and total.value_kind <> 'change' and added.largest_part > total.amount
            then 'the text gives a part larger than the total'
        when explained.total_no is not null then 'another figure beside it makes up the difference'
    end as reason,
    list_prepend(total.fact_id, coalesce(added.fact_ids, [])) as evidence,
    seen.printed_parts
from total
join seen on seen.total_no = total.cell_no
join offered on offered.total_no = total.cell_no
left join added on added.total_no = total.cell_no
left join explained on explained.total_no = total.cell_no,
    lateral (
        select
            list_filter(offered.required, lambda choices: not list_has_any(choices, offered.measures)) as lacking,
            -- Parts that are not printed can only add to those that are: a sum that exceeds its total fails without them.
            coalesce(
                total.value_kind <> 'change'
                and added.smallest_part >= 0
                and added.amount - total.amount > total.half_width + added.half_width,
                false
            ) as exceeds
    ) as beside
where total.printed or added.amount is not null;

-- Parts of `the_total` that stand together in tables of `forms` with no total printed beside them: never passed over in
-- silence.
create or replace temp macro parts_without_total(the_total, parts, kinds, forms) as table
with together as (
    select
        document_id,
        place,
        any_value(disclosure_id) as disclosure_id,
        arg_min(
            place_of(origin, form, section, page, table_no, row_no, column_no, char_start), fact_id
        ) as stands_at,
        arg_min(
            about(
                the_total, fund, phase, fiscal_year, value_kind,
                coalesce(function_code, economic_code, government_economic_code), subject_name
            ),
            fact_id
        ) as says,
        list(fact_id order by fact_id) as evidence
    from cell
    where list_contains(forms, form) and list_contains(parts, measure) and list_contains(kinds, value_kind) and printed
    group by document_id, place
    having count(distinct measure) >= 2
)
select
    together.disclosure_id,
    concat(together.stands_at, ': ', together.says) as instance,
    null::decimal(20, 2) as left_value,
    null::decimal(20, 2) as right_value,
    null::decimal(20, 6) as tolerance,
    false as doubtful,
    'the total is not printed' as reason,
    together.evidence
from together
anti join (from cell where measure = the_total) as total
    on total.document_id = together.document_id and total.place = together.place;
