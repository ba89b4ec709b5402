-- core.figure: one row per figure and current disclosure. Grouping by the columns that make the figure's meaning, not by
-- its id alone, lets a filter on measure or year reach core.fact.
CREATE VIEW core.figure AS
WITH grouped AS (
    SELECT
        fact.figure_id,
        fact.disclosure_id,
        fact.fiscal_year,
        fact.measure,
        fact.fund,
        fact.phase,
        fact.value_kind,
        fact.compared_with,
        fact.as_of,
        fact.function_code,
        fact.economic_code,
        fact.government_economic_code,
        fact.qualifier,
        arg_min(
            fact,
            (
                coalesce(fact.amount_yuan, fact.quantity) IS NULL,
                coalesce(fact.half_width, 1e12),
                CASE fact.origin WHEN 'table' THEN 0 WHEN 'text' THEN 1 ELSE 2 END,
                fact.reading = 'unsure',
                coalesce(fact.page, 0),
                fact.fact_id,
                fact.document_id
            )
        ) AS chosen,
        count(*) AS places,
        coalesce(
            max(coalesce(fact.amount_yuan, fact.quantity) - coalesce(fact.half_width, 0))
            <= min(coalesce(fact.amount_yuan, fact.quantity) + coalesce(fact.half_width, 0)),
            true
        ) AS places_agree
    FROM core.fact AS fact
    JOIN core.disclosure AS disclosure ON disclosure.disclosure_id = fact.disclosure_id AND disclosure.is_current
    GROUP BY ALL
)
SELECT
    figure_id,
    disclosure_id,
    fiscal_year,
    measure,
    fund,
    phase,
    value_kind,
    compared_with,
    as_of,
    function_code,
    economic_code,
    government_economic_code,
    chosen.subject_name AS subject_name,
    chosen.institution_no AS institution_no,
    chosen.project_no AS project_no,
    qualifier,
    chosen.amount_yuan AS amount_yuan,
    chosen.quantity AS quantity,
    chosen.state AS state,
    chosen.stated AS stated,
    chosen.stated_unit AS stated_unit,
    chosen.half_width AS half_width,
    chosen.row_role AS row_role,
    chosen.fact_id AS fact_id,
    chosen.document_id AS document_id,
    chosen.origin AS origin,
    chosen.form AS form,
    chosen.section AS section,
    chosen.page AS page,
    chosen.table_no AS table_no,
    chosen.row_no AS row_no,
    chosen.column_no AS column_no,
    chosen.char_start AS char_start,
    chosen.char_end AS char_end,
    chosen.quote AS quote,
    chosen.reading AS reading,
    places,
    places_agree
FROM grouped;
