"""What families have in common: a disclosure that is built up block by block in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.specimens.accounts import ProjectPlan
from pipelines.specimens.content import Block, Disclosure, Heading, Ink, Sheet, Slot
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families.records import (
    asset_rows,
    disclosure_of,
    institution_rows,
    project_target_rows,
    purchase_rows,
)
from pipelines.specimens.layouts import Row, heads
from pipelines.specimens.wording import ChangeWords, Speaker


class Template:
    """One disclosure under construction; families derive from it and give it their words."""

    family = ""
    words = ChangeWords()

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.body, self.account, self.year = dossier.body, dossier.account, dossier.year
        self.is_budget = dossier.report_type == "budget"
        phase = "budget" if self.is_budget else "final"
        style = dossier.style()
        self.variant = style.random()
        nothing = style.choice(["0.00", "0.00", ""])
        self.table_ink = Ink("万元", self.year, phase, nothing=nothing, commas=style.random() < 0.3)
        self.ink = Ink("万元", self.year, phase)
        self.we = style.choice(["我局", "我部门", "本部门", "我单位"])
        self.level = "部门" if self.body.scope == "department" else "单位"
        plain = {
            "year": str(self.year),
            "last": str(self.year - 1),
            "name": self.body.printed_name,
            "we": self.we,
            "level": self.level,
            "units": str(len(self.body.units)),
            "projects": "、".join(project.name for project in self.account.projects[:2]),
        }
        self.speaker = Speaker(dossier, self.ink, self.words, plain)
        self.blocks: list[Block] = []
        self.disclosure: Disclosure = disclosure_of(dossier, self.family, self.title(), self.blocks)

    def title(self) -> str:
        """The title on the cover."""
        return f"{self.body.printed_name}{self.year}年{self.level}{'预算' if self.is_budget else '决算'}公开"

    def head(self, text: str, depth: int = 1, ordinal: int | None = None, section: str | None = None) -> None:
        """A heading."""
        self.blocks.append(Heading(text, depth, ordinal, section))

    def say(self, section: str, *templates: str) -> None:
        """Paragraphs of a section, from templates."""
        self.blocks += [self.speaker.prose(section, template) for template in templates]

    def sheet(
        self, form: str, title: str, head: list[Row], rows: list[Row], widths: Sequence[float],
        unit: str | None = None, above: Sequence[str] = (),
    ) -> Sheet:  # fmt: skip
        """A table that is not one of the statutory ones."""
        sheet = Sheet(
            form=form, title=title, unit=unit, above=list(above), head=head, rows=rows, widths=list(widths),
            landscape=len(widths) > 8,
        )  # fmt: skip
        self.blocks.append(sheet)
        return sheet

    def institutions(self, title: str, names: tuple[str, str, str, str]) -> None:
        """The table of units."""
        rows = institution_rows(self.disclosure, self.body.units)
        self.sheet("institutions", title, heads([(name,) for name in names]), rows, [5, 2, 2, 2])

    def targets(
        self, project: ProjectPlan, title: str, columns: Sequence[str], goal: str, above: Sequence[str]
    ) -> None:
        """The table of a project's targets: six columns with the value in one cell, or seven with it in three."""
        split = len(columns) == 7
        rows, indicators = project_target_rows(self.disclosure, project, "split" if split else "joined")
        goal_row = [Slot(goal), Slot(f"{project.objective}。", None, 1, len(columns) - 1)]
        head = [goal_row, *heads([(name,) for name in columns])]
        widths = [2, 3, 4, 1.5, 2, 1.5, 2.5] if split else [2, 3, 4, 5, 2.5, 2.5]
        sheet = self.sheet("project_performance", title, head, rows, widths, None, above)
        sheet.indicators = indicators

    def purchases(self, title: str, fund_heads: Sequence[str], above: Sequence[str]) -> None:
        """The procurement table; the money is the general public budget's, the first fund of `fund_heads`."""
        head = heads(
            [("政府采购项目来源", "项目名称"), ("政府采购项目来源", "预算资金")]
            + [(name,) for name in ("采购物品名称", "政府采购目录序号", "计量单位", "数量", "单价")]
            + [("政府采购金额", name) for name in ("合计", *fund_heads)]
        )
        rows = purchase_rows(self.account, self.table_ink, len(fund_heads) - 1)
        widths = [3, 2, 3, 2.6, 1.4, 1.2, 2, 2] + [2.2] * len(fund_heads)
        self.sheet("procurement", title, head, rows, widths, self.table_ink.unit, above)

    def assets(self, title: str, names: tuple[str, str, str], threshold: int, above: Sequence[str]) -> None:
        """The table of assets held."""
        rows = asset_rows(self.disclosure, self.dossier.holding, replace(self.table_ink, nothing="0.00"), threshold)
        head = heads([(name,) for name in names])
        self.sheet("assets", title, head, rows, [5, 2, 3], self.table_ink.unit, above)
