-- The cells that all rules work on, and the verdict all rules share. Run before the rules and before `_codes`, `_sums`.

-- What a cell adds to a sum: a printed amount counts; a cell printed empty, as a dash or as 无 adds nothing.
create or replace temp macro amount_added(amount, cell_state) as
    case
        when amount is not null then amount
        when cell_state in ('zero', 'blank', 'nil_statement', 'not_applicable') then 0
    end;

-- The verdict of the interval model: every printed number stands for itself give or take its half width.
-- `reason` says why a relation that does not close cannot be held against the document.
create or replace temp macro verdict_of(left_value, right_value, tolerance, doubtful, reason) as
    case
        when left_value is null or right_value is null or tolerance is null then 'not_tested'
        when doubtful then 'unsure'
        when left_value = right_value then 'exact'
        when abs(left_value - right_value) <= tolerance then 'rounding'
        when reason is not null then 'not_tested'
        else 'failed'
    end;

-- Every way down the trees of measures, for both report types: `through` are the measures between total and part.
create or replace temp table tree_term as
with recursive term as (
    select kind.report_type, branch.total, branch.part, [branch.split] as splits, []::varchar[] as through
    from reference.tree as branch
    join (values ('budget'), ('final_accounts')) as kind (report_type)
        on branch.report_type in ('both', kind.report_type)
    where branch.relation = 'sums'
    union all
    select
        term.report_type,
        term.total,
        branch.part,
        list_append(term.splits, branch.split) as splits,
        list_append(term.through, branch.total) as through
    from term
    join reference.tree as branch
        on branch.total = term.part and branch.relation = 'sums' and branch.report_type in ('both', term.report_type)
)
select * from term;

-- One row for each money figure of `core.fact`, with what it adds and with the place inside which sums are looked for:
-- a row of a table where the row holds several measures, else a column of a table, else a section of text.
create or replace temp table cell as
with money as (
    select
        fact.fact_id,
        fact.disclosure_id,
        fact.document_id,
        disclosure.report_type,
        fact.origin,
        fact.form,
        fact.section,
        fact.page,
        fact.table_no,
        fact.row_no,
        fact.column_no,
        fact.char_start,
        fact.measure,
        fact.fund,
        fact.phase,
        fact.fiscal_year,
        fact.value_kind,
        fact.compared_with,
        fact.as_of,
        fact.function_code,
        fact.economic_code,
        fact.government_economic_code,
        fact.subject_name,
        fact.institution_no,
        fact.project_no,
        -- A price threshold narrows one class of assets only: it does not part the class from its total.
        case when not starts_with(fact.qualifier, 'at_least_') then fact.qualifier end as qualifier,
        fact.row_role,
        fact.occurrence,
        fact.state,
        fact.amount_yuan is not null and fact.state <> 'blank' as printed,
        amount_added(fact.amount_yuan, fact.state) as amount,
        -- Words such as 持平 or 无 say exactly nothing; any other amount without a printed precision stays without one.
        case
            when fact.amount_yuan is null or (fact.half_width is null and fact.amount_yuan = 0) then 0
            else fact.half_width
        end as half_width,
        fact.reading = 'unsure' as doubtful,
        measure.own_fund is not null as has_own_fund,
        case
            when fact.origin = 'table' and fact.row_no is not null
                then hash(
                    fact.document_id, fact.table_no, fact.row_no, split_part(fact.measure, '_', 1), fact.fiscal_year,
                    fact.phase, fact.value_kind, fact.compared_with, fact.as_of, fact.function_code,
                    fact.economic_code, fact.government_economic_code, fact.subject_name, fact.institution_no,
                    fact.project_no
                )
        end as line_key
    from core.fact as fact
    join core.disclosure as disclosure on disclosure.disclosure_id = fact.disclosure_id
    left join reference.measure as measure on measure.code = fact.measure
    where
        fact.quantity is null
        and fact.value_kind in ('level', 'change', 'stock')
        and fact.origin in ('table', 'text')
),
line as (
    select line_key
    from money
    where line_key is not null
    group by line_key
    having min(measure) <> max(measure)
)
select
    money.* exclude (line_key),
    row_number() over () as cell_no,
    line.line_key is not null as in_line,
    hash(
        money.document_id, money.origin, money.form, money.section, money.table_no,
        case when line.line_key is not null then money.row_no end,
        case when line.line_key is null then money.column_no end,
        money.fiscal_year, money.phase, money.value_kind, money.compared_with, money.as_of, money.function_code,
        money.economic_code, money.government_economic_code, money.subject_name, money.institution_no,
        money.project_no, money.qualifier
    ) as place
from money
left join line on line.line_key = money.line_key;

-- Which measures a table prints at all: an empty cell of a row says nothing by itself, but its column stands there.
create or replace temp table table_measures as
select document_id, table_no, list(distinct measure) as measures
from cell
where origin = 'table' and in_line
group by document_id, table_no;

-- Where a cell stands and what it is about, for the column `instance` of a finding.
create or replace temp macro place_of(origin, form, section, page, table_no, row_no, column_no, char_start) as
    case
        when origin = 'table'
            then concat_ws(
                ' ', form, 'page ' || page, 'table ' || table_no, 'row ' || row_no, 'column ' || column_no
            )
        else concat_ws(' ', 'text', section, 'page ' || page, 'character ' || char_start)
    end;

create or replace temp macro about(measure, fund, phase, fiscal_year, value_kind, code, subject_name) as
    concat_ws(' ', code, subject_name, measure, fund, phase, fiscal_year, nullif(value_kind, 'level'));
