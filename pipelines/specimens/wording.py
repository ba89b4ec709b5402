"""Sentences from templates: `{name}` states a quantity, `{name|how}` a change, a share or a completion of it.

Ways of stating (`how`): `bare` the number without its unit; `before` last year's amount; `change` 增加X万元, `moved`
the same after its base; `rate` 增长X%; `share` X% of the template's whole, `percent` without its %; `done` X% of the
budget; `planned` the budget's amount inside a final account. Names without a quantity are plain words.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from pipelines.specimens.accounts import Cents
from pipelines.specimens.content import COUNTED, Ink, Known, Prose
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.quantities import COUNTS, QUANTITIES, Quantity

Parts = list[str | Known]
_HOLE = re.compile(r"\{([a-z_]+)(?:\|([a-z]+)(?:/([a-z_]+))?)?\}")


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """How a family says that something rose, fell or stayed the same: 增加, 减少, and before 持平 a comparison."""

    up: str = "增加"
    down: str = "减少"
    level: str = "与上年"
    same: str = "持平"
    than: str = ""
    rate_up: str = "增长"
    rate_down: str = "下降"
    counted_in_words: bool = False


@dataclass(slots=True)
class Speaker:
    """Fills templates with the figures of one disclosure."""

    dossier: Dossier
    ink: Ink
    words: ChangeWords = field(default_factory=ChangeWords)
    plain: dict[str, str] = field(default_factory=dict)

    def prose(self, section: str, template: str) -> Prose:
        """A paragraph of `section`."""
        return Prose(self.parts(template), section)

    def parts(self, template: str) -> Parts:
        """The template's words and figures in turn."""
        parts: Parts = []
        end = 0
        for hole in _HOLE.finditer(template):
            if hole.start() > end:
                parts.append(template[end : hole.start()])
            parts += self.fill(hole[1], hole[2], hole[3])
            end = hole.end()
        if end < len(template):
            parts.append(template[end:])
        return parts

    def fill(self, name: str, how: str | None, whole: str | None) -> Parts:
        """What stands for one hole."""
        if name in self.plain:
            return [self.plain[name]]
        if name in COUNTS:
            return self.counted(name)
        if name == "fixed_assets":
            return self.assets()
        quantity = QUANTITIES[name]
        now = quantity.amount(self.dossier.account)
        if how is None:
            return [self.known(quantity, now), self.ink.unit]
        if how == "bare":
            return [self.known(quantity, now)]
        if how == "before":
            before = quantity.amount(self.dossier.before)
            return [self.known(quantity, before, fiscal_year=self.ink.fiscal_year - 1), self.ink.unit]
        if how in ("change", "moved"):
            change = self.change(quantity, now, quantity.amount(self.dossier.before))
            return change if how == "change" else change[1:]
        if how == "rate":
            return self.rate(quantity, now, quantity.amount(self.dossier.before))
        if how == "planned":
            return [self.known(quantity, quantity.amount(self.dossier.budget), phase="budget"), self.ink.unit]
        if how == "done":
            return self.done(quantity, now, quantity.amount(self.dossier.budget))
        base = QUANTITIES[whole or "expenditure"].amount(self.dossier.account)
        share = self.percent(quantity, now, base, value_kind="share_percent")
        return [share] if how == "percent" else [share, "%"]

    @property
    def base(self) -> str:
        """What last year's figures are: the base of changes."""
        return "previous_budget" if self.dossier.report_type == "budget" else "previous_final"

    def known(self, quantity: Quantity, cents: Cents, **meaning: Any) -> Known:
        """The quantity as a figure."""
        shared = {"fund": quantity.fund, "funds": quantity.funds, "measures": quantity.measures}
        return self.ink.figure(quantity.measure, cents, **{**shared, **meaning})

    def change(self, quantity: Quantity, now: Cents, before: Cents, base: str | None = None) -> Parts:
        """增加X万元, 减少X万元, or 与上年持平."""
        moved = self.known(quantity, now - before, value_kind="change", compared_with=base or self.base)
        if moved.value == 0:
            moved.stated, moved.sign = self.words.same, 1
            return [self.words.level, moved]
        return [self.words.than, self.words.down if moved.sign < 0 else self.words.up, moved, self.ink.unit]

    def rate(self, quantity: Quantity, now: Cents, before: Cents) -> Parts:
        """A comma and 增长X%; nothing where the base is zero or nothing moved."""
        if not before or self.ink.money(abs(now - before)) == self.ink.money(0):
            return []
        figure = self.percent(quantity, abs(now - before), before, value_kind="change_percent", compared_with=self.base)
        figure.sign = -1 if now < before else 1
        return ["，", self.words.rate_down if now < before else self.words.rate_up, figure, "%"]

    def done(self, quantity: Quantity, now: Cents, planned: Cents) -> Parts:
        """，完成年初预算的X%; nothing where nothing was planned."""
        if not planned:
            return []
        meaning = {"value_kind": "completion_percent", "compared_with": "current_budget"}
        return ["，完成年初预算的", self.percent(quantity, now, planned, **meaning), "%"]

    def percent(self, quantity: Quantity, part: Cents, whole: Cents, **meaning: Any) -> Known:
        """part/whole in percent with two decimals; 0 where the whole is."""
        return Known(
            measure=quantity.measure,
            stated=f"{part * 100 / whole:.2f}" if whole else "0.00",
            stated_unit="%",
            phase=self.ink.phase,
            fiscal_year=self.ink.fiscal_year,
            fund=quantity.fund,
            funds=quantity.funds,
            measures=quantity.measures,
            **meaning,
        )

    def counted(self, name: str) -> Parts:
        """A number of things with its unit."""
        count = COUNTS[name]
        number = count.number(self.dossier.account, self.dossier.body)
        in_words = self.words.counted_in_words and 0 < number < len(COUNTED)
        return [
            Known(
                measure=count.measure,
                stated=COUNTED[number] if in_words else str(number),
                stated_unit=count.unit,
                value_kind="count",
                phase=self.ink.phase,
                fiscal_year=self.ink.fiscal_year,
                as_of=self.as_of if count.is_stock else None,
                funds=count.funds,
            ),
            count.unit,
        ]

    @property
    def as_of(self) -> datetime.date:
        """The day at whose end assets and staff were counted."""
        return datetime.date(self.dossier.holding.year, 12, 31)

    def assets(self) -> Parts:
        """Fixed assets held."""
        figure = self.ink.figure("fixed_assets", self.dossier.holding.total, value_kind="stock", as_of=self.as_of)
        return [figure, self.ink.unit]
