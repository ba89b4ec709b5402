-- title_zh: 支出合计等于基本支出、项目支出等各项之和
-- title_en: Expenditure equals basic, project and the other kinds of expenditure
-- severity: error
-- scope: one table (each row, or a column), or neighbouring sentences of one section
-- statement_zh: 支出合计等于同一行（或同一列、相邻文字）印出的基本支出、项目支出、单位预留机动经费、上缴上级支出、经
--   营支出、对附属单位补助支出之和；没有印基本支出时以人员经费和公用经费代替。支出总计等于本年支出、结余分配、年末结
--   转之和。印出的空格、“-”和“无”按零计；有必要的分项没有印出时，只能证明相等，不能判定不符，记为未检验；但印出的分项
--   之和已大于合计的，表中判为不符，文字存疑。
-- statement_en: Total expenditure equals the sum of basic, project, reserve, remitted, business and subsidy
--   expenditure printed in the same row (column, or neighbouring sentences); personnel and public expenditure stand
--   for basic expenditure where that is not printed. Total uses equal expenditure of the year, surplus distribution
--   and carry-forward. A cell printed empty, as a dash or as 无 adds nothing; where a needed part is not printed at
--   all, a sum can show that it closes but never that it fails, and is not tested; but where the printed parts
--   alone exceed the total it fails in a table and is in doubt in prose.

from sums_of_parts(
    'expenditure_total',
    ['nature', 'basic'],
    [
        ['expenditure_basic', 'expenditure_personnel'],
        ['expenditure_basic', 'expenditure_public'],
        ['expenditure_project']
    ],
    ['level'],
    300
)
union all by name
from sums_of_parts(
    'expenditure_grand_total',
    ['uses', 'nature', 'basic'],
    [['expenditure_total'], ['expenditure_carryforward']],
    ['level'],
    300
)
union all by name
from parts_without_total(
    'expenditure_total',
    ['expenditure_basic', 'expenditure_project'],
    ['level'],
    [
        'expenditure', 'general_public_expenditure', 'government_fund_expenditure', 'state_capital_expenditure',
        'special_account_expenditure', 'fiscal_expenditure'
    ]
)
