"""Time and memory of all rules over synthetic facts: 2,000 disclosures, or as many as the first argument says."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from warehouse.check import run_checks
from warehouse.comparison import build
from warehouse.reference import load_reference
from warehouse.store import open_work

_DISCLOSURES = """
insert into core.disclosure by name
select
    md5('disclosure ' || n) as disclosure_id, md5('disclosure ' || n) as disclosure_key,
    md5('body ' || n // 4) as department_id, '120101' as division_code, 'body ' || n // 4 as printed_name,
    2020 + n % 4 as fiscal_year, 'budget' as report_type, 'department' as scope, 1 as version, true as is_current
from range($disclosures) as made (n)
"""
# Two tables by function (five classes of three rows below each) and one by economic class, in three columns each, an
# overall table, a three-public table and the same totals in prose: about 160 facts a disclosure, as real ones have.
_FACTS = """
insert into core.fact by name
with axis as (
    from (
        values
            ('expenditure', 201, ['expenditure_total', 'expenditure_basic', 'expenditure_project']),
            ('general_public_expenditure', 201, ['expenditure_total', 'expenditure_basic', 'expenditure_project']),
            (
                'general_public_basic_expenditure', 301,
                ['expenditure_basic', 'expenditure_personnel', 'expenditure_public']
            )
    ) as axes (form, first, measures)
),
line as (
    select
        form, row_no, code, row_role,
        unnest([
            {'column_no': 3, 'measure': measures[1], 'yuan': basic + project},
            {'column_no': 4, 'measure': measures[2], 'yuan': basic},
            {'column_no': 5, 'measure': measures[3], 'yuan': project}
        ], recursive := true)
    from (
        select
            form, 1 + 4 * class as row_no, null as code, 'total' as row_role, 3000 as basic, 1500 as project, measures
        from axis, (values (0)) as top (class)
        union all
        select form, 2 + 4 * class, (first + class)::varchar, 'parent', 600, 300, measures
        from axis, range(5) as classes (class)
        union all
        select form, 2 + 4 * class + item, (first + class) || '0' || item, 'leaf', 100 * item, 50 * item, measures
        from axis, range(5) as classes (class), range(1, 4) as items (item)
    )
),
other as (
    from (
        values
            ('revenue_and_expenditure', 9, 2, 'revenue_grand_total', 4500),
            ('revenue_and_expenditure', 9, 4, 'expenditure_grand_total', 4500),
            ('three_public', 4, 2, 'three_public_total', 9),
            ('three_public', 4, 3, 'three_public_abroad', 0),
            ('three_public', 4, 4, 'three_public_vehicle', 7),
            ('three_public', 4, 5, 'three_public_vehicle_running', 7),
            ('three_public', 4, 6, 'three_public_reception', 2)
    ) as others (form, row_no, column_no, measure, yuan)
),
fact as (
    select
        form, row_no, column_no, measure, yuan, row_role, 'table' as origin, null as section,
        case when form like '%basic_expenditure' then null else code end as function_code,
        case when form like '%basic_expenditure' then code end as economic_code,
        case when form like 'general_public%' then 'general_public' else 'all' end as fund
    from line
    union all
    select form, row_no, column_no, measure, yuan, 'leaf', 'table', null, null, null, 'all' from other
    union all
    select null, null, null, measure, yuan, 'leaf', 'text', 'overall_budget', null, null, 'all'
    from line where row_role = 'total' and form = 'expenditure'
)
select
    md5(n || '|' || row_number() over ()) as fact_id,
    md5(concat_ws('|', n, measure, fund, function_code, economic_code)) as figure_id,
    1 as occurrence, md5('disclosure ' || n) as disclosure_id, sha256('document ' || n) as document_id,
    2020 + n % 4 as fiscal_year, measure, fund, 'budget' as phase, 'level' as value_kind, function_code, economic_code,
    yuan * 10000 as amount_yuan, 'reported' as state, yuan::varchar as stated, '万元' as stated_unit, 50 as half_width,
    row_role, origin, form, section, 1 as page,
    case when origin = 'table' then list_position(
        ['revenue_and_expenditure', 'expenditure', 'general_public_expenditure', 'general_public_basic_expenditure',
         'three_public'], form) end as table_no,
    row_no, column_no, case when origin = 'text' then 100 end as char_start, '' as quote, 'sure' as reading
from fact, range($disclosures) as made (n)
"""


def main() -> None:
    """Print seconds per million facts for the rules and for the comparison tables, and the peak of memory."""
    disclosures = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder:
        con = open_work(Path(folder) / "bench.duckdb")
        load_reference(con)
        con.execute(_DISCLOSURES, {"disclosures": disclosures})
        con.execute(_FACTS, {"disclosures": disclosures})
        (facts,) = con.execute("select count(*) from core.fact").fetchone() or (0,)
        start = time.perf_counter()
        report = run_checks(con)
        checked = time.perf_counter() - start
        start = time.perf_counter()
        failed = build(con)
        compared = time.perf_counter() - start
        con.close()
    verdicts = {
        name: sum(getattr(count, name) for count in report.counts) for name in ("exact", "failed", "not_tested")
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{facts:,} facts of {disclosures:,} disclosures, {len(report.counts)} rules, findings {verdicts}")
    print(f"rules       {checked:6.2f} s  {checked / facts * 1e6:6.2f} s per million facts")
    print(f"comparison  {compared:6.2f} s  {compared / facts * 1e6:6.2f} s per million facts {failed or ''}")
    print(f"peak memory {peak:,.0f} MB (with DuckDB's buffers)")


if __name__ == "__main__":
    main()
