-- title_zh: 总额的增减等于各项增减之和
-- title_en: A stated change equals the changes of its parts
-- severity: error
-- scope: one table, or neighbouring sentences of one section
-- statement_zh: 写明的收入或支出增减额等于同一处、同一比较基数的各项增减额之和（“三公”经费的增减额由其自身的规则检验
--   ）。印出的空格、“-”和“无”按零计；有必要的分项没有印出时，只能证明相等，不能判定不符，记为未检验。
-- statement_en: A stated change of revenue or expenditure equals the stated changes of its parts, in the same
--   place and against the same base (three-public changes are tested by their own rules). A cell printed empty, as
--   a dash or as 无 adds nothing; where a needed part is not printed at all, a sum can show that it closes but never
--   that it fails, and is not tested.

from sums_of_parts(
    'expenditure_total',
    ['nature', 'basic'],
    [
        ['expenditure_basic', 'expenditure_personnel'],
        ['expenditure_basic', 'expenditure_public'],
        ['expenditure_project']
    ],
    ['change'],
    400
)
union all by name
from sums_of_parts(
    'expenditure_basic', ['basic'], [['expenditure_personnel'], ['expenditure_public']], ['change'], 400
)
union all by name
from sums_of_parts(
    'revenue_fiscal_appropriation',
    ['funds'],
    [['revenue_general_public_budget'], ['revenue_government_fund'], ['revenue_state_capital']],
    ['change'],
    400
)
union all by name
from sums_of_parts(
    'expenditure_grand_total',
    ['uses', 'nature', 'basic'],
    [
        ['expenditure_basic', 'expenditure_personnel'],
        ['expenditure_basic', 'expenditure_public'],
        ['expenditure_project']
    ],
    ['change'],
    400
)
