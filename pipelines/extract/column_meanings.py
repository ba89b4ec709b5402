"""What an amount column means: measure, fund, phase, year and kind, from its heads and the form's declaration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipelines.extract.label_meanings import LabelMeaning, label_meaning
from pipelines.extract.sheets import Block
from pipelines.extract.table_totals import EXPENDITURE_TOTALS
from schemas.codes import measures
from schemas.facts import Identity
from schemas.form_declarations import FormDeclaration, Side


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """One amount column. `measure` None: the row decides (a column 合计 or 金额); `known` False: not understood."""

    head: str
    known: bool
    measure: str | None
    fund: str | None
    phase: str
    fiscal_year: int
    value_kind: str
    compared_with: str | None
    unit: str | None
    part: bool
    under: str | None


def block_side(paths: tuple[tuple[str, ...], ...], block: Block, place: int, declared: Side) -> Side:
    """Which side of a two-sided form a block is, by its heads or else its place; other forms are what they declare."""
    if declared != "both":
        return declared
    named = _named_side(paths, block)
    return named or ("revenue" if place == 0 else "expenditure")


def _named_side(paths: tuple[tuple[str, ...], ...], block: Block) -> Side | None:
    for columns in (block.keys, block.amounts):
        words = "".join(label for column in columns for label in paths[column])
        if "支出" in words and "收入" not in words:
            return "expenditure"
        if "收入" in words and "支出" not in words:
            return "revenue"
    return None


def form_side(paths: tuple[tuple[str, ...], ...], blocks: tuple[Block, ...], declared: Side) -> Side:
    """The form's side as this table prints it: a form of expenditure may stand beside its revenue (基金收支表)."""
    if declared == "expenditure" and len(blocks) > 1:
        sides = {_named_side(paths, block) for block in blocks}
        if {"revenue", "expenditure"} <= sides:
            return "both"
    return declared


def column_meaning(
    path: tuple[str, ...], side: Side, declaration: FormDeclaration, identity: Identity
) -> ColumnMeaning:
    """The meaning of a column whose heads are `path` (widest first) on one side of the form."""
    read = [label_meaning(label, side) for label in path]
    measure, fund, under = _measure(read, side, declaration)
    leaf_known = not read or read[-1].known
    times = [meaning.time for meaning in read if meaning.time]
    year = next((meaning.year for meaning in reversed(read) if meaning.year), None)
    kind: Literal["level", "change", "change_percent"] | str = "level"
    for wanted in ("change_percent", "change", "completion_percent", "share_percent"):
        if wanted in times:
            kind = wanted
            break
    this_year = identity.fiscal_year or 0
    prior = kind == "level" and ("prior" in times or (year is not None and year == this_year - 1))
    fiscal_year = year if year is not None and kind == "level" else this_year - 1 if prior else this_year
    phase = _phase(times, prior, identity)
    percent = kind.endswith("percent")
    unit = "%" if percent else next((meaning.unit for meaning in reversed(read) if meaning.unit), None)
    return ColumnMeaning(
        head="·".join(path[-2:]) if path and read[-1].generic and len(path) > 1 else (path[-1] if path else ""),
        known=leaf_known,
        measure=measure,
        fund=fund,
        phase=phase,
        fiscal_year=fiscal_year,
        value_kind=kind,
        compared_with=_base(path, kind, identity),
        unit=unit,
        part=bool(read) and read[-1].part and measure is None,
        under=under,
    )


def _measure(
    read: list[LabelMeaning], side: Side, declaration: FormDeclaration
) -> tuple[str | None, str | None, str | None]:
    """Measure and fund from the leaf outwards; carry-over over a fund's column is the carry-over of that fund."""
    measure = next((meaning.measure for meaning in reversed(read) if meaning.measure), None)
    fund = next((meaning.fund for meaning in reversed(read) if meaning.fund), None)
    above = next((meaning.measure for meaning in reversed(read[:-1]) if meaning.measure), None)
    wide = {meaning.measure for meaning in read}
    if "revenue_carryover" in wide and measure != "revenue_carryover":
        known = measures().get(measure or "")
        own = known.own_fund if known else None
        return ("revenue_carryover", own, above) if own else (None, None, above)
    if side == "expenditure" and measure in EXPENDITURE_TOTALS:
        # A column 本年支出合计 is this form's own total.
        measure = None
    if side == "revenue" and declaration.side != "revenue" and measure not in (None, "revenue_carryover"):
        # Heads over the left side of a two-sided form (本年收入, 财政拨款收入) say no more than 收入: the rows tell which.
        measure, fund = None, None
    return measure, fund, above


def _phase(times: list[str], prior: bool, identity: Identity) -> str:
    default = "final" if identity.report_type == "final_accounts" else "budget"
    named = [time for time in reversed(times) if time in ("budget", "adjusted_budget", "estimated_outturn", "final")]
    if not named:
        return default
    if named[0] == "estimated_outturn" and default == "final":
        return "final"
    if named[0] == "budget" and default == "final" and prior:
        return "budget"
    return named[0]


def _base(path: tuple[str, ...], kind: str, identity: Identity) -> str | None:
    if kind not in ("change", "change_percent", "completion_percent"):
        return None
    words = "".join(path)
    final = identity.report_type == "final_accounts"
    if kind == "completion_percent":
        return "current_adjusted_budget" if "调整" in words or "全年" in words else "current_budget"
    if "执行" in words and not final:
        return "previous_estimated_outturn"
    if final and "年初" in words:
        return "current_budget"
    if "决算" in words or final:
        return "previous_final"
    return "previous_budget"
