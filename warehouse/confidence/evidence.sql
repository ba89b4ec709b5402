-- What speaks for and against each figure of the disclosures in `scope`: a row a fact of `core.fact`, with its evidence
-- class `<what it is>/<what supports it or casts doubt on it>`. Reads findings and issues: run after the rules.

-- What the rules found about a fact. A sum of several printed numbers that closes, and is not all zeros, says that each
-- of them was read right and under the right head; a total that equals its only part says less.
create or replace temp table tested as
select
    finding.disclosure_id,
    tested.fact_id,
    bool_or(finding.fails) as contradicted,
    bool_or(finding.is_doubted) as doubted,
    bool_or(finding.adds_up) as adds_up,
    bool_or(finding.closes) as closes
-- What a finding says is worked out before it is spread over its facts: unnesting carries every column along.
from (
    select
        disclosure_id,
        evidence,
        verdict = 'failed' as fails,
        verdict = 'unsure' as is_doubted,
        verdict in ('exact', 'rounding')
        and left_value <> 0
        and (
            rule = 'sources_equal_uses'
            or (
                rule not in ('text_total_equals_table_total', 'project_caps_match_project_expenditure')
                and len(evidence) > 2
            )
        ) as adds_up,
        verdict in ('exact', 'rounding') and rule <> 'text_total_equals_table_total' as closes
    from quality.finding
    semi join scope using (disclosure_id)
    where verdict <> 'not_tested'
) as finding,
    unnest(finding.evidence) as tested (fact_id)
group by finding.disclosure_id, tested.fact_id;

-- Figures that a disclosure says in several places: whether the places agree, and whether they are really several (text
-- and table, two tables, two files), not one sentence said twice. A place left empty bears nothing out, and where another
-- gives an amount one of them is misread.
create or replace temp table said_again as
select
    fact.disclosure_id,
    fact.figure_id,
    min(hash(fact.document_id, fact.origin, fact.table_no)) filter (said.value is not null)
    <> max(hash(fact.document_id, fact.origin, fact.table_no)) filter (said.value is not null) as in_several_places,
    max(said.value - coalesce(fact.half_width, 0)) > min(said.value + coalesce(fact.half_width, 0)) as differs,
    coalesce(differs, false) or (bool_or(said.value <> 0) and bool_or(said.value is null)) as disagrees
from core.fact as fact
semi join scope on scope.disclosure_id = fact.disclosure_id,
    lateral (select coalesce(fact.amount_yuan, fact.quantity) as value) as said
where fact.origin <> 'derived'
group by fact.disclosure_id, fact.figure_id
having count(*) > 1;

-- What fails in one place is in doubt wherever the disclosure says it.
create or replace temp table contradicted_figure as
select distinct fact.disclosure_id, fact.figure_id
from core.fact as fact
join (from tested where contradicted) as failed
    on failed.disclosure_id = fact.disclosure_id and failed.fact_id = fact.fact_id;

-- Changes and percentages that follow from levels printed in the disclosure: a change from two levels, its percentage from
-- the change and the level, completion from two phases. Such a figure bears out what it follows from, and is borne out.
create or replace temp table followed as
with said as (
    select
        fact.disclosure_id,
        fact.fact_id,
        fact.value_kind,
        fact.phase,
        fact.fiscal_year,
        fact.compared_with,
        coalesce(fact.amount_yuan, fact.quantity)::double as value,
        coalesce(fact.half_width, 0)::double as half_width,
        hash(
            fact.disclosure_id, fact.measure, fact.fund, fact.function_code, fact.economic_code,
            fact.government_economic_code, fact.subject_name, fact.institution_no, fact.project_no, fact.qualifier
        ) as subject
    from core.fact as fact
    semi join scope on scope.disclosure_id = fact.disclosure_id
    where
        fact.origin <> 'derived'
        and fact.value_kind in ('level', 'change', 'change_percent', 'completion_percent')
        and coalesce(fact.amount_yuan, fact.quantity) <> 0
),
based as (
    select
        *,
        case when starts_with(compared_with, 'previous_') then fiscal_year - 1 else fiscal_year end as base_year,
        case compared_with
            when 'previous_budget' then 'budget'
            when 'previous_final' then 'final'
            when 'previous_estimated_outturn' then 'estimated_outturn'
            when 'current_budget' then 'budget'
            when 'current_adjusted_budget' then 'adjusted_budget'
        end as base_phase
    from said
    where value_kind <> 'level' and compared_with is not null
),
with_level as (
    select based.*, level.fact_id as level_id, level.value as level, level.half_width as level_half_width
    from based
    join (from said where value_kind = 'level') as level
        on level.subject = based.subject
        and level.fiscal_year = based.fiscal_year
        and level.phase = based.phase
),
closed as (
    select with_level.disclosure_id, [with_level.fact_id, with_level.level_id, base.fact_id] as fact_ids
    from with_level
    join (from said where value_kind = 'level') as base
        on base.subject = with_level.subject
        and base.fiscal_year = with_level.base_year
        and base.phase = with_level.base_phase
    where
        (
            with_level.value_kind = 'change'
            and abs(with_level.level - base.value - with_level.value)
            <= with_level.half_width + with_level.level_half_width + base.half_width
        )
        or (
            with_level.value_kind = 'completion_percent'
            and abs(with_level.level / base.value * 100 - with_level.value)
            <= with_level.half_width
            + 100 * (with_level.level_half_width + with_level.level / base.value * base.half_width) / base.value
        )
    union all
    select with_level.disclosure_id, [with_level.fact_id, with_level.level_id, change.fact_id] as fact_ids
    from with_level
    join (from said where value_kind = 'change') as change
        on change.subject = with_level.subject
        and change.fiscal_year = with_level.fiscal_year
        and change.phase = with_level.phase
        and change.compared_with = with_level.compared_with
    where
        with_level.value_kind = 'change_percent'
        and with_level.level > change.value
        and abs(change.value / (with_level.level - change.value) * 100 - with_level.value)
        <= with_level.half_width
        + 100 * (change.half_width + abs(change.value) / (with_level.level - change.value)
            * (with_level.level_half_width + change.half_width)) / (with_level.level - change.value)
)
select distinct disclosure_id, unnest(fact_ids) as fact_id
from closed;

-- Printed numbers that are told as several figures: one of the readings is right at most, or a list was said in one word.
create or replace temp table shared_number as
select
    fact.document_id, fact.origin, fact.value_kind, fact.table_no, fact.row_no, fact.column_no, fact.char_start
from core.fact as fact
semi join scope on scope.disclosure_id = fact.disclosure_id
where fact.origin <> 'derived' and (fact.column_no is not null or fact.char_start is not null)
group by all
having min(fact.figure_id) <> max(fact.figure_id);

create or replace temp table table_with_issue as
select distinct issue.document_id, issue.table_no
from quality.issue as issue
where issue.table_no is not null and issue.severity <> 'information';

-- Documents that do not say themselves of which year they are, or whether they are a budget or a final account.
create or replace temp table named_by_path as
select distinct file.document_id
from core.file_identity as file, unnest(file.reasons) as decided (reason)
where starts_with(decided.reason, 'fiscal_year: path') or starts_with(decided.reason, 'report_type: path');

create or replace temp table fact_evidence as
with weighed as (
    select
        fact.rowid as fact_row,
        fact.document_id,
        fact.disclosure_id,
        fact.fact_id,
        fact.origin,
        fact.table_no,
        fact.column_no,
        case
            when fact.origin = 'derived' then 'derived'
            when fact.amount_yuan is null and fact.quantity is null then 'no_value'
            when fact.value_kind in ('change_percent', 'share_percent', 'completion_percent') then 'percentage'
            when fact.value_kind = 'count' then 'count'
            -- Plain text keeps no spans: a head may slip to the column beside, and every sum closes all the same.
            when fact.origin = 'table' and plain.document_id is not null
                then case when narrowed.narrowed then 'plain_text_table_row' else 'plain_text_table_total' end
            when fact.origin = 'table' then case when narrowed.narrowed then 'table_row' else 'table_total' end
            when narrowed.narrowed then 'text_row'
            when fact.value_kind = 'change' then 'text_change'
            else 'text_level'
        end as what,
        coalesce(said_again.differs, false) as said_otherwise,
        contradicted_figure.figure_id is not null or coalesce(said_again.disagrees, false) as contradicted,
        fact.reading = 'unsure' or coalesce(tested.doubted, false) as in_doubt,
        named_by_path.document_id is not null as year_is_from_path,
        shared_number.document_id is not null as number_is_shared,
        issue.document_id is not null as table_has_issue,
        coalesce(
            left(fact.function_code, 3) not in (select code from known_code where axis = 'function'), false
        )
        or coalesce(
            length(fact.economic_code) <= 5
            and fact.economic_code not in (select code from known_code where axis = 'economic'),
            false
        ) as code_is_unknown,
        not contains(fact.quote, fact.stated) and fact.origin <> 'derived' as quote_lacks_number,
        coalesce(tested.adds_up, false) as adds_up,
        coalesce(tested.closes, false) as closes,
        coalesce(said_again.in_several_places, false) as said_elsewhere,
        followed.fact_id is not null as follows
    from core.fact as fact
    semi join scope on scope.disclosure_id = fact.disclosure_id
    left join tested on tested.disclosure_id = fact.disclosure_id and tested.fact_id = fact.fact_id
    left join followed on followed.disclosure_id = fact.disclosure_id and followed.fact_id = fact.fact_id
    left join contradicted_figure
        on contradicted_figure.disclosure_id = fact.disclosure_id and contradicted_figure.figure_id = fact.figure_id
    left join said_again
        on said_again.disclosure_id = fact.disclosure_id and said_again.figure_id = fact.figure_id
    left join shared_number
        on shared_number.document_id = fact.document_id
        and shared_number.origin = fact.origin
        and shared_number.value_kind = fact.value_kind
        and shared_number.table_no is not distinct from fact.table_no
        and shared_number.row_no is not distinct from fact.row_no
        and shared_number.column_no is not distinct from fact.column_no
        and shared_number.char_start is not distinct from fact.char_start
    left join (from core.document where media_type = 'text/plain') as plain
        on plain.document_id = fact.document_id
    left join named_by_path on named_by_path.document_id = fact.document_id
    left join table_with_issue as issue
        on issue.document_id = fact.document_id and issue.table_no = fact.table_no,
        lateral (
            select
                coalesce(
                    fact.function_code, fact.economic_code, fact.government_economic_code, fact.subject_name,
                    fact.institution_no::varchar, fact.project_no::varchar, fact.qualifier
                ) is not null as narrowed
        ) as narrowed
),
-- A column in which some sum closes has the right head and unit.
checked_column as (
    select distinct document_id, table_no, column_no
    from weighed
    where adds_up and column_no is not null
)
select
    weighed.*,
    checked_column.document_id is not null as column_is_checked,
    concat(
        weighed.what,
        '/',
        case
            when weighed.contradicted then 'contradicted'
            when weighed.in_doubt then 'in_doubt'
            when weighed.year_is_from_path then 'year_is_from_path'
            when weighed.number_is_shared then 'number_is_shared'
            when weighed.quote_lacks_number then 'quote_lacks_number'
            when weighed.code_is_unknown then 'code_is_unknown'
            -- Where a figure's own sum closes, what is not understood elsewhere in the table does not touch it.
            when weighed.table_has_issue and not weighed.adds_up then 'table_has_issue'
            when weighed.adds_up and weighed.said_elsewhere then 'adds_up_and_said_elsewhere'
            when weighed.adds_up and weighed.follows then 'adds_up_and_follows'
            when weighed.adds_up then 'adds_up'
            when weighed.said_elsewhere and weighed.follows then 'said_elsewhere_and_follows'
            when weighed.closes and weighed.said_elsewhere then 'closes_and_said_elsewhere'
            when weighed.said_elsewhere then 'said_elsewhere'
            when weighed.follows then 'follows'
            when weighed.closes then 'closes'
            when checked_column.document_id is not null then 'column_is_checked'
            else 'alone'
        end
    ) as evidence
from weighed
left join checked_column
    on checked_column.document_id = weighed.document_id
    and checked_column.table_no = weighed.table_no
    and checked_column.column_no = weighed.column_no;
