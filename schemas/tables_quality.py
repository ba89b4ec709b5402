"""The tables of schema `quality`: what was checked, what a person should look at, what was set aside."""

from __future__ import annotations

from decimal import Decimal

from schemas.table_columns import DIGEST, REPORT_TYPES, SHORT_HASH, place_columns
from schemas.tables import (
    BIG,
    HALF_WIDTH,
    INTEGER,
    MONEY,
    REAL,
    SMALL,
    TEXT,
    TEXTS,
    Between,
    Column,
    Matches,
    OneOf,
    TableSpec,
)

SEVERITIES = ("error", "warning", "information")
VERDICTS = ("exact", "rounding", "failed", "not_tested", "unsure")
COVERAGE = ("held", "unreadable", "not_found", "exempt_claimed", "not_crawled", "held_back")
PARTS_OF_ACCOUNT = ("cell", "prose")
OUTCOMES = ("fact", "record", "ignored", "issue")
_SNAKE_CASE = Matches("[a-z][a-z0-9_]*")

RULE = TableSpec(
    "quality.rule",
    "勾稽规则：数字之间应有的关系。",
    "Rules: how figures must relate.",
    (
        Column("rule", TEXT, "规则代码（一句话）", "the rule, a sentence in snake case", (_SNAKE_CASE,)),
        Column("title_zh", TEXT, "中文标题", "title in Chinese"),
        Column("title_en", TEXT, "英文标题", "title in English"),
        Column("severity", TEXT, "严重程度", "severity", (OneOf(SEVERITIES),)),
        Column("statement", TEXT, "规则的内容", "what must hold"),
    ),
    ("rule",),
)

FINDING = TableSpec(
    "quality.finding",
    "一条规则在一处的结论。",
    "A rule tried once.",
    (
        Column("rule", TEXT, "规则代码", "the rule", (_SNAKE_CASE,)),
        Column("disclosure_id", TEXT, "公开文件", "the disclosure"),
        Column("instance", TEXT, "哪一行、哪个科目或哪一项", "which row, code or item"),
        Column(
            "verdict",
            TEXT,
            "结论：相等、舍入差、不符、未检、存疑",
            "exact, rounding, failed, not_tested, unsure",
            (OneOf(VERDICTS),),
        ),
        Column("left_value", MONEY, "左边的值", "the left side", nullable=True),
        Column("right_value", MONEY, "右边的值", "the right side", nullable=True),
        Column("difference", MONEY, "差额", "left minus right", nullable=True),
        Column("tolerance", HALF_WIDTH, "允许的舍入误差", "the rounding allowed", nullable=True),
        Column("evidence", TEXTS, "所依据的 fact_id", "ids of the facts compared", nullable=True),
    ),
    ("rule", "disclosure_id", "instance"),
)

ISSUE = TableSpec(
    "quality.issue",
    "需要人来看的问题。",
    "Something a person should look at.",
    (
        Column("issue_id", TEXT, "问题编号", "id of the issue", (SHORT_HASH,)),
        Column("issue", TEXT, "问题类别", "code of the issue's kind", (_SNAKE_CASE,)),
        Column("severity", TEXT, "严重程度", "severity", (OneOf(SEVERITIES),)),
        Column("document_id", TEXT, "所在文件", "the document", (DIGEST,), nullable=True),
        *place_columns("page", "table_no", "row_no", "column_no"),
        Column("char_start", INTEGER, "在文本中的位置", "offset in the document's text", nullable=True),
        Column("message_zh", TEXT, "中文说明", "message in Chinese"),
        Column("message_en", TEXT, "英文说明", "message in English"),
    ),
    ("issue_id",),
)

QUARANTINE = TableSpec(
    "quality.quarantine",
    "未通过约定而被隔离的行；接收数 + 隔离数 = 提取数。",
    "Rows refused by their contract; accepted + quarantined = extracted.",
    (
        Column("quarantine_id", TEXT, "隔离编号", "id of the refused row", (SHORT_HASH,)),
        Column("table_name", TEXT, "原属的表", "the table that refused the row"),
        Column("document_id", TEXT, "所在文件", "the document", (DIGEST,), nullable=True),
        Column("refused_by", TEXT, "未通过的检查，以 ; 分隔", "the checks it failed, separated by ;"),
        *place_columns("page", "table_no", "row_no", "column_no"),
        Column("row_json", TEXT, "该行的内容（JSON）", "the row as JSON"),
        Column("extractor_version", TEXT, "提取程序版本", "version of the extractor"),
    ),
    ("quarantine_id",),
)

SCORE_ITEM = TableSpec(
    "quality.score_item",
    "公开质量评分的一项。",
    "An item of the disclosure scorecard.",
    (
        Column("disclosure_id", TEXT, "公开文件", "the disclosure"),
        Column("item", TEXT, "评分项", "the item", (_SNAKE_CASE,)),
        Column(
            "status",
            REAL,
            "1 做到，0.5 部分做到，0 未做到，空为不适用",
            "1 done, 0.5 partly, 0 not done, NULL not applicable",
            (Between(Decimal(0), Decimal(1)),),
            nullable=True,
        ),
        Column("evidence", TEXTS, "依据", "evidence", nullable=True),
    ),
    ("disclosure_id", "item"),
)

COVERAGE_TABLE = TableSpec(
    "quality.coverage",
    "应有与实有：哪些部门的哪些年度已收到。",
    "Expected and held: which bodies' disclosures are here.",
    (
        Column("division_code", TEXT, "行政区划代码", "code of the division"),
        Column("department_kind", TEXT, "部门类别", "kind of department"),
        Column("fiscal_year", SMALL, "年度", "fiscal year"),
        Column("report_type", TEXT, "预算或决算", "budget or final accounts", (OneOf(REPORT_TYPES),)),
        Column("status", TEXT, "状态", "status", (OneOf(COVERAGE),)),
        Column("expected_because", TEXT, "为什么应当有", "why it is expected"),
    ),
    ("division_code", "department_kind", "fiscal_year", "report_type"),
)

LOADED_DOCUMENT = TableSpec(
    "quality.loaded_document",
    "每个文件入库内容的指纹：内容不变则重复入库不改动任何行。",
    "Fingerprint of what each document brought: loading the same content again changes no row.",
    (
        Column("document_id", TEXT, "文件", "the document", (DIGEST,)),
        Column("fingerprint", TEXT, "入库内容的指纹", "fingerprint of the loaded rows"),
        Column("row_count", BIG, "入库行数", "how many rows it brought"),
    ),
    ("document_id",),
)

ACCOUNT = TableSpec(
    "quality.account",
    "数字的去向：一个文件印出的每个数字，或成为数据，或存于记录，或说明理由不取，或列为问题；各行之和即全部数字。",
    "Where numbers end: each number a document prints becomes a fact, is held by a record, is ignored for a reason, or "
    "is an issue; the rows of a document add up to all its numbers.",
    (
        Column("document_id", TEXT, "文件", "the document", (DIGEST,)),
        Column("part", TEXT, "表中单元格或正文", "table cells or prose", (OneOf(PARTS_OF_ACCOUNT),)),
        Column("outcome", TEXT, "去向：数据、记录、不取、问题", "fact, record, ignored or issue", (OneOf(OUTCOMES),)),
        Column(
            "reason",
            TEXT,
            "fact；记录的种类；不取的理由；问题类别",
            "fact; the kind of record; why it is ignored; the issue's code",
            (_SNAKE_CASE,),
        ),
        Column("count", INTEGER, "多少个数字", "how many numbers", (Between(1),)),
    ),
    ("document_id", "part", "outcome", "reason"),
)

UNREAD_NUMBER = TableSpec(
    "quality.unread_number",
    "列为问题的每个数字及其位置。",
    "Each number that an issue speaks of, with its place.",
    (
        Column("document_id", TEXT, "所在文件", "the document", (DIGEST,)),
        Column("number_no", INTEGER, "在该文件中的次序", "its order in the document", (Between(1),)),
        Column("part", TEXT, "表中单元格或正文", "table cells or prose", (OneOf(PARTS_OF_ACCOUNT),)),
        Column("issue", TEXT, "问题类别", "code of the issue's kind", (_SNAKE_CASE,)),
        *place_columns("page", "table_no", "row_no", "column_no"),
        Column("char_start", INTEGER, "在文本中的位置", "offset in the document's text", nullable=True),
        Column("printed", TEXT, "原文", "as printed"),
    ),
    ("document_id", "number_no"),
)

QUALITY_TABLES: tuple[TableSpec, ...] = (
    RULE,
    FINDING,
    ISSUE,
    QUARANTINE,
    SCORE_ITEM,
    COVERAGE_TABLE,
    LOADED_DOCUMENT,
    ACCOUNT,
    UNREAD_NUMBER,
)
