"""Everything a family may print about a department-year, computed when asked for."""

from __future__ import annotations

import random
from functools import cached_property
from typing import Literal

from pipelines.specimens.accounts import Account, Holding
from pipelines.specimens.bodies import Body
from pipelines.specimens.model import budget, final_account, holding

ReportType = Literal["budget", "final_accounts"]


class Dossier:
    """The accounts of one body around one year; `report_type` says which of them is disclosed."""

    def __init__(self, body: Body, year: int, report_type: ReportType) -> None:
        self.body = body
        self.year = year
        self.report_type: ReportType = report_type

    @cached_property
    def budget(self) -> Account:
        """This year's budget."""
        return budget(self.body, self.year)

    @cached_property
    def budget_before(self) -> Account:
        """Last year's budget."""
        return budget(self.body, self.year - 1)

    @cached_property
    def final(self) -> Account:
        """This year's final account."""
        return final_account(self.body, self.year)

    @cached_property
    def final_before(self) -> Account:
        """Last year's final account."""
        return final_account(self.body, self.year - 1)

    @property
    def account(self) -> Account:
        """The account that is disclosed."""
        return self.budget if self.report_type == "budget" else self.final

    @property
    def before(self) -> Account:
        """Last year's account of the same type."""
        return self.budget_before if self.report_type == "budget" else self.final_before

    @cached_property
    def holding(self) -> Holding:
        """Assets at the end of last year (budget) or of this year (final account)."""
        return holding(self.body, self.year - 1 if self.report_type == "budget" else self.year)

    def style(self) -> random.Random:
        """What is alike in all disclosures of the county: its offices fill the same template every year."""
        return random.Random(f"{self.body.seed}/{self.body.county.code}/style")

    def accidents(self) -> random.Random:
        """What is particular to this one disclosure."""
        return self.body.draws(self.year, self.report_type, "accidents")
