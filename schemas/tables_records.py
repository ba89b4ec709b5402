"""The tables of schema `core` that hold records: sections, units, projects, indicators, procurement lines, assets."""

from __future__ import annotations

from schemas import codes
from schemas.table_columns import FROM_ONE, OPERATORS, ORIGINS, SHORT_HASH, disclosure_id, fund_columns, read_from
from schemas.tables import DATE, MONEY, QUANTITY, SMALL, TEXT, Column, OneOf, TableSpec

SECTION = TableSpec(
    "core.section",
    "一节文字。",
    "A section of text.",
    (
        disclosure_id(),
        Column("ordinal", SMALL, "第几节", "its place in the disclosure, from 1", (FROM_ONE,)),
        Column("section", TEXT, "章节类别", "a code of reference.section_kind", (OneOf(tuple(codes.sections())),)),
        Column("heading", TEXT, "标题", "heading"),
        Column("body", TEXT, "正文（已隐去个人信息）", "the text, personal data masked"),
        *read_from(),
    ),
    ("disclosure_id", "ordinal"),
)

INSTITUTION = TableSpec(
    "core.institution",
    "部门所属的一个单位。",
    "A unit of the body.",
    (
        disclosure_id(),
        Column("institution_no", SMALL, "单位序号", "number in the disclosure, from 1", (FROM_ONE,)),
        Column("code", TEXT, "单位代码", "code", nullable=True),
        Column(
            "parent_no",
            SMALL,
            "上级单位序号",
            "number of the unit above; NULL: directly below the body",
            (FROM_ONE,),
            nullable=True,
        ),
        Column("name", TEXT, "名称", "name"),
        Column("nature", TEXT, "单位性质", "nature", nullable=True),
        Column("rank", TEXT, "规格", "rank", nullable=True),
        Column("funding", TEXT, "经费保障形式", "how it is funded", nullable=True),
        *read_from(),
    ),
    ("disclosure_id", "institution_no"),
)

PROJECT = TableSpec(
    "core.project",
    "一个项目。",
    "A project.",
    (
        disclosure_id(),
        Column("project_no", SMALL, "项目序号", "number in the disclosure, from 1", (FROM_ONE,)),
        Column("code", TEXT, "项目编码", "code", nullable=True),
        Column("name", TEXT, "项目名称", "name"),
        Column("institution_no", SMALL, "所属单位序号", "→ core.institution", (FROM_ONE,), nullable=True),
        Column("category", TEXT, "项目类别", "category", nullable=True),
        Column("objective", TEXT, "绩效目标", "objective", nullable=True),
        Column("amount_yuan", MONEY, "金额（元）", "amount in yuan", nullable=True),
        Column("amount_origin", TEXT, "金额出处", "where the amount comes from", (OneOf(ORIGINS),), nullable=True),
        *fund_columns(),
        *read_from(),
    ),
    ("disclosure_id", "project_no"),
)

INDICATOR = TableSpec(
    "core.indicator",
    "一个绩效指标。",
    "A performance indicator.",
    (
        Column("indicator_id", TEXT, "绩效指标编号", "id of the indicator", (SHORT_HASH,)),
        disclosure_id(),
        Column(
            "project_no", SMALL, "项目序号；空为部门整体", "NULL = the whole department", (FROM_ONE,), nullable=True
        ),
        Column("level1", TEXT, "一级指标", "level 1", nullable=True),
        Column("level2", TEXT, "二级指标", "level 2", nullable=True),
        Column("level3", TEXT, "三级指标", "level 3", nullable=True),
        Column("description", TEXT, "指标描述", "description", nullable=True),
        Column("operator", TEXT, "比较符", "operator", (OneOf(OPERATORS),), nullable=True),
        Column("target_value", QUANTITY, "目标值", "target", nullable=True),
        Column("target_unit", TEXT, "计量单位", "unit of the target", nullable=True),
        Column("target_stated", TEXT, "目标值原文", "the target as printed", nullable=True),
        Column("weight", QUANTITY, "分值", "weight", nullable=True),
        Column("grading", TEXT, "评分标准", "grading", nullable=True),
        Column("basis", TEXT, "指标依据", "basis", nullable=True),
        Column("actual_value", TEXT, "实际完成值", "what was achieved", nullable=True),
        Column("score", QUANTITY, "得分", "score", nullable=True),
        *read_from(),
    ),
    ("indicator_id",),
)

PROCUREMENT_ITEM = TableSpec(
    "core.procurement_item",
    "政府采购表的一行。",
    "A line of the procurement table.",
    (
        Column("procurement_item_id", TEXT, "采购行编号", "id of the line", (SHORT_HASH,)),
        disclosure_id(),
        Column("institution_no", SMALL, "所属单位序号", "→ core.institution", (FROM_ONE,), nullable=True),
        Column("project", TEXT, "项目名称", "project", nullable=True),
        Column("item", TEXT, "采购项目", "what is bought", nullable=True),
        Column("catalogue_code", TEXT, "采购目录代码", "catalogue code", nullable=True),
        Column("unit", TEXT, "计量单位", "unit", nullable=True),
        Column("quantity", QUANTITY, "数量", "quantity", nullable=True),
        Column("unit_price_yuan", MONEY, "单价（元）", "unit price in yuan", nullable=True),
        Column("amount_yuan", MONEY, "金额（元）", "amount in yuan", nullable=True),
        *fund_columns(),
        *read_from(),
        Column(
            "amount_origin",
            TEXT,
            "金额写明还是推算（各资金之和，或数量乘单价）",
            "whether the amount is stated or derived: the sum of its funds, or quantity times unit price",
            (OneOf(("table", "derived")),),
            nullable=True,
        ),
    ),
    ("procurement_item_id",),
)

ASSET = TableSpec(
    "core.asset",
    "国有资产表的一行。",
    "A line of the asset table.",
    (
        Column("asset_id", TEXT, "资产行编号", "id of the line", (SHORT_HASH,)),
        disclosure_id(),
        Column("as_of", DATE, "截止日期", "date of the stock", nullable=True),
        Column("class", TEXT, "资产类别（原文）", "class as printed"),
        Column("count", QUANTITY, "数量", "count", nullable=True),
        Column("area_m2", QUANTITY, "面积（平方米）", "area in square metres", nullable=True),
        Column("amount_yuan", MONEY, "价值（元）", "value in yuan", nullable=True),
        *read_from(),
    ),
    ("asset_id",),
)

RECORD_TABLES: tuple[TableSpec, ...] = (SECTION, INSTITUTION, PROJECT, INDICATOR, PROCUREMENT_ITEM, ASSET)
