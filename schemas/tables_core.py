"""The tables of schema `core` for figures, files, bodies and disclosures; `tables_records` holds the records."""

from __future__ import annotations

import polars as pl

from schemas import codes
from schemas.facts import QUOTE_LENGTH
from schemas.table_columns import (
    DIGEST,
    FROM_ONE,
    ORIGINS,
    PARTS,
    READ_STATUSES,
    READINGS,
    REPORT_TYPES,
    ROW_ROLES,
    SCOPES,
    SHORT_HASH,
    STATES,
    YEAR,
    disclosure_id,
    place_columns,
    qualifier_pattern,
)
from schemas.tables import (
    BIG,
    DATE,
    HALF_WIDTH,
    INTEGER,
    MONEY,
    QUANTITY,
    REAL,
    SMALL,
    TEXT,
    TEXTS,
    TIMESTAMP,
    YES_NO,
    Between,
    Column,
    Matches,
    OneOf,
    RowCheck,
    TableSpec,
)

FACT = TableSpec(
    "core.fact",
    "一个数字在一份文件一处的出现。",
    "One figure, as it stands in one place of one document.",
    (
        Column("fact_id", TEXT, "数字出现的编号", "hash of figure, origin, form and occurrence", (SHORT_HASH,)),
        Column("figure_id", TEXT, "数字含义的编号", "hash of the figure's meaning", (SHORT_HASH,)),
        Column("occurrence", SMALL, "同义数字的第几次出现", "1, 2, ... among equal facts of a document", (FROM_ONE,)),
        disclosure_id(),
        Column("document_id", TEXT, "所在文件", "the document", (DIGEST,)),
        Column("fiscal_year", SMALL, "数字所属年度", "the year the figure is about", (YEAR,)),
        Column("measure", TEXT, "指标口径", "a code of reference.measure", (OneOf(tuple(codes.measures())),)),
        Column("fund", TEXT, "资金口径", "which money it covers", (OneOf(codes.FUNDS),)),
        Column("phase", TEXT, "预算、调整预算、预计执行或决算", "phase of the budget cycle", (OneOf(codes.PHASES),)),
        Column(
            "value_kind", TEXT, "数值类型", "level, change, percentage, count or stock", (OneOf(codes.VALUE_KINDS),)
        ),
        Column(
            "compared_with",
            TEXT,
            "增减或完成率的比较基数",
            "base of a change or completion",
            (OneOf(codes.COMPARISON_BASES),),
            nullable=True,
        ),
        Column("as_of", DATE, "时点数的日期", "date of a stock or count", nullable=True),
        Column(
            "function_code",
            TEXT,
            "支出功能分类科目编码",
            "functional classification code",
            (Matches(r"\d{3}(\d{2}){0,2}"),),
            nullable=True,
        ),
        Column(
            "economic_code",
            TEXT,
            "部门预算支出经济分类科目编码",
            "economic classification code (departments)",
            (Matches(r"\d{3}(\d{2}){0,2}"),),
            nullable=True,
        ),
        Column(
            "government_economic_code",
            TEXT,
            "政府预算支出经济分类科目编码",
            "economic classification code (government)",
            (Matches(r"\d{3}(\d{2}){0,2}"),),
            nullable=True,
        ),
        Column("subject_name", TEXT, "科目名称（原文）", "the classification's name as printed", nullable=True),
        Column("institution_no", SMALL, "所属单位序号", "→ core.institution", (FROM_ONE,), nullable=True),
        Column("project_no", SMALL, "项目序号", "→ core.project", (FROM_ONE,), nullable=True),
        Column("qualifier", TEXT, "限定词", "what narrows the measure", (Matches(qualifier_pattern()),), nullable=True),
        Column("amount_yuan", MONEY, "金额（元）", "money in yuan", nullable=True),
        Column("quantity", QUANTITY, "数量、面积或百分比", "count, area or percentage", nullable=True),
        Column("state", TEXT, "有数、为零、空白、写明无、不适用", "what the place says", (OneOf(STATES),)),
        Column("stated", TEXT, "数字原文", "the number exactly as printed"),
        Column("stated_unit", TEXT, "单位原文", "its unit as printed", nullable=True),
        Column(
            "half_width",
            HALF_WIDTH,
            "末位数字的半个单位（舍入误差）",
            "half a unit of the last printed digit",
            (Between(0),),
            nullable=True,
        ),
        Column("row_role", TEXT, "合计、上级、末级、其中", "role of the row in its sum", (OneOf(ROW_ROLES),)),
        Column("origin", TEXT, "表格、文字或推算", "table, text or derived", (OneOf(ORIGINS),)),
        Column(
            "form",
            TEXT,
            "所在法定表",
            "a code of reference.form",
            (OneOf(tuple(codes.statutory_forms())),),
            nullable=True,
        ),
        Column(
            "section",
            TEXT,
            "所在章节",
            "a code of reference.section_kind",
            (OneOf(tuple(codes.sections())),),
            nullable=True,
        ),
        *place_columns("page", "table_no", "row_no", "column_no"),
        Column("char_start", INTEGER, "在文本中的起点", "start in the document's text", (Between(0),), nullable=True),
        Column("char_end", INTEGER, "在文本中的终点", "end in the document's text", (Between(0),), nullable=True),
        Column("quote", TEXT, "原文摘录（60 字以内）", "at most 60 characters as printed"),
        Column("reading", TEXT, "确定或存疑", "sure or unsure", (OneOf(READINGS),)),
        Column("confidence", REAL, "可信度 0 至 1", "0 to 1, NULL until computed", (Between(0, 1),), nullable=True),
    ),
    ("document_id", "fact_id"),
    (
        RowCheck("not_both_money_and_quantity", pl.col("amount_yuan").is_null() | pl.col("quantity").is_null()),
        RowCheck(
            "a_value_where_one_is_reported",
            ~pl.col("state").is_in(["reported", "zero"])
            | pl.col("amount_yuan").is_not_null()
            | pl.col("quantity").is_not_null(),
        ),
        RowCheck(
            "no_value_where_none_is_reported",
            ~pl.col("state").is_in(["blank", "nil_statement"])
            | (pl.col("amount_yuan").fill_null(0) == 0) & (pl.col("quantity").fill_null(0) == 0),
        ),
        RowCheck("quote_is_short", pl.col("quote").str.len_chars() <= QUOTE_LENGTH),
    ),
)

DOCUMENT = TableSpec(
    "core.document",
    "一个文件（按内容）。",
    "A distinct file, by its bytes.",
    (
        Column("document_id", TEXT, "文件内容的 sha256", "sha256 of the bytes", (DIGEST,)),
        Column("media_type", TEXT, "实际格式", "media type of the bytes"),
        Column("file_name", TEXT, "文件名", "file name"),
        Column("byte_size", BIG, "字节数", "size in bytes", (Between(0),)),
        Column("page_count", INTEGER, "页数", "pages", (Between(0),), nullable=True),
        Column("read_status", TEXT, "读取结果", "how far it could be read", (OneOf(READ_STATUSES),)),
        Column("reader", TEXT, "读取程序", "the reader"),
        Column("reader_version", TEXT, "读取程序版本", "the reader's version"),
        Column("extractor_version", TEXT, "提取程序版本", "the extractor's version"),
    ),
    ("document_id",),
)

CAPTURE = TableSpec(
    "core.capture",
    "一次抓取。",
    "A retrieval.",
    (
        Column("capture_id", TEXT, "抓取编号", "id of the retrieval"),
        Column("document_id", TEXT, "所得文件", "the document retrieved", (DIGEST,)),
        Column("county", TEXT, "县登记名", "the county's registry name", nullable=True),
        Column("url", TEXT, "网址；来自本机的文件为空", "address; NULL for a file from disk", nullable=True),
        Column("retrieved_at", TIMESTAMP, "抓取时间（UTC）", "when, in UTC"),
        Column("http_status", SMALL, "HTTP 状态", "HTTP status", nullable=True),
        Column("etag", TEXT, "ETag", "ETag", nullable=True),
        Column("last_modified", TEXT, "Last-Modified", "Last-Modified", nullable=True),
    ),
    ("capture_id",),
)

DEPARTMENT = TableSpec(
    "core.department",
    "一个公开主体（部门或单位）。",
    "A reporting body.",
    (
        Column("department_id", TEXT, "部门编号", "id of the body", (SHORT_HASH,)),
        Column("division_code", TEXT, "行政区划代码", "code of the division", nullable=True),
        Column("name", TEXT, "名称（去掉套语）", "name without set phrases", nullable=True),
        Column("kind", TEXT, "部门类别", "→ reference.department_kind", nullable=True),
        Column("kinds_secondary", TEXTS, "兼有的类别", "further kinds (merged bodies)", nullable=True),
    ),
    ("department_id",),
)

_IDENTITY = (
    Column("fiscal_year", SMALL, "年度", "fiscal year", (YEAR,)),
    Column("report_type", TEXT, "预算或决算", "budget or final accounts", (OneOf(REPORT_TYPES),)),
    Column("scope", TEXT, "部门或单位", "department or unit", (OneOf(SCOPES),), nullable=True),
)
_DATES_AND_TITLE = (
    Column("published_on", DATE, "公开日期", "when published", nullable=True),
    Column("approved_on", DATE, "批准日期", "when approved", nullable=True),
    Column("replied_on", DATE, "批复日期", "when the finance bureau replied", nullable=True),
    Column("title", TEXT, "标题", "title", nullable=True),
)

DISCLOSURE = TableSpec(
    "core.disclosure",
    "一个部门一个年度的预算或决算公开，的一个版本。",
    "A body's budget or final account for a year, in one version.",
    (
        disclosure_id(),
        Column("disclosure_key", TEXT, "各版本共有的编号", "shared by all versions", (SHORT_HASH,)),
        Column("department_id", TEXT, "公开主体", "the body", (SHORT_HASH,)),
        Column("division_code", TEXT, "行政区划代码", "code of the division", nullable=True),
        Column("printed_name", TEXT, "文件所印名称", "the body's name as printed", nullable=True),
        *_IDENTITY,
        Column("version", SMALL, "第几版", "version, from 1", (FROM_ONE,)),
        Column("is_current", YES_NO, "是否现行版本", "whether this is the latest version"),
        *_DATES_AND_TITLE,
    ),
    ("disclosure_id",),
)

DISCLOSURE_DOCUMENT = TableSpec(
    "core.disclosure_document",
    "一份公开由哪些文件组成。",
    "Which files make up a disclosure.",
    (
        disclosure_id(),
        Column("document_id", TEXT, "文件", "the document", (DIGEST,)),
        Column("part", TEXT, "整份、说明、报表或附件", "what part of the disclosure it is", (OneOf(PARTS),)),
    ),
    ("document_id",),
)

# Kept apart from core.disclosure_document, whose joins would else meet every column of core.disclosure twice.
FILE_IDENTITY = TableSpec(
    "core.file_identity",
    "一个文件自述的身份；core.disclosure 和 core.disclosure_document 由此而来。",
    "What a file says it is; core.disclosure and core.disclosure_document follow from it.",
    (
        Column("document_id", TEXT, "文件", "the document", (DIGEST,)),
        Column(
            "disclosure_key", TEXT, "公开各版本共有的编号", "shared by all versions of its disclosure", (SHORT_HASH,)
        ),
        Column("department_id", TEXT, "公开主体", "the body", (SHORT_HASH,)),
        Column("part", TEXT, "整份、说明、报表或附件", "what part of the disclosure it is", (OneOf(PARTS),)),
        Column("holds", TEXTS, "所含的表和章节", "the forms and sections in it"),
        Column("division_code", TEXT, "行政区划代码", "code of the division", nullable=True),
        Column("printed_name", TEXT, "文件所印名称", "the body's name as printed", nullable=True),
        *_IDENTITY,
        *_DATES_AND_TITLE,
        *(
            Column(f"{counted}_{kind}", INTEGER, zh.format(words), en.format(counted))
            for counted, words in (("institution", "单位"), ("project", "项目"), ("section", "章节"))
            for kind, zh, en in (
                ("count", "文件自编的最大{}序号", "the highest {} number the file itself gives"),
                ("offset", "入库时加到{}序号上的数", "what loading adds to the file's {} numbers"),
            )
        ),
        Column(
            "reasons",
            TEXTS,
            "认定各项身份的依据（项目: 出处: 原文）",
            "what decided each part of the identity (part: source: words)",
            nullable=True,
        ),
    ),
    ("document_id",),
)

CORRECTION = TableSpec(
    "core.correction",
    "经复核的更正；原数保留。",
    "A reviewed correction; the stated figure stays.",
    (
        Column("fact_id", TEXT, "被更正的数字", "the fact corrected", (SHORT_HASH,)),
        Column("document_id", TEXT, "所在文件", "the document", (DIGEST,)),
        Column("amount_yuan", MONEY, "更正后的金额（元）", "corrected amount in yuan", nullable=True),
        Column("quantity", QUANTITY, "更正后的数量", "corrected quantity", nullable=True),
        Column("reason", TEXT, "理由", "reason"),
        Column("reviewer", TEXT, "复核人", "reviewer"),
        Column("reviewed_on", DATE, "复核日期", "date of the review"),
    ),
    ("document_id", "fact_id"),
)

DERIVATION = TableSpec(
    "core.derivation",
    "推算数由哪些写明的数字加减而来。",
    "The stated figures that a derived one is added up from.",
    (
        Column("fact_id", TEXT, "推算数", "the derived fact", (SHORT_HASH,)),
        Column("document_id", TEXT, "所在文件", "the document", (DIGEST,)),
        Column("input_no", SMALL, "第几个依据", "which input, from 1", (FROM_ONE,)),
        Column("input_fact_id", TEXT, "作为依据的数字", "the stated fact", (SHORT_HASH,)),
        Column("sign", SMALL, "加（1）或减（-1）", "added (1) or taken away (-1)", (Between(-1, 1),)),
    ),
    ("document_id", "fact_id", "input_no"),
)

_BY_NAME = {column.name: column for column in FACT.columns}
_FIGURE_COLUMNS = (
    "figure_id",
    "disclosure_id",
    *FACT.column_names[FACT.column_names.index("fiscal_year") : FACT.column_names.index("row_role") + 1],
    "fact_id",
    "document_id",
    *FACT.column_names[FACT.column_names.index("origin") :],
)
# A view: what SQL users start from.
FIGURE = TableSpec(
    "core.figure",
    "现行公开中的一个数字：取最精确的一处（表先于文，写明的先于推算的），并说明几处写了、是否一致。",
    "One figure of a current disclosure: the most precise place (table before text, stated before derived), how many "
    "places say it, whether they agree within rounding.",
    (
        *(_BY_NAME[name] for name in _FIGURE_COLUMNS),
        Column("places", BIG, "有几处写了这个数字；0 为推算", "how many places say it; 0 where it is derived"),
        Column("places_agree", YES_NO, "各处在舍入误差内一致", "whether they agree within rounding"),
    ),
    ("disclosure_id", "figure_id"),
)
CORE_VIEWS: tuple[TableSpec, ...] = (FIGURE,)

CORE_TABLES: tuple[TableSpec, ...] = (
    FACT,
    DERIVATION,
    DOCUMENT,
    CAPTURE,
    DEPARTMENT,
    DISCLOSURE,
    DISCLOSURE_DOCUMENT,
    FILE_IDENTITY,
    CORRECTION,
)
