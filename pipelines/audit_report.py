"""The audit as people read it: a line a document and a disclosure, what is left over, and each rule that failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from pipelines.account.reasons import ignored_numbers
from pipelines.explain import place_words
from pipelines.terminal import money
from schemas.issues import issue_kinds
from schemas.tables_quality import OUTCOMES, VERDICTS
from schemas.words import Language, say
from warehouse.audit import AuditedDisclosure, AuditedDocument, Failure, LeftOver

_NAME_WIDTH = 44
_QUOTE_SHOWN = 40
_PRINTED_SHOWN = 40


def print_audit(
    console: Console,
    documents: Sequence[AuditedDocument],
    disclosures: Sequence[AuditedDisclosure],
    language: Language,
) -> None:
    """Print the report; what is a line stays one, however long."""
    for part in _report(documents, disclosures, language):
        console.print(part, soft_wrap=isinstance(part, str), highlight=False, markup=False)


def _report(
    documents: Sequence[AuditedDocument], disclosures: Sequence[AuditedDisclosure], language: Language
) -> Iterator[RenderableType]:
    yield document_table(documents, language)
    yield from _reasons(documents, language)
    yield from _left_over(documents, language)
    yield disclosure_table(disclosures, language)
    yield from _failures(disclosures, language)
    yield _closing_line(documents, disclosures, language)


def document_table(documents: Sequence[AuditedDocument], language: Language) -> Table:
    """One line a document: its numbers, and how many of the cells and of the prose ended in each way."""
    table = Table(title=say("audit_numbers", language), title_justify="left", box=SIMPLE_HEAD, padding=(0, 1))
    table.add_column(say("file", language), max_width=_NAME_WIDTH, overflow="ellipsis", no_wrap=True)
    table.add_column(say("county", language), max_width=14, overflow="ellipsis", no_wrap=True)
    table.add_column(say("numbers", language), justify="right", no_wrap=True)
    for part in ("cell", "prose"):
        for outcome in OUTCOMES:
            if (part, outcome) != ("prose", "record"):
                head = f"{say(f'part_{part}', language)}\n{say(f'outcome_{outcome}', language)}"
                table.add_column(head, justify="right", no_wrap=True)
    table.add_column(say("accounted", language), justify="right", no_wrap=True)
    for document in documents:
        table.add_row(document.file_name, document.county or "–", *_numbers_of([document]))
    table.add_section()
    table.add_row(say("all", language), "", *_numbers_of(documents), style="bold")
    return table


def _numbers_of(documents: Sequence[AuditedDocument]) -> Iterator[str]:
    total = sum(document.printed for document in documents)
    yield f"{total:,}"
    for part in ("cell", "prose"):
        for outcome in OUTCOMES:
            if (part, outcome) != ("prose", "record"):
                yield f"{sum(document.ended(outcome, part) for document in documents):,}"
    ended = sum(document.ended(outcome) for document in documents for outcome in OUTCOMES)
    yield _share(ended, total)


def _share(part: int, whole: int) -> str:
    """A percentage that is 100 only where nothing is missing and nothing counted twice."""
    if not whole:
        return "–"
    return "100%" if part == whole else f"{part / whole:.2%}"


def _reasons(documents: Sequence[AuditedDocument], language: Language) -> Iterator[RenderableType]:
    counts: Counter[str] = Counter()
    for document in documents:
        for (_, outcome, reason), count in document.numbers.items():
            if outcome == "ignored":
                counts[reason] += count
    total = sum(document.printed for document in documents)
    if not counts:
        return
    table = Table(title=say("audit_ignored", language), title_justify="left", box=SIMPLE_HEAD, padding=(0, 1))
    table.add_column(say("reason", language), no_wrap=True)
    table.add_column(say("numbers", language), justify="right")
    table.add_column("%", justify="right")
    for reason, count in counts.most_common():
        known = ignored_numbers()[reason]
        table.add_row(known.zh if language == "zh" else known.en, f"{count:,}", f"{count / total:.1%}")
    yield table


def _left_over(documents: Sequence[AuditedDocument], language: Language) -> Iterator[RenderableType]:
    """One line for each table, or the prose, of a document with numbers that an issue speaks of."""
    if not any(document.left_over for document in documents):
        return
    yield Text(say("audit_left_over", language), style="italic")
    for document in documents:
        if document.left_over:
            yield Text(f"{document.county or ''} {document.file_name}".strip(), style="bold")
        for left in document.left_over:
            yield f"  {_left_words(left, language)}"
    yield ""


def _left_words(left: LeftOver, language: Language) -> str:
    kind = issue_kinds()[left.issue]
    message = (kind.message_zh if language == "zh" else kind.message_en).partition("（" if language == "zh" else " (")[
        0
    ]
    printed = " ".join(left.printed.split())[:_PRINTED_SHOWN]
    place = place_words(asdict(left), language) if left.page or left.table_no else say("part_prose", language)
    return f"{left.count:>4} × {printed} · {place} · {message}"


def disclosure_table(disclosures: Sequence[AuditedDisclosure], language: Language) -> Table:
    """One line a disclosure: how many rules apply to it, and its findings by verdict."""
    table = Table(title=say("audit_rules", language), title_justify="left", box=SIMPLE_HEAD, padding=(0, 1))
    table.add_column(say("body", language), max_width=_NAME_WIDTH, overflow="ellipsis", no_wrap=True)
    table.add_column(say("disclosed", language), no_wrap=True)
    table.add_column(say("applicable_rules", language), justify="right", no_wrap=True)
    for verdict in VERDICTS:
        table.add_column(say(verdict, language), justify="right", no_wrap=True)
    table.add_column(say("closes", language), justify="right", no_wrap=True)
    for one in disclosures:
        what = f"{one.fiscal_year} {say(one.report_type, language)} {say(one.scope, language)}"
        verdicts = (str(one.findings[verdict]) for verdict in VERDICTS)
        style = "red" if one.findings["failed"] else ""
        closes = say("yes" if one.closes else "no", language)
        table.add_row(one.printed_name or "–", what, str(one.applicable), *verdicts, closes, style=style)
    return table


def _failures(disclosures: Sequence[AuditedDisclosure], language: Language) -> Iterator[RenderableType]:
    if not any(one.failures for one in disclosures):
        return
    yield Text(say("audit_failed", language), style="italic")
    for one in disclosures:
        for failure in one.failures:
            yield f"  {one.printed_name or '–'} {one.fiscal_year} · {_failure_words(failure, language)}"
    yield ""


def _failure_words(failure: Failure, language: Language) -> str:
    title = failure.title_zh if language == "zh" else failure.title_en
    values = f"{money(failure.left)} ≠ {money(failure.right)}"
    gap = f"{say('difference', language)} {money(failure.difference)}"
    gap += f", {say('tolerance', language)} {money(failure.tolerance)}"
    evidence = "; ".join(
        f"{str(row['quote'] or '')[:_QUOTE_SHOWN]} [{place_words(row, language)}]" for row in failure.evidence
    )
    verdict = say(failure.verdict, language)
    return f"{verdict} · {title} · {failure.instance} · {values} ({gap}) · {evidence}"


def _closing_line(
    documents: Sequence[AuditedDocument], disclosures: Sequence[AuditedDisclosure], language: Language
) -> Text:
    total = sum(document.printed for document in documents)
    ended = {outcome: sum(document.ended(outcome) for document in documents) for outcome in OUTCOMES}
    judged = [one for one in disclosures if one.applicable]
    closing = sum(one.closes for one in judged)
    counts = {name: f"{count:,}" for name, count in ended.items()}
    words = say("audit_closing", language, numbers=f"{total:,}", share=_share(sum(ended.values()), total), **counts)
    share = f"{closing / len(judged):.1%}" if judged else "–"
    rules = say("audit_closing_rules", language, closing=closing, judged=len(judged), share=share)
    return Text(f"{words}\n{rules}", style="bold")
