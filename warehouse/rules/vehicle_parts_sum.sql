-- title_zh: 公务用车经费等于购置费与运行维护费之和
-- title_en: Vehicle expenditure equals purchase and running
-- severity: error
-- scope: one table (a row or a column), or one section of text; levels and stated changes
-- statement_zh: 公务用车购置及运行维护费等于公务用车购置费与公务用车运行维护费之和，文字中写明的增减额亦然。印出的空
--   格、“-”和“无”按零计；有必要的分项没有印出时，只能证明相等，不能判定不符，记为未检验；但印出的分项之和已大于合计的，
--   表中判为不符，文字存疑。
-- statement_en: Official vehicle expenditure equals vehicle purchase plus vehicle running, and so do the stated
--   changes. A cell printed empty, as a dash or as 无 adds nothing; where a needed part is not printed at all, a sum
--   can show that it closes but never that it fails, and is not tested; but where the printed parts alone exceed
--   the total it fails in a table and is in doubt in prose.

from sums_of_parts(
    'three_public_vehicle',
    ['vehicle'],
    [['three_public_vehicle_purchase'], ['three_public_vehicle_running']],
    ['level', 'change'],
    2000
)
