-- title_zh: 固定资产总额等于各类之和
-- title_en: Fixed assets equal the sum of their classes
-- severity: error
-- scope: one asset table
-- statement_zh: 国有资产占用情况表中，固定资产总额等于房屋、车辆、大型设备、其他固定资产之和（同一时点）；“其中”不重
--   复计入。印出的空格、“-”和“无”按零计；有必要的分项没有印出时，只能证明相等，不能判定不符，记为未检验
--   。
-- statement_en: In the asset table fixed assets equal buildings, vehicles, large equipment and other fixed assets, a
--   t one date; an 其中 line is not added again. A cell printed empty, as a dash or as 无 adds nothing; 
--   where a needed part is not printed at all, a sum can show that it closes but never that it fails, an
--   d is not tested.

from sums_of_parts(
    'fixed_assets',
    ['classes'],
    [
        ['fixed_assets_buildings'],
        ['fixed_assets_vehicles'],
        ['fixed_assets_equipment'],
        ['fixed_assets_other']
    ],
    ['stock', 'level'],
    300
)
