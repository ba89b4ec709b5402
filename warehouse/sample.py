"""A seeded sample of what a warehouse holds, for checking by eye against the pages: stratified by kind and document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

# Every fact and record that prints a value, with the stratum it belongs to. Derived figures are printed nowhere.
_CANDIDATES = """
create or replace temp view candidate as
select
    case
        when value_kind in ('change_percent', 'share_percent', 'completion_percent') then 'percentage'
        when origin = 'text' and coalesce(function_code, economic_code, government_economic_code) is not null
            then 'text_coded'
        when origin = 'text' and subject_name is not null then 'text_named'
        when origin = 'text' and value_kind in ('count', 'stock') then 'text_count'
        when origin = 'text' then 'text'
        when coalesce(function_code, economic_code, government_economic_code, subject_name) is not null
            then 'table_coded'
        else 'table'
    end as stratum,
    document_id, fact_id as id, page, table_no, row_no, column_no, char_start, char_end, quote,
    coalesce(amount_yuan, quantity) as value,
    case when amount_yuan is not null then '元' else stated_unit end as unit,
    stated, stated_unit, disclosure_id,
    measure, fund, phase, value_kind, fiscal_year, compared_with, as_of, qualifier, institution_no, project_no,
    function_code, economic_code, government_economic_code, subject_name, null::varchar as said
from core.fact
where origin <> 'derived' and state in ('reported', 'zero')
union all by name
select
    'project' as stratum, document_id, disclosure_id || '/project/' || project_no as id, page, table_no, row_no, quote,
    amount_yuan as value, '元' as unit, disclosure_id, institution_no, name as said
from core.project
where amount_yuan is not null and amount_origin is distinct from 'derived'
union all by name
select
    'procurement_item' as stratum, document_id, procurement_item_id as id, page, table_no, row_no, quote,
    amount_yuan as value, '元' as unit, disclosure_id, institution_no,
    concat_ws(' / ', project, item, catalogue_code, 'x ' || quantity::double || coalesce(unit, '')) as said
from core.procurement_item
where amount_yuan is not null
union all by name
select
    'asset' as stratum, document_id, asset_id as id, page, table_no, row_no, quote,
    coalesce(amount_yuan, area_m2, count) as value,
    case when amount_yuan is not null then '元' when area_m2 is not null then '平方米' end as unit,
    disclosure_id, concat_ws(' / ', class, as_of) as said
from core.asset
where coalesce(amount_yuan, area_m2, count) is not null
union all by name
select
    'indicator' as stratum, document_id, indicator_id as id, page, table_no, row_no, quote,
    target_value as value, target_unit as unit, target_stated as stated, disclosure_id, project_no,
    concat_ws(' / ', level1, level2, level3, operator) as said
from core.indicator
where target_stated is not null
"""
# Round by round one of each document, in an order that only the seed decides: no more documents than rows are needed.
_DRAWN = """
with asked as (
    select candidate.*
    from candidate
    anti join covered on covered.document_id = candidate.document_id and covered.id = candidate.id
    where stratum = $stratum
),
chosen as (
    select document_id, md5($seed || document_id) as document_order
    from (select distinct document_id from asked)
    order by document_order
    limit $share
),
shuffled as (
    select asked.*, document_order, md5($seed || asked.document_id || id || coalesce(row_no, 0)) as fact_order
    from asked
    join chosen using (document_id)
),
rounds as (
    select *, row_number() over (partition by document_id order by fact_order) as nth from shuffled
)
select rounds.* exclude (fact_order, document_order, nth), document.file_name, capture.county,
    institution.name as institution, project.name as project
from rounds
join core.document using (document_id)
left join (select document_id, min(county) as county from core.capture group by document_id) as capture
    using (document_id)
left join core.institution on institution.disclosure_id = rounds.disclosure_id
    and institution.institution_no = rounds.institution_no
left join core.project on project.disclosure_id = rounds.disclosure_id and project.project_no = rounds.project_no
order by nth, document_order, fact_order
limit $share
"""
_SIZES = """
select stratum, count(*)
from candidate
anti join covered on covered.document_id = candidate.document_id and covered.id = candidate.id
group by stratum
order by stratum
"""


@dataclass(frozen=True, slots=True)
class Sampled:
    """A drawn fact or record: its row, its value, and how many like it its stratum holds."""

    stratum: str
    stratum_size: int
    row: dict[str, Any]

    @property
    def value(self) -> Decimal | None:
        """The value as it lies in the warehouse, in yuan where it is money."""
        number: Decimal | None = self.row["value"]
        return number


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """List what may be drawn; `covered` holds (document_id, id) of what is not asked for, nothing at first."""
    con.execute(_CANDIDATES)
    con.execute("create or replace temp table covered (document_id varchar, id varchar)")


def draw(con: duckdb.DuckDBPyConnection, count: int, seed: int) -> list[Sampled]:
    """`count` facts and records, or all there are: as many of each stratum as can be, in turn from every document.

    The same warehouse and seed give the same sample.
    """
    sizes = {stratum: int(size) for stratum, size in con.execute(_SIZES).fetchall()}
    found = []
    for stratum, share in shares(sizes, count).items():
        drawn = con.execute(_DRAWN, {"seed": str(seed), "stratum": stratum, "share": share})
        names = [name for name, *_ in drawn.description or ()]
        found += [Sampled(stratum, sizes[stratum], dict(zip(names, row, strict=True))) for row in drawn.fetchall()]
    return found


def shares(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """How many of each stratum make up `count`: equal shares, a small stratum's rest going to the others."""
    given = dict.fromkeys(sizes, 0)
    left = min(count, sum(sizes.values()))
    while left:
        open_strata = [stratum for stratum in sizes if given[stratum] < sizes[stratum]]
        each = max(left // len(open_strata), 1)
        for stratum in open_strata:
            more = min(each, sizes[stratum] - given[stratum], left)
            given[stratum] += more
            left -= more
    return given
