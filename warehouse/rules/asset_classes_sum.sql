-- title_zh: 固定资产总额等于各类之和
-- title_en: Fixed assets equal the sum of their classes
-- severity: error
-- scope: one asset table
-- statement_zh: 国有资产占用情况表中，固定资产总额等于房屋、车辆、大型设备、其他固定资产之和（同一时点）；“其中”不重
--   复计入。表中有一行没有读出、或必要的一类没有印出时，只能证明相等，不能判定不符，记为未检验；但印出的分项之和已大
--   于合计的，表中判为不符，文字存疑。
-- statement_en: In the asset table fixed assets equal buildings, vehicles, large equipment and other fixed assets,
--   at one date; an 其中 line is not added again. Where a line of the table is not read or a needed class is not
--   printed, the sum can show that it closes but never that it fails, and is not tested; but where the printed
--   parts alone exceed the total it fails in a table and is in doubt in prose.

with tried as (
    from sums_of_parts('fixed_assets', ['classes'], [['fixed_assets_other']], ['stock', 'level'], 300)
),
-- A line with an amount of which no fact was made: the classes of the table are then not all known.
unread as (
    select distinct asset.document_id, asset.table_no
    from core.asset as asset
    anti join (from cell where form = 'assets') as line
        on line.document_id = asset.document_id and line.table_no = asset.table_no and line.row_no = asset.row_no
    where asset.amount_yuan <> 0
),
listed as (
    select distinct document_id, table_no
    from core.asset
)
select
    tried.* exclude (reason),
    coalesce(
        tried.reason,
        case
            when unread.document_id is not null then 'a line of the table is not read'
            when
                listed.document_id is null
                and not list_has_all(
                    [part.measure for part in tried.printed_parts],
                    ['fixed_assets_buildings', 'fixed_assets_vehicles', 'fixed_assets_equipment']
                )
                then 'not every class is printed'
        end
    ) as reason
from tried
left join unread on unread.document_id = tried.document_id and unread.table_no = tried.table_no
left join listed on listed.document_id = tried.document_id and listed.table_no = tried.table_no
