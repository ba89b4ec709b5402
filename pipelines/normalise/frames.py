"""What documents said, as frames in the columns of the contract: the last step before the contracts are applied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from pipelines.normalise import fact_rows, record_rows
from pipelines.normalise.departments import clean_body_name, department_kind
from pipelines.normalise.identifiers import department_id, digest, disclosure_key, name_keys, occurrences
from pipelines.normalise.personal_data import mask_personal_data
from schemas.documents import Document
from schemas.facts import Extraction, Identity
from schemas.issues import Issue, issue_kinds
from schemas.tables import TableSpec
from schemas.tables_core import DEPARTMENT, DERIVATION, DOCUMENT, FACT, FILE_IDENTITY
from schemas.tables_quality import ACCOUNT, ISSUE, UNREAD_NUMBER
from schemas.tables_records import ASSET, INDICATOR, INSTITUTION, PROCUREMENT_ITEM, PROJECT, SECTION

FRAMES: tuple[TableSpec, ...] = (
    DOCUMENT,
    DEPARTMENT,
    FILE_IDENTITY,
    SECTION,
    INSTITUTION,
    PROJECT,
    INDICATOR,
    PROCUREMENT_ITEM,
    ASSET,
    FACT,
    DERIVATION,
    ISSUE,
    ACCOUNT,
    UNREAD_NUMBER,
)
# Forms that come as files of their own beside the main tables; a file of nothing else is an annex.
ANNEX_FORMS = frozenset(
    {
        "projects",
        "procurement",
        "purchased_services",
        "department_performance",
        "project_performance",
        "department_self_evaluation",
        "project_self_evaluation",
        "assets",
        "asset_purchases",
        "transfers",
        "institutions",
    }
)
# Columns that hold words as printed, where a telephone number or a contact's name may stand. The quote of a fact is
# masked with its row: the figure's own digits stay, however long.
FREE_TEXT: dict[str, tuple[str, ...]] = {
    FILE_IDENTITY.name: ("title",),
    SECTION.name: ("heading", "body", "quote"),
    INSTITUTION.name: ("name", "nature", "rank", "funding", "quote"),
    PROJECT.name: ("name", "category", "objective", "quote"),
    INDICATOR.name: (
        "level1",
        "level2",
        "level3",
        "description",
        "target_unit",
        "target_stated",
        "grading",
        "basis",
        "actual_value",
        "quote",
    ),
    PROCUREMENT_ITEM.name: ("project", "item", "unit", "quote"),
    ASSET.name: ("class", "quote"),
    FACT.name: ("subject_name",),
    ISSUE.name: ("message_zh", "message_en"),
    UNREAD_NUMBER.name: ("printed",),
}
Rows = list[tuple[Any, ...]]


def to_frames(batch: Iterable[tuple[Document, Extraction, str]], *, extractor_version: str) -> dict[str, pl.DataFrame]:
    """The frames of a batch of (document, what it said, path hint), one per table of `FRAMES`, by table name.

    Rows that the contract will refuse are in them too. `core.disclosure` is not: which files make up which version is
    known only where all files are, in the warehouse.
    """
    rows: dict[str, Rows] = {table.name: [] for table in FRAMES}
    seen: set[str] = set()
    for document, extraction, _ in batch:
        if document.document_id in seen:
            continue  # the same bytes under two names
        seen.add(document.document_id)
        _add_document(rows, document, extraction, extractor_version)
    _one_row_a_department(rows)
    return {table.name: _masked(_frame(rows[table.name], table.polars_schema()), table.name) for table in FRAMES}


def _frame(rows: Rows, schema: pl.Schema) -> pl.DataFrame:
    """`rows` in the types of `schema`.

    A number beyond its column's type becomes NULL, which the contract refuses where it matters; half of a surrogate
    pair, which no file format can hold, becomes U+FFFD. Both come from broken or hostile documents only.
    """
    try:
        return pl.DataFrame(rows, schema=schema, orient="row")
    except (UnicodeEncodeError, OverflowError, pl.exceptions.ComputeError):
        whole = [tuple(_storable(value) for value in row) for row in rows]
        wide = pl.Schema({name: pl.Int64() if kind.is_integer() else kind for name, kind in schema.items()})
        return pl.DataFrame(whole, schema=wide, orient="row").cast(schema, strict=False)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, int) and abs(value) >= 2**63:
        return None
    return value


def _masked(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """The frame with personal data masked in its free text."""
    for column in FREE_TEXT.get(name, ()):
        words = frame.get_column(column).drop_nulls().unique()
        masked = {text: hidden for text in words if (hidden := mask_personal_data(text)) != text}
        if masked:
            frame = frame.with_columns(pl.col(column).replace(masked))
    return frame


def _add_document(rows: dict[str, Rows], document: Document, extraction: Extraction, extractor_version: str) -> None:
    identity = extraction.identity
    is_disclosure = identity.fiscal_year is not None and identity.report_type is not None
    key = disclosure_key(identity, document.document_id)
    disclosure_id = key if is_disclosure else None
    issues = [*document.issues, *extraction.issues]
    status = document.status
    if any(issue.issue == "not_a_disclosure" for issue in extraction.issues):
        status = "not_a_disclosure"
    rows[DOCUMENT.name].append(
        (
            document.document_id,
            document.media_type,
            document.file_name,
            document.byte_size,
            document.page_count,
            status,
            document.reader,
            document.reader_version,
            extractor_version,
        )
    )
    names = fact_rows.NameKeys(
        name_keys((institution.institution_no, institution.name) for institution in extraction.institutions),
        name_keys((project.project_no, project.name) for project in extraction.projects),
    )
    facts, problems = fact_rows.fact_rows(extraction.figures, key, disclosure_id, document.document_id, names)
    rows[FACT.name] += facts
    rows[DERIVATION.name] += fact_rows.derivation_rows(extraction.figures, facts, document.document_id)
    issues += problems
    place = record_rows.Owner(disclosure_id, document.document_id, names, issues)
    rows[SECTION.name] += record_rows.section_rows(extraction.sections, document, place)
    rows[INSTITUTION.name] += record_rows.institution_rows(extraction.institutions, place)
    rows[PROJECT.name] += record_rows.project_rows(extraction.projects, place)
    rows[INDICATOR.name] += record_rows.indicator_rows(extraction.indicators, place)
    rows[PROCUREMENT_ITEM.name] += record_rows.procurement_rows(extraction.procurement_items, place)
    rows[ASSET.name] += record_rows.asset_rows(extraction.assets, place)
    rows[ISSUE.name] += issue_rows(issues, document.document_id)
    rows[ACCOUNT.name] += [
        (document.document_id, line.part, line.outcome, line.reason, line.count) for line in extraction.account
    ]
    rows[UNREAD_NUMBER.name] += _unread_rows(extraction, document.document_id)
    if disclosure_id is not None:
        body = department_id(identity, document.document_id)
        rows[FILE_IDENTITY.name].append(_file_identity(disclosure_id, document, extraction, body))
        rows[DEPARTMENT.name].append(_department(body, identity))


def _file_identity(key: str, document: Document, extraction: Extraction, body: str) -> tuple[Any, ...]:
    identity = extraction.identity
    forms = {figure.form for figure in extraction.figures if figure.form is not None}
    for records, form in (
        (extraction.procurement_items, "procurement"),
        (extraction.assets, "assets"),
        ([i for i in extraction.indicators if i.project_no is None], "department_performance"),
        ([i for i in extraction.indicators if i.project_no is not None], "project_performance"),
    ):
        if records:
            forms.add(form)
    sections = {section.section for section in extraction.sections}
    return (
        document.document_id,
        key,
        body,
        part_of(forms, sections),
        sorted([f"form:{form}" for form in forms] + [f"section:{section}" for section in sections]),
        identity.division_code,
        identity.printed_name,
        identity.fiscal_year,
        identity.report_type,
        identity.scope,
        identity.published_on,
        identity.approved_on,
        identity.replied_on,
        identity.title,
        _highest(
            [institution.institution_no for institution in extraction.institutions],
            [figure.institution_no for figure in extraction.figures],
        ),
        0,
        _highest(
            [project.project_no for project in extraction.projects],
            [indicator.project_no for indicator in extraction.indicators],
            [figure.project_no for figure in extraction.figures],
        ),
        0,
        len(extraction.sections),
        0,
        [mask_personal_data(f"{part}: {reason}") for part, reason in identity.reasons],
    )


def _highest(*numbers: Sequence[int | None]) -> int:
    return max((number or 0 for given in numbers for number in given), default=0)


def part_of(forms: set[str], sections: set[str]) -> str:
    """Which part of a disclosure a file is, by what it holds."""
    main_tables = bool(forms - ANNEX_FORMS)
    if sections:
        return "whole" if main_tables else "narrative"
    return "tables" if main_tables else "annex"


def _department(body: str, identity: Identity) -> tuple[Any, ...]:
    name = clean_body_name(identity.printed_name) if identity.printed_name else None
    kind, further = department_kind(name) if name else (None, ())
    return (body, identity.division_code, name, kind, list(further))


def _one_row_a_department(rows: dict[str, Rows]) -> None:
    """Of several spellings of one body's name the longest is kept, as at load."""
    chosen: dict[str, tuple[Any, ...]] = {}
    for row in rows[DEPARTMENT.name]:
        best = chosen.get(row[0])
        if best is None or (-len(row[2] or ""), row[2] or "") < (-len(best[2] or ""), best[2] or ""):
            chosen[row[0]] = row
    rows[DEPARTMENT.name] = list(chosen.values())


def issue_rows(issues: Sequence[Issue], document_id: str | None) -> Rows:
    """Rows of `quality.issue` for what a document's reading and extraction pointed out."""
    kinds = issue_kinds()
    keys = [digest(document_id, *_issue_parts(issue)) for issue in issues]
    rows: Rows = []
    for issue, key, occurrence in zip(issues, keys, occurrences(keys), strict=True):
        kind = kinds[issue.issue]
        rows.append(
            (
                key if occurrence == 1 else digest(key, occurrence),
                issue.issue,
                kind.severity,
                document_id,
                issue.page,
                issue.table_no,
                issue.row_no,
                issue.column_no,
                issue.char_start,
                _told(kind.message_zh, issue.detail),
                _told(kind.message_en, issue.detail),
            )
        )
    return rows


def _unread_rows(extraction: Extraction, document_id: str) -> Rows:
    return [
        (
            document_id,
            number_no,
            unread.part,
            unread.issue,
            unread.place.page,
            unread.place.table_no,
            unread.place.row_no,
            unread.place.column_no,
            unread.place.char_start,
            unread.printed,
        )
        for number_no, unread in enumerate(extraction.unread, 1)
    ]


def _told(message: str, detail: str) -> str:
    return message.replace("{detail}", detail) if detail else re.sub(r"（{detail}）| \({detail}\)", "", message)


def _issue_parts(issue: Issue) -> tuple[str | int | None, ...]:
    return (
        issue.issue,
        issue.detail,
        issue.page,
        issue.table_no,
        issue.row_no,
        issue.column_no,
        issue.char_start,
    )
