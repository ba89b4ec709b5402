"""What an amount column means: measure, fund, phase, year and kind, from its heads and the form's declaration."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipelines.extract.tables.column_classes import ColumnClass
from pipelines.extract.tables.label_meanings import LabelMeaning, clean_label, label_meaning
from pipelines.extract.tables.sheets import Block
from pipelines.extract.tables.table_totals import EXPENDITURE_TOTALS
from schemas.codes import measures
from schemas.facts import Identity
from schemas.form_declarations import FormDeclaration, Side, labels

Paths = tuple[tuple[str, ...], ...]

_PREVIOUS = {
    "budget": "previous_budget",
    "final": "previous_final",
    "estimated_outturn": "previous_estimated_outturn",
}
# A year names no phase, nor does the name of a fund.
_NAMES_BASE = re.compile(r"年初|(?<!公共)(?<!基金)(?<!经营)预算|决算|执行|实际|完成")
_AGAINST_BUDGET = re.compile(r"(?:[比较与和]|^)(?:当年|本年度?|全年)?(?<!公共)(?<!基金)(?<!经营)预算")
_KINDS = ("completion_percent", "share_percent", "change_percent", "change")
_SUM_HEAD = re.compile(r"(?:合计|小计|总计)")
_SAYS_PERCENT = re.compile(r"[%％]|百分比|比例|比率|比重|增幅")
_PHASES = ("adjusted_budget", "estimated_outturn", "final", "budget")
# A head 合计 or 总计 sums what stands over it, or else everything.
_BARE_TOTALS = ("revenue_sum", "revenue_grand_total", "expenditure_sum")
# What the natures of expenditure are under the flows of a fund's table (本年收入, 年初结转和结余, 年末结转和结余).
_FLOWS = {
    "revenue_total": {"expenditure_basic": "revenue_for_basic", "expenditure_project": "revenue_for_project"},
    "revenue_carryover": {
        "expenditure_basic": "revenue_carryover_basic",
        "expenditure_project": "revenue_carryover_project",
    },
    "expenditure_carryforward": {
        "expenditure_basic": "expenditure_carryforward_basic",
        "expenditure_project": "expenditure_carryforward_project",
    },
}
_CARRIED = frozenset({"revenue_carryover", "expenditure_from_carryover"})
_NATURES = ("expenditure_basic", "expenditure_project", "expenditure_personnel", "expenditure_public")
_HALVES = ("expenditure_personnel", "expenditure_public")


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """One amount column. `measure` None: the row decides (a column 合计 or 金额); `known` False: not understood.

    `subject` is the economic class that its head names (`column_classes`), else None. `doubtful`: the year or the phase
    is what such tables usually mean, not what its head says. `qualifier`: a narrower amount (扣除基建项目后).
    `institution`: the unit that the column is of.
    """

    head: str
    known: bool
    measure: str | None
    fund: str | None
    phase: str
    fiscal_year: int
    value_kind: str
    compared_with: str | None
    unit: str | None
    subject: ColumnClass | None = None
    doubtful: bool = False
    qualifier: str | None = None
    institution: int | None = None

    @property
    def time(self) -> tuple[int, str, str]:
        """What tells this column from another of the same measure: year, phase and kind."""
        return self.fiscal_year, self.phase, self.value_kind


class _Time(NamedTuple):
    phase: str
    fiscal_year: int
    value_kind: str
    compared_with: str | None


def _named_side(paths: Paths, block: Block) -> Side | None:
    for columns in (block.keys, block.amounts):
        words = "".join(label for column in columns for label in paths[column])
        if "支出" in words and "收入" not in words:
            return "expenditure"
        if "收入" in words and "支出" not in words:
            return "revenue"
    return None


def form_side(paths: Paths, blocks: Sequence[Block], declared: Side) -> Side:
    """The form's side as this table prints it: a form of expenditure may stand beside its revenue (基金收支表)."""
    if declared == "expenditure" and len(blocks) > 1:
        sides = {_named_side(paths, block) for block in blocks}
        if {"revenue", "expenditure"} <= sides:
            return "both"
    return declared


def block_side(paths: Paths, block: Block, place: int, side: Side) -> Side:
    """Which side of a two-sided form a block is, by its heads or else its place; other forms are what they are."""
    if side != "both":
        return side
    return _named_side(paths, block) or ("revenue" if place == 0 else "expenditure")


def column_meaning(
    path: tuple[str, ...],
    side: Side,
    declaration: FormDeclaration,
    identity: Identity,
    several_blocks: bool,
    subject: ColumnClass | None = None,
) -> ColumnMeaning:
    """The meaning of a column whose heads are `path` (widest first) on one side of the form."""
    read = [label_meaning(label, side) for label in path]
    measure, fund, understood = _measure(read, path, side, declaration)
    if several_blocks and measure in _HALVES and read[-1].measure != measure:
        # 人员经费 over a whole block of a two-block table is where the subjects stand, not what the cell is.
        measure = None
    counted = measures()[measure].unit_kind == "count" if measure in measures() else False
    time = _time(read, path, identity)
    qualifier = next((found for label in path if (found := labels().narrowed.meaning(clean_label(label)))), None)
    narrower = bool(path) and labels().narrower.fullmatch(clean_label(path[-1])) is not None
    return ColumnMeaning(
        head="·".join(path[-2:]) if len(path) > 1 and _is_bare(read[-1]) else (path[-1] if path else ""),
        known=understood
        and bool(read)
        and (read[-1].known or subject is not None or qualifier is not None)
        and (qualifier is not None or not narrower)
        # A head of percentages whose base we do not understand is no amount.
        and (time.value_kind != "level" or _SAYS_PERCENT.search(path[-1]) is None),
        measure=measure,
        fund=fund,
        phase=time.phase,
        fiscal_year=time.fiscal_year,
        value_kind="count" if counted and time.value_kind == "level" else time.value_kind,
        compared_with=time.compared_with,
        unit="%"
        if time.value_kind.endswith("percent")
        else next((meaning.unit for meaning in reversed(read) if meaning.unit), None),
        subject=subject,
        qualifier=qualifier,
    )


def at_time_of_row(column: ColumnMeaning, label: str, identity: Identity) -> ColumnMeaning:
    """A column without a time of its own in a row that is a time (2030年, 增减额): the row's time is the cell's."""
    time = _time([label_meaning(label, "expenditure")], (label,), identity)
    return replace(
        column,
        phase=time.phase,
        fiscal_year=time.fiscal_year,
        value_kind=column.value_kind if time.value_kind == "level" else time.value_kind,
        compared_with=time.compared_with,
        unit="%" if time.value_kind.endswith("percent") else column.unit,
    )


def _time(read: list[LabelMeaning], path: tuple[str, ...], identity: Identity) -> _Time:
    times = [time for meaning in reversed(read) for time in meaning.times]
    year = next((meaning.year for meaning in reversed(read) if meaning.year), None)
    kind = next((kind for kind in _KINDS if kind in times), "level")
    this_year = identity.fiscal_year or 0
    if kind != "level":
        return _Time(_phase([], identity), this_year, kind, _base(path, kind, identity))
    return _Time(_phase(times, identity), year or (this_year - 1 if "prior" in times else this_year), kind, None)


def _measure(
    read: list[LabelMeaning], path: tuple[str, ...], side: Side, declaration: FormDeclaration
) -> tuple[str | None, str | None, bool]:
    """Measure and fund from the leaf outwards, and whether they go together.

    Carry-over over a fund's column is the carry-over of that fund.
    """
    measure = next(
        (meaning.measure for meaning in reversed(read) if meaning.measure not in (None, *_BARE_TOTALS)), None
    )
    fund = next((meaning.fund for meaning in reversed(read) if meaning.fund), None)
    if read and read[-1].part and read[-1].fund == "fiscal" and any(meaning.fund for meaning in read[:-1]):
        # 其中：财政拨款 under a fund is part of that fund, not all fiscal appropriation.
        return None, None, False
    if any(
        not meaning.known and labels().of_one_level.fullmatch(label) for label, meaning in zip(path, read, strict=True)
    ):
        return None, None, False
    outer = {meaning.measure for meaning in read}
    if measure in _NATURES and "expenditure_from_carryover" in outer:
        return None, None, False
    flow = next((flow for flow in _FLOWS if flow in outer), None)
    if measure in _NATURES and flow is not None:
        # 基本支出 under 本年收入 or 年末结转 is what came in or is left for it, not what was spent.
        part = _FLOWS[flow].get(measure)
        return part, fund, part is not None
    if measure != "revenue_carryover" and any(meaning.measure == "revenue_carryover" for meaning in read):
        known = measures().get(measure or "")
        own = known.own_fund if known else None
        return ("revenue_carryover", own, True) if own else (None, None, False)
    if side == "expenditure" and measure is not None and measure in (*EXPENDITURE_TOTALS, declaration.total_row):
        # A column 本年支出合计 is this form's own total.
        measure = None
    if side == "expenditure" and measure == "revenue_carryover" and declaration.revenue_total == "revenue_total":
        # Without the year's revenue beside it, 上年结转 says what part of the spending it pays; 年初结转 does not.
        is_part = not outer & {"revenue_total", *_NATURES} and not any("年初" in label for label in path)
        return ("expenditure_from_carryover", fund, True) if is_part else (None, None, False)
    if side == "expenditure" and measure is not None and measure.startswith("revenue_"):
        # Forms of one fund print revenue beside expenditure; elsewhere such a head says where the money came from.
        if declaration.revenue_total == "revenue_total":
            return None, None, False
        if measure == "revenue_total":
            measure = declaration.revenue_total
    if side == "revenue" and declaration.side != "revenue" and measure not in (None, "revenue_carryover"):
        # Heads over the whole left side (本年收入, 财政拨款收入) say no more than 收入: the rows tell which.
        return None, read[-1].fund, True
    return measure, fund, True


def _is_bare(meaning: LabelMeaning) -> bool:
    return meaning.generic or meaning.measure in _BARE_TOTALS


def phase_named(times: Sequence[str]) -> str | None:
    """The phase among the times that a label names, the most particular one."""
    return next((phase for phase in _PHASES if phase in times), None)


def _phase(times: list[str], identity: Identity) -> str:
    final = identity.report_type == "final_accounts"
    named = phase_named(times)
    if named is None:
        return "final" if final else "budget"
    return "final" if final and named == "estimated_outturn" else named


def with_bases(columns: dict[int, ColumnMeaning], paths: Paths, identity: Identity) -> dict[int, ColumnMeaning]:
    """Changes whose head names no base compare with the one earlier column that the table prints."""
    this_year = identity.fiscal_year or 0
    levels = [column for column in columns.values() if column.value_kind == "level"]
    prior = {column.phase for column in levels if column.fiscal_year == this_year - 1}
    now = {column.phase for column in levels if column.fiscal_year == this_year}
    base: str | None = None
    if len(prior) == 1:
        base = _PREVIOUS.get(prior.pop())
    elif not prior and now == {"budget", "final"}:
        base = "current_budget"
    if base is None:
        return columns
    return {
        place: replace(column, compared_with=base)
        if column.compared_with is not None and not _names_base(paths[place])
        else column
        for place, column in columns.items()
    }


def with_doubts(
    columns: dict[int, ColumnMeaning], paths: Paths, side: Side, title: str, identity: Identity
) -> dict[int, ColumnMeaning]:
    """Mark the columns whose year or phase is only assumed: another year beside named phases (2030年 | 2031年预算), a
    year that its phase cannot have yet, a change that may be against either of two columns, and heads with words that
    nobody accounted for."""
    this_year = identity.fiscal_year or 0
    named = {place: _names_phase(paths[place], side) for place in columns}
    levels = [place for place, column in columns.items() if column.value_kind == "level"]
    bases = {column.compared_with for column in columns.values() if column.value_kind == "change"}
    before = {columns[place].phase for place in levels if columns[place].fiscal_year == this_year - 1}
    explicit = any(named[place] for place in levels) or not _names_base((title,))
    found = {}
    for place, column in columns.items():
        of_other_year = place in levels and column.fiscal_year != this_year and not named[place]
        doubtful = (
            any(label_meaning(label, side).strange for label in paths[place])
            or (of_other_year and (explicit or bool(bases - {_PREVIOUS.get(column.phase)})))
            or (len(before) > 1 and column.compared_with in _PREVIOUS.values() and not _names_base(paths[place]))
            or (identity.report_type == "budget" and column.phase == "final" and column.fiscal_year >= this_year)
        )
        found[place] = replace(column, doubtful=True) if doubtful else column
    return found


def _names_base(path: tuple[str, ...]) -> bool:
    return _NAMES_BASE.search("".join(path)) is not None


def _names_phase(path: tuple[str, ...], side: Side) -> bool:
    return any(phase_named(label_meaning(label, side).times) for label in path)


def with_one_total(columns: dict[int, ColumnMeaning], paths: Paths, side: Side) -> dict[int, ColumnMeaning]:
    """Where a column of carry-over stands beside the total, the total holds it and a column 本年 does not.

    On the expenditure side 本年支出 is then a part of the total and no second total; on the revenue side it is what the
    rows say, and of the total only a total row says what it is.
    """
    reads = {place: [label_meaning(label, side).measure for label in paths[place]] for place in columns}
    if not any(_CARRIED.intersection(read) for read in reads.values()):
        return columns
    totals = [
        place
        for place, column in columns.items()
        if column.known and column.measure is None and not column.fund and not column.subject
    ]
    changed = dict(columns)
    if side == "expenditure" and len(totals) > 1:
        for place in totals[1:]:
            if set(reads[place]) & set(EXPENDITURE_TOTALS):
                changed[place] = replace(columns[place], known=False)
    elif side == "revenue" and any(column.measure == "revenue_carryover" for column in columns.values()):
        for place in totals:
            measure = "revenue_total" if "revenue_total" in reads[place] else "revenue_grand_total"
            changed[place] = replace(columns[place], measure=measure)
    return changed


def with_one_of_each(columns: dict[int, ColumnMeaning], paths: Paths) -> dict[int, ColumnMeaning]:
    """Of columns that say the same, only the one headed 小计 is it, not its parts (小计 | 本年预算 | 上年结转)."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for place, column in columns.items():
        if column.known:
            key = (column.measure, column.fund, column.time, column.subject, column.compared_with, column.qualifier)
            alike.setdefault(key, []).append(place)
    parts: set[int] = set()
    for places in alike.values():
        sums = [place for place in places if _SUM_HEAD.fullmatch(paths[place][-1])]
        if len(places) > 1 and len(sums) == 1:
            parts.update(set(places) - set(sums))
    return {place: replace(column, known=column.known and place not in parts) for place, column in columns.items()}


def with_basic_classes(columns: dict[int, ColumnMeaning]) -> dict[int, ColumnMeaning]:
    """Economic classes beside a column 项目支出 and none of 基本支出 are the parts of the basic expenditure."""
    natures = {column.measure for column in columns.values()}
    if "expenditure_project" not in natures or "expenditure_basic" in natures:
        return columns
    return {
        place: replace(column, measure="expenditure_basic") if column.subject and column.measure is None else column
        for place, column in columns.items()
    }


def _base(path: tuple[str, ...], kind: str, identity: Identity) -> str | None:
    if kind not in ("change", "change_percent", "completion_percent"):
        return None
    words = "".join(path)
    final = identity.report_type == "final_accounts"
    if kind == "completion_percent":
        return "current_adjusted_budget" if "调整" in words or "全年" in words else "current_budget"
    if ("执行" in words or "完成" in words) and not final:
        return "previous_estimated_outturn"
    if final and ("年初" in words or ("上年" not in words and _AGAINST_BUDGET.search(words))):
        return "current_budget"
    return "previous_final" if final or "决算" in words or "实际" in words else "previous_budget"
