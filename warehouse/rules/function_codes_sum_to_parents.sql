-- title_zh: 功能分类逐级相加
-- title_en: Functional classes add up to the level above
-- severity: error
-- scope: one column of one table
-- statement_zh: 同一张表的同一列中，类等于其下款之和，款等于其下项之和，合计等于最上一级之和；表中没有印类或款时，以
--   印出的最近一级为准。同一编码印了不止一行时，只能证明相等，不能判定不符。
-- statement_en: In one column of one table a 类 equals its 款, a 款 its 项, and the total the topmost rows; where a
--   table prints no 类 or 款 rows, the nearest printed level counts. Where a code is printed in several rows, the
--   sum can show that it closes but never that it fails.

from codes_against_parents('function')
