"""The account of a document: each number it prints ends as a fact, in a record, as ignored, or as an issue.

It looks at the document and at what extraction returned, never at how: a number that an extractor drops without a word
is left over here and becomes an issue. So the outcomes always add up to the numbers printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.account.claims import FigureClaims, RecordClaims
from pipelines.account.covered import IssueCoverage
from pipelines.account.lone_numbers import LoneNumbers
from pipelines.account.printed_numbers import CellNumber, count_numbers, numbers_of_prose, numbers_of_tables
from pipelines.account.reasons import Explained
from pipelines.account.table_reasons import TableReasons
from schemas.documents import Document
from schemas.facts import QUOTE_LENGTH, AccountLine, Extraction, Outcome, Part, Place, Section, UnreadNumber
from schemas.issues import Issue
from schemas.located import LocatedForm

LEFT_OVER = "number_is_not_accounted_for"
# Why nothing at all may have been taken from a document.
_NOTHING_TAKEN = ("not_a_disclosure", "report_type_is_not_found", "fiscal_year_is_not_found")
_SHOWN = 12


@dataclass(slots=True)
class _Account:
    """The account while it is drawn up; `left_over` holds, by table or section, where the first is and how many."""

    lines: Counter[tuple[Part, Outcome, str]] = field(default_factory=Counter)
    unread: list[UnreadNumber] = field(default_factory=list)
    left_over: dict[tuple[Part, str | int], _LeftOver] = field(default_factory=dict)


@dataclass(slots=True)
class _LeftOver:
    """Numbers of one table or section that nothing accounts for: the words around the first, its place, how many."""

    words: str
    place: Place
    count: int = 0

    def issue(self) -> Issue:
        at = self.place
        place = (at.page, at.table_no, at.row_no, at.column_no, at.char_start)
        return Issue(LEFT_OVER, f"{self.words} x {self.count}", *place, count=self.count)


def close_account(document: Document, forms: Sequence[LocatedForm], extraction: Extraction) -> None:
    """Count in `extraction` how each number of the document ended; those left over are issues, one a table or section.

    Called once, when everything else is extracted.
    """
    account = _Account()
    covered = IssueCoverage(document, forms, extraction.issues)
    figures = FigureClaims(extraction.figures)
    _cells(account, document, forms, figures, RecordClaims(extraction), covered)
    _prose(account, document, extraction.sections, figures, covered)
    _write(account, extraction)


def account_for_unread(document: Document, extraction: Extraction) -> None:
    """The account of a document that nothing was taken from: the issue that says why speaks of every number."""
    issues = {issue.issue for issue in (*document.issues, *extraction.issues)}
    why = next((issue for issue in _NOTHING_TAKEN if issue in issues), _NOTHING_TAKEN[0])
    counts = count_numbers(document).items()
    extraction.account = [AccountLine(part, "issue", why, count) for part, count in counts if count]


def _write(account: _Account, extraction: Extraction) -> None:
    extraction.account = [AccountLine(*key, count) for key, count in sorted(account.lines.items())]
    extraction.unread = account.unread
    extraction.issues += [left.issue() for left in account.left_over.values()]


def _cells(
    account: _Account,
    document: Document,
    forms: Sequence[LocatedForm],
    figures: FigureClaims,
    records: RecordClaims,
    covered: IssueCoverage,
) -> None:
    tables = _Tables(document, forms)
    for number in numbers_of_tables(document):
        if figures.cell(number):
            account.lines["cell", "fact", "fact"] += 1
        elif (record := records.cell(number)) is not None:
            account.lines["cell", "record", record] += 1
        elif (reason := tables.reason(number)) is not None:
            account.lines["cell", "ignored", reason] += 1
        else:
            cell = number.cell
            place = Place(cell.page, number.table_no, cell.row_no, cell.column_no)
            issue = covered.cell(number)
            if issue is None:
                words = f"{tables.title(number)}: {tables.label(number)} {number.plain[:_SHOWN]}"
                account.left_over.setdefault(("cell", number.table_no), _LeftOver(words, place)).count += 1
            account.lines["cell", "issue", issue or LEFT_OVER] += 1
            account.unread.append(UnreadNumber("cell", issue or LEFT_OVER, cell.text[:QUOTE_LENGTH], place))


class _Tables:
    """What each table says of a number in it, worked out when one is left."""

    def __init__(self, document: Document, forms: Sequence[LocatedForm]) -> None:
        self._tables = {table.table_no: table for table in document.tables}
        self._forms: dict[int, list[LocatedForm]] = {}
        before: LocatedForm | None = None
        self._headed: dict[int, LocatedForm] = {}
        for form in forms:
            first = min((cell.row_no for cell in form.table.cells), default=1)
            if form.header_rows >= first or before is None or before.form != form.form:
                before = form
            self._forms.setdefault(form.table.table_no, []).append(form)
            self._headed[id(form)] = before
        self._known: dict[int, TableReasons] = {}

    def reason(self, number: CellNumber) -> str | None:
        """Why the cell's number is no figure, or None."""
        known = self._known.get(number.table_no)
        if known is None:
            forms = [(form, self._headed[id(form)]) for form in self._forms.get(number.table_no, ())]
            known = self._known[number.table_no] = TableReasons(self._tables[number.table_no], forms)
        return known.reason(number)

    def title(self, number: CellNumber) -> str:
        """The title of the form that the number stands in; nothing where its table is no known form."""
        forms = self._forms.get(number.table_no, ())
        return next((form.title for form in forms if form.table.row_count >= number.cell.row_no), "")[:24]

    def label(self, number: CellNumber) -> str:
        """The first words left of the number in its row."""
        left = (
            "".join(cell.text.split())
            for cell in self._tables[number.table_no].cells
            if cell.row_no == number.cell.row_no and cell.column_no < number.cell.column_no
        )
        return next((text for text in left if text and not text[0].isdigit()), "")[:_SHOWN]


def _prose(
    account: _Account,
    document: Document,
    sections: Sequence[Section],
    figures: FigureClaims,
    covered: IssueCoverage,
) -> None:
    section_of = {block: found.section for found in sections for block in range(found.first_block, found.last_block)}
    explained = Explained("")
    lone = LoneNumbers(document)
    for number in numbers_of_prose(document):
        text = number.paragraph.text
        if explained.text is not text:
            explained = Explained(text)
        issue: str | None = None
        if figures.prose(number):
            account.lines["prose", "fact", "fact"] += 1
            continue
        if covered.row_outside_tables(number):
            issue = "numbers_outside_tables"
        elif not lone.may_be_an_amount(number.block):
            reason = explained.reason(number.start, number.end, number.shape)
            if reason is not None:
                account.lines["prose", "ignored", reason] += 1
                continue
        place = Place(
            number.paragraph.page_at(number.start),
            char_start=number.offset,
            char_end=number.paragraph.start + number.unit_end,
        )
        words = "".join(text[max(number.start - _SHOWN, 0) : number.unit_end].split())
        issue = issue or covered.prose(number)
        if issue is None:
            section = section_of.get(number.block, "")
            left = _LeftOver(f"{section}: {words}", place)
            account.left_over.setdefault(("prose", section), left).count += 1
        account.lines["prose", "issue", issue or LEFT_OVER] += 1
        account.unread.append(UnreadNumber("prose", issue or LEFT_OVER, words[-QUOTE_LENGTH:], place))
