-- From evidence to confidence, a row a fact: what its evidence class has proved worth. A derived figure is right where all
-- that it is made of is right.
create or replace temp table fact_confidence as
with stated as (
    select
        weighed.fact_row,
        weighed.document_id,
        weighed.fact_id,
        weighed.what,
        -- Of several amounts with one meaning one at most is right.
        least(
            coalesce(proved.confidence, unproved()), case when weighed.said_otherwise then 0.5 else 1 end
        ) as confidence
    from fact_evidence as weighed
    left join proved on proved.evidence = weighed.evidence
),
derived as (
    -- Rounded, for the order of multiplying must not show.
    select derivation.document_id, derivation.fact_id, round(product(input.confidence), 6) as confidence
    from core.derivation as derivation
    join stated as input
        on input.document_id = derivation.document_id and input.fact_id = derivation.input_fact_id
    group by derivation.document_id, derivation.fact_id
)
select stated.fact_row, stated.document_id, stated.fact_id, coalesce(derived.confidence, stated.confidence) as confidence
from stated
left join derived
    on stated.what = 'derived' and derived.document_id = stated.document_id and derived.fact_id = stated.fact_id;
