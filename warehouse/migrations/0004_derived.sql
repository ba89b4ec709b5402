-- What a derived figure is added up from, and core.figure anew: a stated figure before a derived one, however precise that
-- is; a derived one counts as no place; the confidence of the chosen fact.
CREATE TABLE core.derivation (
    "fact_id" VARCHAR NOT NULL,
    "document_id" VARCHAR NOT NULL,
    "input_no" SMALLINT NOT NULL,
    "input_fact_id" VARCHAR NOT NULL,
    "sign" SMALLINT NOT NULL
);

CREATE OR REPLACE VIEW core.figure AS
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
            fact.rowid,
            (
                fact.origin = 'derived',
                coalesce(fact.amount_yuan, fact.quantity) IS NULL,
                coalesce(fact.half_width, 1e12),
                fact.origin <> 'table',
                fact.reading = 'unsure',
                coalesce(fact.page, 0),
                fact.fact_id,
                fact.document_id
            )
        ) AS chosen_row,
        count(*) FILTER (fact.origin <> 'derived') AS places,
        coalesce(
            max(coalesce(fact.amount_yuan, fact.quantity) - coalesce(fact.half_width, 0))
                FILTER (fact.origin <> 'derived')
            <= min(coalesce(fact.amount_yuan, fact.quantity) + coalesce(fact.half_width, 0))
                FILTER (fact.origin <> 'derived'),
            true
        ) AS places_agree
    FROM core.fact AS fact
    JOIN core.disclosure AS disclosure ON disclosure.disclosure_id = fact.disclosure_id AND disclosure.is_current
    GROUP BY ALL
)
SELECT
    grouped.figure_id,
    grouped.disclosure_id,
    grouped.fiscal_year,
    grouped.measure,
    grouped.fund,
    grouped.phase,
    grouped.value_kind,
    grouped.compared_with,
    grouped.as_of,
    grouped.function_code,
    grouped.economic_code,
    grouped.government_economic_code,
    chosen.subject_name,
    chosen.institution_no,
    chosen.project_no,
    grouped.qualifier,
    chosen.amount_yuan,
    chosen.quantity,
    chosen.state,
    chosen.stated,
    chosen.stated_unit,
    chosen.half_width,
    chosen.row_role,
    chosen.fact_id,
    chosen.document_id,
    chosen.origin,
    chosen.form,
    chosen.section,
    chosen.page,
    chosen.table_no,
    chosen.row_no,
    chosen.column_no,
    chosen.char_start,
    chosen.char_end,
    chosen.quote,
    chosen.reading,
    chosen.confidence,
    grouped.places,
    grouped.places_agree
FROM grouped
JOIN core.fact AS chosen ON chosen.rowid = grouped.chosen_row;
