"""Which total a printed total is: of the year, with carry-over, or of the fiscal appropriation."""

from __future__ import annotations

from schemas.form_declarations import FormDeclaration

REVENUE_TOTALS = ("revenue_total", "revenue_sum", "revenue_grand_total")
EXPENDITURE_TOTALS = ("expenditure_total", "expenditure_sum", "expenditure_grand_total")


def settled_total(measure: str, declaration: FormDeclaration, printed: set[str]) -> str:
    """The measure of a total in a form with two sides, given which measures the table prints.

    收入合计 is the year's revenue unless the table also prints 本年收入 or carry-over. In 财政拨款收支总表 the year's
    revenue is the fiscal appropriation, unless a line 收入合计 stands for that.
    """
    if declaration.form == "fiscal_appropriation":
        if measure == "revenue_sum":
            return "revenue_fiscal_appropriation"
        if measure == "revenue_total":
            return "revenue_total" if "revenue_sum" in printed else "revenue_fiscal_appropriation"
        if measure == "revenue_grand_total" and not printed & {"revenue_total", "revenue_sum", "revenue_carryover"}:
            return "revenue_fiscal_appropriation"
    if measure == "revenue_sum":
        return "revenue_grand_total" if printed & {"revenue_total", "revenue_carryover"} else "revenue_total"
    if measure == "expenditure_sum":
        wider = printed & {"expenditure_total", "expenditure_carryforward"}
        return "expenditure_grand_total" if wider else "expenditure_total"
    return measure


def form_total(declaration: FormDeclaration, title: str, printed: set[str]) -> str:
    """The measure of a cell whose row and column say only "total", for the forms with one side."""
    total = next((code for word, code in declaration.totals if word in title), declaration.total or "")
    if total == "revenue_total" and "revenue_carryover" in printed:
        return "revenue_grand_total"
    if total == "expenditure_total" and "expenditure_carryforward" in printed and declaration.fund == "all":
        return "expenditure_grand_total"
    return total


def form_fund(declaration: FormDeclaration, title: str) -> str:
    """The fund of a form, by the words of its title where the declaration lists some."""
    return next((code for word, code in declaration.funds if word in title), declaration.fund)
