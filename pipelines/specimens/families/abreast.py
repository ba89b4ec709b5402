"""What the families scored apart share: tables with years and changes abreast, both economic classifications."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipelines.specimens.accounts import FISCAL_FUNDS, Account, Cents, Line, Purchase
from pipelines.specimens.classification import economic_name
from pipelines.specimens.content import Ink, Slot
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.template import Template
from pipelines.specimens.layouts import (
    CodeStyle,
    Column,
    Row,
    TotalPlace,
    code_heads,
    function_rows,
    heads,
    numbered,
    percent_cell,
    with_sign,
)

FUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (("fiscal", FISCAL_FUNDS), *((fund, (fund,)) for fund in FISCAL_FUNDS))
# The government's economic classes of an administrative body, and which classes of its own ledger go into each.
GOVERNMENT_CLASSES = {
    "501": ("机关工资福利支出", ("301",)),
    "502": ("机关商品和服务支出", ("302",)),
    "503": ("机关资本性支出", ("310",)),
    "509": ("对个人和家庭的补助", ("303",)),
}
GOVERNMENT_ITEMS = {
    "30101": ("50101", "工资奖金津补贴"), "30102": ("50101", "工资奖金津补贴"), "30103": ("50101", "工资奖金津补贴"),
    "30108": ("50102", "社会保障缴费"), "30109": ("50102", "社会保障缴费"), "30110": ("50102", "社会保障缴费"),
    "30111": ("50102", "社会保障缴费"), "30112": ("50102", "社会保障缴费"), "30113": ("50103", "住房公积金"),
    "30107": ("50199", "其他工资福利支出"), "30199": ("50199", "其他工资福利支出"), "30213": ("50209", "维修（护）费"),
    "30215": ("50202", "会议费"), "30216": ("50203", "培训费"), "30217": ("50206", "公务接待费"),
    "30226": ("50205", "委托业务费"), "30227": ("50205", "委托业务费"), "30231": ("50208", "公务用车运行维护费"),
    "30299": ("50299", "其他商品和服务支出"), "30302": ("50905", "离退休费"), "30304": ("50901", "社会福利和救助"),
    "30305": ("50901", "社会福利和救助"), "30309": ("50901", "社会福利和救助"), "31002": ("50306", "设备购置"),
}  # fmt: skip
OFFICE_COSTS = ("50201", "办公经费")
Getter = Callable[[Account], Cents]


@dataclass(frozen=True, slots=True)
class Edition:
    """One column of amounts beside others: its head, the account it is taken from, and what that changes."""

    head: str
    account: Account
    meaning: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled line of a list of money: what it is and how much."""

    label: str
    measure: str
    amount: Getter
    fund: str = "all"
    also: tuple[str, ...] = ()


class AbreastTables(Template):
    """A disclosure whose tables are built from editions: years, phases and the changes between them side by side."""

    codes: CodeStyle = "one"
    total = "合计"
    place: TotalPlace = "first"
    above: tuple[str, ...] = ("单位：{unit}",)
    numbers_columns = False

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self.word = "预算" if self.is_budget else "决算"
        self.unit = "万元"
        self.cells = replace(self.table_ink, commas=self.variant < 0.6, nothing="0.00" if self.variant < 0.4 else "")
        self.count = 0

    def table(
        self, form: str, title: str, paths: Sequence[tuple[str, ...]], rows: list[Row], widths: Sequence[float],
        note: str | None = None, unit: str | None = None, labelled: int = 1,
    ) -> None:  # fmt: skip
        """A statutory table with the lines above it."""
        self.count += 1
        unit = unit or self.unit
        told = {"no": self.count, "name": self.body.printed_name, "unit": unit, "year": self.year}
        head = heads(paths)
        if self.numbers_columns:
            head.append(numbered(len(paths), labelled=labelled))
        above = [line.format(**told) for line in self.above]
        self.sheet(form, title.format(**told), head, rows, widths, unit, above).note = note

    def editions(self) -> list[Edition]:
        """Last year's budget and this year's; in a final account budget, adjusted budget and outturn."""
        year = self.year
        if self.is_budget:
            before = {"fiscal_year": year - 1, "phase": "budget"}
            return [
                Edition(f"{year - 1}年预算数", self.dossier.before, before),
                Edition(f"{year}年预算数", self.account, {}),
            ]
        return [
            Edition("年初预算数", self.dossier.budget, {"phase": "budget"}),
            Edition("全年预算数", adjusted(self.account), {"phase": "adjusted_budget"}),
            Edition("决算数", self.account, {}),
        ]

    def base(self) -> dict[str, Any]:
        """What a change is: against the first edition."""
        return {"value_kind": "change", "compared_with": "previous_budget" if self.is_budget else "current_budget"}

    def entries(self, entries: Iterable[Entry], changes: Sequence[str] = (), ink: Ink | None = None) -> list[Row]:
        """A row an entry: its label, a cell an edition, then the change and the change in percent where asked."""
        ink, editions, rows = ink or self.cells, self.editions(), []
        for entry in entries:
            shared = {"fund": entry.fund, "funds": entry.also}
            row = [Slot(entry.label)]
            amounts = [entry.amount(edition.account) for edition in editions]
            for edition, amount in zip(editions, amounts, strict=True):
                row.append(ink.cell(entry.measure, amount, **shared, **edition.meaning))
            moved = amounts[-1] - amounts[0]
            if "amount" in changes:
                row.append(with_sign(ink.cell(entry.measure, moved, **shared, **self.base())))
            if "percent" in changes:
                meaning = {**shared, **self.base(), "value_kind": "change_percent"}
                row.append(percent_cell(ink, entry.measure, moved, amounts[0], **meaning))
            rows.append(row)
        return rows

    def by_function(
        self, form: str, title: str, lines: Iterable[Line], columns: list[Column], fund: str, note: str = ""
    ) -> None:
        """A table by function; an empty one keeps its heads and says why."""
        lines = list(lines)
        names = code_heads(self.codes, "功能分类科目编码", "功能分类科目名称")
        paths = [*names, *(column.path for column in columns)]
        widths = [1.0] * (len(names) - 1) + [4.0] + [1.9] * len(columns)
        if len(names) == 2:
            widths[0] = 1.6
        ink = replace(self.cells, fund=fund)
        rows = function_rows(lines, columns, ink, self.codes, self.total, self.place) if lines else []
        if not lines:
            rows = [[*(Slot("") for _ in paths)]]
        self.table(form, title, paths, rows, widths, None if lines else note, labelled=len(names))

    def both_years(self) -> tuple[list[Line], list[Column]]:
        """General public expenditure of last year, of this year by nature, and the change, line by line."""
        before = [replace(line, fund="before") for line in self.dossier.before.lines_of("general_public")]
        now = self.account.lines_of("general_public")
        last = {"fiscal_year": self.year - 1, "phase": "budget" if self.is_budget else "final"}
        base = "previous_budget" if self.is_budget else "previous_final"
        change = {"value_kind": "change", "compared_with": base}
        percent = {"value_kind": "change_percent", "compared_with": base}
        year, word, fund = self.year, self.word, "general_public"
        moved = f"{year}年{word}数比{year - 1}年{word}数增减"

        def of_now(part: str) -> Callable[[Line], Cents]:
            return lambda line: 0 if line.fund == "before" else int(getattr(line, part))

        columns = [
            Column((f"{year - 1}年{word}数",), "expenditure_total", _total_before, fund, last),
            Column((f"{year}年{word}数", "小计"), "expenditure_total", of_now("total"), fund),
            Column((f"{year}年{word}数", "基本支出"), "expenditure_basic", of_now("basic"), fund),
            Column((f"{year}年{word}数", "项目支出"), "expenditure_project", of_now("project"), fund),
            Column(
                (moved, "增减额"), "expenditure_total",
                lambda line: -line.total if line.fund == "before" else line.total, fund, change,
            ),
            Column((moved, "增减%"), "expenditure_total", lambda _: 0, fund, percent, (4, 0)),
        ]  # fmt: skip
        return [*before, *now], columns

    def class_amount(self, line: Line, own: str) -> Cents:
        """What of a line is spent under a class of the department's own classification."""
        economic = self.account.economic
        grants = capital = 0
        if line.code == "2080501":
            grants = line.personnel
        elif line.fund == "general_public" and line.code in (self.body.kind.run, self.body.kind.run_until_2023):
            grants = sum(cents for code, cents in economic.items() if code[:3] == "303" and code != "30302")
            capital = economic.get("31002", 0)
        amounts = {"301": line.personnel - grants, "303": grants, "310": capital}
        return amounts.get(own, line.public + line.project - capital)

    def by_class(self, form: str, title: str, government: bool) -> None:
        """Expenditure by function, a column a class of one economic classification."""
        columns = [Column((self.total,), "expenditure_total", lambda line: line.total)]
        for code, (name, own) in GOVERNMENT_CLASSES.items():
            meaning = {"government_economic_code": code} if government else {"economic_code": own[0]}
            label = name if government else economic_name(own[0])
            meaning["subject_name"] = label
            columns.append(Column((label,), "expenditure_total", _class_getter(self, own[0]), None, meaning))
        self.by_function(form, title, self.account.lines, columns, "all")

    def services(self) -> list[Purchase]:
        """Services bought."""
        return [item for item in self.account.purchases if item.catalogue[0] == "C"]

    def goods(self) -> list[Purchase]:
        """Goods bought."""
        return [item for item in self.account.purchases if item.catalogue[0] == "A"]


def government_item(code: str) -> tuple[str, str]:
    """The government's code and name for an item of the department's own economic classification."""
    return GOVERNMENT_ITEMS.get(code, OFFICE_COSTS)


def adjusted(final: Account) -> Account:
    """The adjusted budget that a final account executed: a little more than was spent."""
    lines = tuple(
        replace(line, personnel=_more(line.personnel), public=_more(line.public), project=_more(line.project))
        for line in final.lines
    )
    three: dict[str, Any] = {
        name: _more(getattr(final, name)) for name in ("abroad", "purchase", "running", "reception")
    }
    spent: dict[str, Cents] = {}
    for line in lines:
        spent[line.fund] = spent.get(line.fund, 0) + line.total
    revenue = {fund: amount - final.opening(fund) for fund, amount in spent.items()}
    own = {"revenue_undertaking": revenue.get("unit_funds", 0), "revenue_other": 0}
    return replace(final, lines=lines, revenue=revenue, own_revenue=own, carry_out={}, **three)


def _more(cents: Cents) -> Cents:
    return cents + cents // 4_000_000 * 100_000


def _total_before(line: Line) -> Cents:
    return line.total if line.fund == "before" else 0


def _class_getter(tables: AbreastTables, own: str) -> Callable[[Line], Cents]:
    return lambda line: tables.class_amount(line, own)
