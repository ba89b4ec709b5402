"""What a change is measured against: the words of a comparison base to a code and the year it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.facts import ReportType


@dataclass(frozen=True, slots=True)
class Base:
    """A comparison base as far as its words go: a year, a phase, and where in the plain text it begins."""

    start: int
    year: int | None = None
    previous: bool = False
    phase: str | None = None
    plain_budget: bool = False


def base_year(base: Base, fiscal_year: int) -> int:
    """The year the base speaks of; a base that names none but a phase is of the year itself."""
    if base.year is not None:
        return base.year
    return fiscal_year - 1 if base.previous or not (base.phase or base.plain_budget) else fiscal_year


def base_phase(base: Base, report_type: ReportType) -> str:
    """The phase the base speaks of; where it names none, last year's figure of the same kind."""
    if base.phase is not None:
        return base.phase
    return "budget" if base.plain_budget or report_type == "budget" else "final"


def compared_with(base: Base | None, fiscal_year: int, report_type: ReportType) -> str | None:
    """The code of the base, the usual one where none is named, None where no code says it (another year)."""
    phase_of_report = "budget" if report_type == "budget" else "final"
    if base is None:
        return f"previous_{phase_of_report}"
    year, phase = base_year(base, fiscal_year), base_phase(base, report_type)
    if year == fiscal_year - 1:
        return {
            "budget": "previous_budget",
            "final": "previous_final",
            "estimated_outturn": "previous_estimated_outturn",
        }.get(phase, f"previous_{phase_of_report}")
    if year == fiscal_year:
        return {"budget": "current_budget", "adjusted_budget": "current_adjusted_budget"}.get(phase)
    return None
