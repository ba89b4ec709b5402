-- title_zh: 经济分类逐级相加
-- title_en: Economic classes add up to the level above
-- severity: error
-- scope: one column of one table
-- statement_zh: 同一张表的同一列中，经济分类（部门预算或政府预算）的类等于其下款之和，合计等于各类之和；只印一列金额
--   的表中，人员经费合计等于 301 与 303 之和，公用经费合计等于其余各类之和。同一编码印了不止一行时，只能
--   证明相等，不能判定不符。
-- statement_en: In one column of one table an economic class (of either classification) equals its 款 and the total
--   the classes; in a table with one amount column the printed personnel total equals 301 plus 303, the public
--   total all other classes. Where a code is printed in several rows, the sum can show that it closes but never
--   that it fails.

with subtotal as (
    -- Personnel and public totals of a table whose coded rows are all of basic expenditure, in one amount column.
    select total.*, total.measure = 'expenditure_personnel' as is_personnel
    from (
        from uncoded_cell
        where measure in ('expenditure_personnel', 'expenditure_public') and subject_name is null
    ) as total
    anti join (
        select distinct document_id, table_no
        from coded_cell
        where axis = 'economic' and measure in ('expenditure_personnel', 'expenditure_public')
    ) as split
        on split.document_id = total.document_id and split.table_no = total.table_no
    qualify
        min(amount) over (partition by block) is not distinct from max(amount) over (partition by block)
        and row_number() over (partition by block order by row_no, fact_id) = 1
),
-- The form's rows stand in more than one table of the document: a page's end that could not be stitched.
torn as (
    select document_id, form
    from coded_cell
    where axis = 'economic'
    group by document_id, form
    having count(distinct table_no) > 1
),
topmost as (
    select coded.*, left(coded.code, 3) in ('301', '303') as is_personnel
    from (from coded_cell where axis = 'economic' and measure = 'expenditure_basic') as coded
    anti join (select distinct axis, block, code from coded_cell) as middle
        on middle.axis = coded.axis and middle.block = coded.block and middle.code = coded.code_of_5
    anti join (select distinct axis, block, code from coded_cell) as upper_most
        on upper_most.axis = coded.axis and upper_most.block = coded.block and upper_most.code = coded.code_of_3
),
by_side as (
    select
        subtotal.cell_no,
        case when bool_or(topmost.printed) then sum(topmost.amount) end as amount,
        sum(topmost.half_width) as half_width,
        bool_or(topmost.doubtful) as doubtful,
        count(*) > count(distinct topmost.code) as repeats,
        list(topmost.fact_id order by topmost.code, topmost.fact_id) filter (topmost.printed) as fact_ids
    from subtotal
    join topmost
        on topmost.document_id = subtotal.document_id
        and topmost.table_no = subtotal.table_no
        and topmost.fund = subtotal.fund
        and topmost.phase = subtotal.phase
        and topmost.fiscal_year = subtotal.fiscal_year
        and topmost.institution_no is not distinct from subtotal.institution_no
        and topmost.is_personnel = subtotal.is_personnel
    group by subtotal.cell_no
)
select tried.*
from (
    from codes_against_parents('economic')
    union all
    from codes_against_parents('government_economic')
) as tried
-- Where the two sub-totals are printed instead of one total, no total is missing.
left join (select distinct document_id, table_no from subtotal) as split
    on split.document_id = tried.document_id and split.table_no = tried.table_no
where tried.parent_code <> '' or tried.left_value is not null or split.document_id is null
union all by name
select
    subtotal.disclosure_id,
    concat(
        place_of(
            'table', subtotal.form, null, subtotal.page, subtotal.table_no, subtotal.row_no, subtotal.column_no, null
        ),
        ': ',
        about(subtotal.measure, subtotal.fund, subtotal.phase, subtotal.fiscal_year, 'level', null, null)
    ) as instance,
    case when subtotal.printed then subtotal.amount end as left_value,
    by_side.amount as right_value,
    subtotal.half_width + by_side.half_width as tolerance,
    subtotal.doubtful or by_side.doubtful as doubtful,
    case
        when not subtotal.printed then 'the total is not printed'
        when by_side.amount is null then 'no row below is printed'
        when torn.form is not null then 'the table goes on in another one'
        when by_side.repeats then 'a row below is printed more than once'
    end as reason,
    list_prepend(subtotal.fact_id, coalesce(by_side.fact_ids, [])) as evidence
from subtotal
join by_side on by_side.cell_no = subtotal.cell_no
left join torn on torn.document_id = subtotal.document_id and torn.form = subtotal.form
where subtotal.printed or by_side.amount is not null
