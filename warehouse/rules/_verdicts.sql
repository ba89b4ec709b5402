-- From what the rules found (`tried`) to findings, each with its verdict. Run after the rules.

-- A relation that does not close inside a table with an issue on record (a cell or a row nobody could read), or in a table
-- of a document with unread pages, is a doubt about the reading, not about the document. What only informs is no doubt.
create or replace temp table judged as
with first_verdict as (
    select
        *,
        verdict_of(left_value, right_value, tolerance, doubtful, reason) as verdict,
        row_number() over (partition by rule, disclosure_id, instance order by evidence) as nth
    from tried
),
table_with_issue as (
    select document_id, table_no
    from quality.issue
    where table_no is not null and severity <> 'information'
    union
    select document.document_id, place.table_no
    from (
        select distinct document_id
        from quality.issue
        where issue in ('page_has_no_text', 'page_is_unreadable', 'page_limit_exceeded', 'archive_limit_exceeded')
    ) as document
    join (select distinct document_id, table_no from cell where origin = 'table') as place
        on place.document_id = document.document_id
),
-- A table that prints several codes twice in one column is perhaps two tables read as one.
repeating as (
    select document_id, table_no
    from (
        select document_id, table_no
        from cell
        semi join (
            select distinct tested.document_id, tested.table_no
            from (select rule, disclosure_id, unnest(evidence) as fact_id from first_verdict where verdict = 'failed')
                as failed
            join cell as tested on tested.fact_id = failed.fact_id and tested.disclosure_id = failed.disclosure_id
        ) as suspect
            on suspect.document_id = cell.document_id and suspect.table_no = cell.table_no
        where coalesce(function_code, economic_code, government_economic_code) is not null
        group by
            document_id, table_no, measure, fund, phase, fiscal_year, function_code, economic_code,
            government_economic_code, institution_no, project_no
        having count(distinct row_no) > 1
    )
    group by document_id, table_no
    having count(*) > 2
),
doubted as (
    select distinct failed.rule, failed.disclosure_id, failed.instance, failed.nth
    from (
        select rule, disclosure_id, instance, nth, unnest(evidence) as fact_id
        from first_verdict
        where verdict = 'failed'
    ) as failed
    join cell on cell.fact_id = failed.fact_id and cell.disclosure_id = failed.disclosure_id
    join (from table_with_issue union from repeating) as issue
        on issue.document_id = cell.document_id and issue.table_no = cell.table_no
)
select
    first_verdict.* exclude (verdict, reason),
    case when doubted.rule is not null then 'unsure' else first_verdict.verdict end as verdict,
    case
        when doubted.rule is not null then 'part of the table could not be read'
        when first_verdict.verdict = 'unsure' then 'a figure is read with doubt'
        when first_verdict.verdict = 'not_tested' then first_verdict.reason
    end as reason
from first_verdict
left join doubted using (rule, disclosure_id, instance, nth);

insert into quality.finding by name
select
    rule,
    disclosure_id,
    concat_ws(' ', instance, case when nth > 1 then '#' || nth end, '(' || reason || ')') as instance,
    verdict,
    left_value,
    right_value,
    left_value - right_value as difference,
    tolerance,
    evidence
from judged
order by rule, disclosure_id, instance;
