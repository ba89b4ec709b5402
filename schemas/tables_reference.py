"""The tables of schema `reference`: what is known beforehand, loaded from the code lists beside this module."""

from __future__ import annotations

from schemas.tables import TEXT, Column, OneOf, TableSpec

_REPORT_TYPES = ("budget", "final_accounts", "both")

MEASURE = TableSpec(
    "reference.measure",
    "指标口径：每个数字说的是什么。",
    "What a figure is about: the list of measures.",
    (
        Column("code", TEXT, "代码", "code"),
        Column("zh", TEXT, "中文名称", "name in Chinese"),
        Column("en", TEXT, "英文名称", "name in English"),
        Column("unit_kind", TEXT, "单位类别", "kind of unit", (OneOf(("money", "count", "area_m2")),)),
        Column("own_fund", TEXT, "自带的资金口径", "the fund the measure carries by itself", nullable=True),
        Column("labels_seen", TEXT, "见过的写法，以 | 分隔", "labels seen, separated by |", nullable=True),
    ),
    ("code",),
)

TREE = TableSpec(
    "reference.tree",
    "指标的加总关系：哪些指标相加得到哪个指标。",
    "Which measures add up to which.",
    (
        Column("total", TEXT, "合计指标", "the total's measure"),
        Column("part", TEXT, "组成指标", "the part's measure"),
        Column("split", TEXT, "按什么拆分", "which split"),
        Column("report_type", TEXT, "预算、决算或两者", "budget, final accounts or both", (OneOf(_REPORT_TYPES),)),
        Column("relation", TEXT, "相加或其中", "sums, or of which", (OneOf(("sums", "of_which")),)),
    ),
    ("total", "part", "split", "report_type"),
)

FORM = TableSpec(
    "reference.form",
    "法定公开表格。",
    "The statutory tables.",
    (
        Column("code", TEXT, "代码", "code"),
        Column("zh", TEXT, "中文名称", "name in Chinese"),
        Column("en", TEXT, "英文名称", "name in English"),
        Column("report_type", TEXT, "预算、决算或两者", "budget, final accounts or both", (OneOf(_REPORT_TYPES),)),
        Column("titles_seen", TEXT, "见过的标题，以 | 分隔", "titles seen, separated by |", nullable=True),
    ),
    ("code",),
)

SECTION_KIND = TableSpec(
    "reference.section_kind",
    "文字说明的章节。",
    "The kinds of sections of text.",
    (
        Column("code", TEXT, "代码", "code"),
        Column("zh", TEXT, "中文名称", "name in Chinese"),
        Column("en", TEXT, "英文名称", "name in English"),
    ),
    ("code",),
)

DEPARTMENT_KIND = TableSpec(
    "reference.department_kind",
    "部门类别：哪些部门可以跨地区比较。",
    "Kinds of departments: which bodies can be compared across divisions.",
    (
        Column("code", TEXT, "代码", "code"),
        Column("zh", TEXT, "通用名称", "usual name"),
        Column("en", TEXT, "英文名称", "name in English"),
        Column("system", TEXT, "系统", "branch of government"),
        Column("aliases", TEXT, "其他名称，以 | 分隔", "other names, separated by |", nullable=True),
    ),
    ("code",),
)

DIVISION = TableSpec(
    "reference.division",
    "行政区划（GB/T 2260）。",
    "Administrative divisions (GB/T 2260).",
    (
        Column("code", TEXT, "六位代码", "six-digit code"),
        Column("name", TEXT, "名称", "name"),
        Column("level", TEXT, "级别", "level", (OneOf(("province", "prefecture", "county", "functional_zone")),)),
        Column("parent_code", TEXT, "上级代码", "code of the division above", nullable=True),
    ),
    ("code",),
)

QUALIFIER = TableSpec(
    "reference.qualifier",
    "限定词：把一个指标收窄的说法。",
    "Qualifiers: what narrows a measure.",
    (
        Column("pattern", TEXT, "限定词的写法（正则表达式）", "the qualifier, as a regular expression"),
        Column("zh", TEXT, "中文含义", "meaning in Chinese"),
        Column("en", TEXT, "英文含义", "meaning in English"),
    ),
    ("pattern",),
)

ISSUE_KIND = TableSpec(
    "reference.issue_kind",
    "问题类别：需要人来看的事项。",
    "Kinds of issues: what a person is asked to look at.",
    (
        Column("issue", TEXT, "代码", "code"),
        Column("severity", TEXT, "严重程度", "severity", (OneOf(("error", "warning", "information")),)),
        Column("message_zh", TEXT, "中文说明", "message in Chinese"),
        Column("message_en", TEXT, "英文说明", "message in English"),
    ),
    ("issue",),
)

MIGRATION = TableSpec(
    "reference.migration",
    "本库已执行的结构变更。",
    "The migrations this file has been through.",
    (
        Column("name", TEXT, "文件名", "file name"),
        Column("sha256", TEXT, "文件内容的 sha256", "sha256 of its text"),
    ),
    ("name",),
)

REFERENCE_TABLES: tuple[TableSpec, ...] = (
    MEASURE,
    TREE,
    FORM,
    SECTION_KIND,
    DEPARTMENT_KIND,
    DIVISION,
    QUALIFIER,
    ISSUE_KIND,
    MIGRATION,
)
