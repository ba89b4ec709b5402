"""Every family prints what its truth says: no hole is left, sums close as printed, forms and layouts differ."""

from collections import defaultdict
from decimal import Decimal

import pytest

from pipelines.specimens.bodies import body
from pipelines.specimens.content import YUAN_CENTS, Disclosure, Known, Prose, Sheet
from pipelines.specimens.dossier import Dossier, ReportType
from pipelines.specimens.families import COMPOSERS
from schemas.codes import COMPARISON_BASES, FUNDS, PHASES, VALUE_KINDS, measures, sections, statutory_forms

CASES = [(family, report_type) for family in COMPOSERS for report_type in ("budget", "final_accounts")]


def composed(family: str, report_type: ReportType, county: int = 3, kind: int = 6) -> Disclosure:
    return COMPOSERS[family](Dossier(body(2, county, kind), 2024, report_type))


def every(family: str, report_type: ReportType) -> list[Disclosure]:
    return [composed(family, report_type, county, kind) for county in range(3) for kind in (0, 4, 6)]


@pytest.mark.parametrize(("family", "report_type"), CASES)
def test_no_hole_of_a_template_is_left(family: str, report_type: ReportType) -> None:
    for disclosure in every(family, report_type):
        for block in disclosure.blocks:
            words = " ".join([block.title, *block.above]) if isinstance(block, Sheet) else block.text
            assert "{" not in words
            assert "}" not in words


@pytest.mark.parametrize(("family", "report_type"), CASES)
def test_figures_use_the_contracts_words(family: str, report_type: ReportType) -> None:
    for figure, block in composed(family, report_type).printed():
        assert figure.measure in measures()
        assert figure.fund in FUNDS
        assert figure.phase in PHASES
        assert figure.value_kind in VALUE_KINDS
        assert figure.compared_with in (None, *COMPARISON_BASES)
        assert (figure.compared_with is None) == (figure.value_kind in ("level", "count", "stock", "share_percent"))
        own_fund = measures()[figure.measure].own_fund
        assert own_fund in (None, figure.fund)
        if isinstance(block, Sheet):
            assert block.form in statutory_forms()
        else:
            assert block.section in sections()


def near(left: Decimal, right: Decimal, terms: int, unit: str) -> bool:
    """The interval model: equal within the rounding of `terms` + 1 numbers printed with two decimals."""
    return abs(left - right) <= (terms + 1) * Decimal(YUAN_CENTS[unit]) / 20_000


@pytest.mark.parametrize(("family", "report_type"), CASES)
def test_printed_classes_add_up_to_printed_totals(family: str, report_type: ReportType) -> None:
    tested = 0
    for disclosure in every(family, report_type):
        for sheet in disclosure.sheets:
            columns: dict[tuple[object, ...], dict[str, Decimal]] = defaultdict(dict)
            for row in sheet.rows:
                for figure in (slot.figure for slot in row if slot.figure is not None):
                    crossed = figure.function_code and (figure.economic_code or figure.government_economic_code)
                    if figure.value_kind == "level" and figure.project_no is None and not crossed:
                        if figure.government_economic_code and not figure.economic_code:
                            continue
                        code = figure.function_code or figure.economic_code or ""
                        axis = "function" if figure.function_code else "economic" if figure.economic_code else ""
                        for key in (axis,) if axis else ("function", "economic"):
                            columns[key, figure.measure, figure.fund, figure.phase, figure.fiscal_year][code] = (
                                figure.value
                            )
            for amounts in columns.values():
                below = {code: value for code, value in amounts.items() if len(code) == 3}
                if "" in amounts and below and sheet.form != "fiscal_appropriation":
                    assert near(amounts[""], sum(below.values(), Decimal(0)), len(below), sheet.unit or "元")
                    tested += 1
    assert tested


@pytest.mark.parametrize(("family", "report_type"), CASES)
def test_text_and_table_say_the_same(family: str, report_type: ReportType) -> None:
    """Levels of one meaning, printed in several places in several units, differ by rounding alone."""
    said: dict[tuple[str, str, str, int], list[Known]] = defaultdict(list)
    for figure, _ in composed(family, report_type).printed():
        coded = figure.function_code or figure.economic_code or figure.government_economic_code
        if figure.value_kind == "level" and not (coded or figure.project_no):
            said[figure.measure, figure.fund, figure.phase, figure.fiscal_year].append(figure)
    for figures in said.values():
        assert max(figure.value for figure in figures) - min(figure.value for figure in figures) <= 100


def test_a_family_prints_all_tables_that_the_law_asks_for() -> None:
    asked = {
        "revenue_and_expenditure", "revenue", "expenditure", "fiscal_appropriation", "general_public_expenditure",
        "general_public_basic_expenditure", "three_public", "government_fund_expenditure",
    }  # fmt: skip
    for family, report_type in CASES:
        forms = {sheet.form for sheet in composed(family, report_type, 1, 1).sheets}
        assert asked - forms <= ({"government_fund_expenditure"} if family == "stacked" else set())


def test_families_differ_in_titles_and_heads() -> None:
    heads = {
        family: {
            (sheet.title, *(slot.text for row in sheet.head for slot in row))
            for sheet in composed(family, "budget").sheets
            if sheet.form in ("revenue_and_expenditure", "expenditure", "three_public")
        }
        for family in COMPOSERS
    }
    for family, own in heads.items():
        assert all(own.isdisjoint(heads[other]) for other in heads if other != family)


def test_one_file_has_tables_in_two_units() -> None:
    units = {sheet.unit for sheet in composed("eastern", "budget").sheets}
    assert {"元", "万元"} <= units


def rows_filled(sheet: Sheet) -> list[int]:
    """How many columns each row fills with its own cells and with those that hang down from above."""
    hanging: dict[int, int] = {}
    filled = []
    for row in sheet.all_rows:
        covered = set(hanging)
        begun: dict[int, int] = {}
        free = iter(column for column in range(99) if column not in covered)
        for slot in row:
            begun |= dict.fromkeys([next(free) for _ in range(slot.column_span)], slot.row_span)
        filled.append(len(covered) + len(begun))
        hanging = {column: left - 1 for column, left in {**hanging, **begun}.items() if left > 1}
    return filled


@pytest.mark.parametrize(("family", "report_type"), CASES)
def test_every_row_of_a_table_fills_its_columns(family: str, report_type: ReportType) -> None:
    for sheet in composed(family, report_type).sheets:
        assert set(rows_filled(sheet)) == {len(sheet.widths)}, sheet.title


def test_prose_is_its_parts() -> None:
    figure = Known(measure="expenditure_total", stated="12.30", stated_unit="万元")
    assert Prose(["共", figure, "万元。"], "budget_overview").text == "共12.30万元。"
    assert figure.value == Decimal("123000.00")
