-- title_zh: “三公”经费合计等于三项之和
-- title_en: Three-public funds equal their three parts
-- severity: error
-- scope: one table (a row or a column), or one section of text; levels and stated changes
-- statement_zh: “三公”经费合计等于因公出国（境）费、公务用车购置及运行维护费、公务接待费之和，预算数、决算数各自检验，
--   文字中写明的增减额亦然；没有印公务用车小计时以购置费和运行维护费代替。印出的空格、“-”和“无”按零计；有必要的分项没
--   有印出时，只能证明相等，不能判定不符，记为未检验；但印出的分项之和已大于合计的，表中判为不符，文字存疑。
-- statement_en: Three-public funds equal overseas travel, vehicles and reception, for budgets and final accounts
--   each, and for stated changes; vehicle purchase and running stand for vehicles where no sub-total is printed. A
--   cell printed empty, as a dash or as 无 adds nothing; where a needed part is not printed at all, a sum can show
--   that it closes but never that it fails, and is not tested; but where the printed parts alone exceed the total
--   it fails in a table and is in doubt in prose.

from sums_of_parts(
    'three_public_total',
    ['items', 'vehicle'],
    [
        ['three_public_abroad'],
        ['three_public_vehicle', 'three_public_vehicle_purchase'],
        ['three_public_vehicle', 'three_public_vehicle_running'],
        ['three_public_reception']
    ],
    ['level', 'change'],
    2000
)
union all by name
from parts_without_total(
    'three_public_total',
    ['three_public_abroad', 'three_public_vehicle', 'three_public_reception'],
    ['level'],
    ['three_public']
)
