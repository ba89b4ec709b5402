-- How the rows of a classification table compare with the row above them in the code's hierarchy.

-- The rows of each classification with their code. `block` is one column of one table; `crossed` rows carry a second
-- code (one row for each pair), so they are only used where their code has no row of its own.
create or replace temp table coded_cell as
with coded as (
    select
        cell.*,
        axis.axis,
        axis.code,
        axis.crossed,
        hash(
            document_id, form, table_no, measure, fund, phase, fiscal_year, value_kind, compared_with, as_of,
            institution_no, project_no, qualifier
        ) as block
    from cell,
        lateral (
            values
                ('function', function_code, economic_code is not null or government_economic_code is not null),
                (
                    'economic',
                    case when function_code is null then economic_code end,
                    government_economic_code is not null
                ),
                (
                    'government_economic',
                    case when function_code is null and economic_code is null then government_economic_code end,
                    false
                )
        ) as axis (axis, code, crossed)
    where origin = 'table' and value_kind = 'level' and row_role <> 'of_which'
),
own_row as (
    select distinct axis, block, code
    from coded
    where code is not null and not crossed
)
select
    coded.*,
    -- The codes above, NULL where the code is no longer than they are: joins on them stay plain equalities (and fast).
    case when length(coded.code) > 5 then left(coded.code, 5) end as code_of_5,
    case when length(coded.code) > 3 then left(coded.code, 3) end as code_of_3
from coded
left join own_row on own_row.axis = coded.axis and own_row.block = coded.block and own_row.code = coded.code
where coded.code is not null and (not coded.crossed or own_row.code is null);

-- Rows of the same columns without any code: totals (no name), and rows that only a name marks.
create or replace temp table uncoded_cell as
select
    cell.*,
    case
        when measure = 'expenditure_grand_total' and form in ('revenue_and_expenditure', 'fiscal_appropriation')
            then hash(
                document_id, form, table_no, 'expenditure_total', fund, phase, fiscal_year, value_kind, compared_with,
                as_of, institution_no, project_no, qualifier
            )
    end as sum_block,
    hash(
        document_id, form, table_no, measure, fund, phase, fiscal_year, value_kind, compared_with, as_of,
        institution_no, project_no, qualifier
    ) as block
from cell
where
    origin = 'table'
    and value_kind = 'level'
    and row_role <> 'of_which'
    and function_code is null
    and economic_code is null
    and government_economic_code is null;

-- Each printed code, and the total (code ''), against the rows next below it: the nearest printed code that begins a
-- row's code is its parent, so a table without 类 or 款 rows is compared with what it does print.
create or replace temp macro codes_against_parents(the_axis) as table
with coded as (from coded_cell where axis = the_axis),
printed_code as (select distinct block, code from coded),
child as (
    select
        coded.block,
        coalesce(middle.code, upper_most.code, '') as parent_code,
        coded.code as mark,
        coded.fact_id,
        coded.amount,
        coded.printed,
        coded.half_width,
        coded.doubtful,
        coded.row_no,
        coded.cell_no
    from coded
    left join printed_code as middle on middle.block = coded.block and middle.code = coded.code_of_5
    left join printed_code as upper_most on upper_most.block = coded.block and upper_most.code = coded.code_of_3
    union all
    -- The left-out codes of the two overall tables are all 类, printed by name.
    select
        named.block, '' as parent_code, named.subject_name as mark, named.fact_id, named.amount, named.printed,
        named.half_width, named.doubtful, named.row_no, named.cell_no
    from uncoded_cell as named
    where
        the_axis = 'function'
        and named.subject_name is not null
        and named.row_role <> 'total'
        and named.form in ('revenue_and_expenditure', 'fiscal_appropriation')
),
below as (
    select
        block,
        parent_code,
        case when bool_or(printed) then sum(amount) end as amount,
        case when count(half_width) = count(*) then sum(half_width) end as half_width,
        bool_or(doubtful) as doubtful,
        count(*) as rows_below,
        min(cell_no) as first_cell_no,
        count(*) > count(distinct mark) as repeats,
        coalesce(list(fact_id order by row_no, fact_id) filter (printed), []) as fact_ids
    from child
    group by block, parent_code
),
nameless as (
    select distinct block
    from uncoded_cell
    where
        subject_name is not null
        and row_role <> 'total'
        and form not in ('revenue_and_expenditure', 'fiscal_appropriation')
),
parent as (
    select * from (
        select block, code, cell_no from coded
        union all
        select block, '' as code, cell_no from uncoded_cell where subject_name is null
        union all
        -- An overall table that closes with 支出总计 alone: its classes may be held against that.
        select grand.sum_block as block, '' as code, grand.cell_no
        from uncoded_cell as grand
        anti join (from uncoded_cell where subject_name is null and printed) as total on total.block = grand.sum_block
        where the_axis = 'function' and grand.sum_block is not null and grand.printed
    )
    join cell using (cell_no)
),
-- A parent printed twice with one amount is one reading; with several amounts nobody knows which is meant.
chosen as (
    select *, count(*) over (partition by block, code) as readings
    from (from parent qualify row_number() over (partition by block, code, amount order by row_no, fact_id) = 1)
),
-- A table that goes on in another one of its form (a page's end that could not be stitched): rows are missing from both.
piece as (
    select
        block,
        hash(
            document_id, form, measure, fund, phase, fiscal_year, value_kind, compared_with, as_of, institution_no,
            project_no, qualifier
        ) as whole,
        block in (select block from chosen where code = '' and printed) as has_total
    from (from coded qualify row_number() over (partition by block order by cell_no) = 1)
),
torn as (
    select piece.block
    from piece
    join (from piece where not has_total) as rest on rest.whole = piece.whole and rest.block <> piece.block
    group by piece.block
)
select
    any_child.disclosure_id,
    concat(
        place_of(
            'table', any_child.form, null, any_child.page, any_child.table_no, chosen.row_no, chosen.column_no, null
        ),
        ': ',
        about(
            any_child.measure, any_child.fund, any_child.phase, any_child.fiscal_year, any_child.value_kind,
            nullif(below.parent_code, ''), chosen.subject_name
        )
    ) as instance,
    case when chosen.printed then chosen.amount end as left_value,
    below.amount as right_value,
    chosen.half_width + below.half_width as tolerance,
    chosen.doubtful or below.doubtful as doubtful,
    case
        when chosen.cell_no is null or not chosen.printed then 'the total is not printed'
        when below.amount is null then 'no row below is printed'
        when chosen.half_width is null or below.half_width is null then 'the precision of a figure is not known'
        when chosen.readings > 1 then 'the row above is printed more than once with different amounts'
        when below.repeats then 'a row below is printed more than once'
        when torn.block is not null then 'the table goes on in another one'
        when below.parent_code = '' and chosen.measure in ('revenue_grand_total', 'expenditure_grand_total')
            then 'the grand total may hold what is carried over'
        when below.parent_code = '' and nameless.block is not null then 'a row of the table has no code'
    end as reason,
    list_concat(case when chosen.fact_id is null then [] else [chosen.fact_id] end, below.fact_ids) as evidence,
    any_child.document_id,
    any_child.table_no,
    below.parent_code
from below
join cell as any_child on any_child.cell_no = below.first_cell_no
left join chosen on chosen.block = below.block and chosen.code = below.parent_code
left join nameless on nameless.block = below.block
left join torn on torn.block = below.block
where (chosen.printed or below.amount is not null) and (chosen.cell_no is not null or below.rows_below > 1);
