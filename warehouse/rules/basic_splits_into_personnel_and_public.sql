-- title_zh: 基本支出等于人员经费与公用经费之和
-- title_en: Basic expenditure equals personnel and public expenditure
-- severity: error
-- scope: one table (each row, or a column), or neighbouring sentences of one section
-- statement_zh: 基本支出等于人员经费与公用经费之和，逐行检验，合计行亦然。印出的空格、“-”和“无”按零计；有必要的分项没
--   有印出时，只能证明相等，不能判定不符，记为未检验；但印出的分项之和已大于合计的，表中判为不符，文字存疑。
-- statement_en: Basic expenditure equals personnel plus public expenditure, in each row and in the totals. A cell
--   printed empty, as a dash or as 无 adds nothing; where a needed part is not printed at all, a sum can show that
--   it closes but never that it fails, and is not tested; but where the printed parts alone exceed the total it
--   fails in a table and is in doubt in prose.

from sums_of_parts(
    'expenditure_basic', ['basic'], [['expenditure_personnel'], ['expenditure_public']], ['level'], 300
)
