"""The units of a reporting body: the table of units, columns of units in other tables, and lists in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipelines.extract.institution_numbers import institution_codes, institution_key, institution_numbers
from pipelines.extract.institution_parents import printed_depth, set_parents
from pipelines.extract.record_rows import RecordRow, find_record_heads, record_rows
from pipelines.locate.body_name import looks_like_body
from pipelines.normalise.amounts import squeeze
from schemas.documents import Document, Paragraph
from schemas.facts import QUOTE_LENGTH, Figure, Identity, Institution, Place, ProcurementItem, Project
from schemas.issues import Issue
from schemas.located import LocatedForm
from schemas.record_heads import record_words

_BETWEEN_NAMES = re.compile(r"[、,;]|以及|(?<=[)家局院校所站馆心队办委会室厅处部])和(?=[^(]{4,})")
_NUMBERED = re.compile(
    r"^(?:\d{1,2}[.、)]|[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]\d{1,2}[)]|[①-⑳])\s*(?P<name>[^。:;,]{3,40}?)(?:[;,].*|。)?$"
)
_REMARK = re.compile(r"\((?:下属|所属)?[^()]*(?:事业|行政|参公|企业)[^()]*\)$")
# Their column 单位（项目）名称 names projects as well as units.
_FORMS_OF_PROJECTS = frozenset({"projects", "project_performance", "project_self_evaluation", "procurement"})


def extract_institutions(
    document: Document, forms: Sequence[LocatedForm], identity: Identity
) -> tuple[list[Institution], list[Issue]]:
    """Every unit once, numbered as `institution_numbers` numbers the units that tables name; prose adds the rest."""
    del identity
    numbers = institution_numbers(forms)
    found: dict[str, Institution] = {}
    depths: dict[int, tuple[int | None, int]] = {}
    for form in forms:
        if form.form == "institutions":
            for row in _listed_rows(form):
                number = _add(found, numbers, _from_row(row))
                if number is not None:
                    depths.setdefault(number, printed_depth(row))
    named = institution_numbers([form for form in forms if form.form not in _FORMS_OF_PROJECTS])
    others = {name for name in named if name not in found and looks_like_body(_bare(name))}
    places = _places_of(others, forms)
    codes = institution_codes(forms)
    for name in others:
        found[name] = Institution(
            institution_no=numbers[name],
            name=name,
            code=codes.get(name),
            quote=name[:QUOTE_LENGTH],
            place=places[name],
        )
    for institution in _in_prose(document):
        _add(found, numbers, institution)
    for name, institution in found.items():
        institution.code = institution.code or codes.get(name)
    listed = sorted(found.values(), key=lambda unit: unit.institution_no)
    set_parents(listed, depths)
    return listed, []


def _listed_rows(form: LocatedForm) -> Iterator[RecordRow]:
    heads = find_record_heads(form.table.grid(), "institutions", frozenset({"name"}))
    if heads is not None:
        yield from record_rows(form.table, heads)


def _from_row(row: RecordRow) -> Institution:
    return Institution(
        institution_no=0,
        name=row.text("name"),
        code=row.text("code") or None,
        nature=row.text("nature") or _remarked_nature(row.text("name")),
        rank=row.text("rank") or None,
        funding=row.text("funding") or None,
        place=row.place("name"),
        quote=row.quote(),
    )


def _remarked_nature(name: str) -> str | None:
    """The nature that a name carries in brackets: 某中心（下属事业单位）."""
    found = _REMARK.search(squeeze(name))
    return re.sub(r"^(?:下属|所属)", "", found[0].strip("()")) if found else None


def _add(found: dict[str, Institution], numbers: dict[str, int], institution: Institution) -> int | None:
    """Keep an institution, or complete the one of that name; its number, None where it is no unit."""
    key = institution_key(institution.name)
    if len(key) < 3 or key.isdigit() or re.fullmatch(r"合计|总计|小计", key):
        return None
    held = found.get(key)
    if held is None:
        institution.institution_no = numbers.setdefault(key, max(numbers.values(), default=0) + 1)
        found[key] = institution
        return institution.institution_no
    for field in ("code", "nature", "rank", "funding"):
        if getattr(held, field) is None:
            setattr(held, field, getattr(institution, field))
    return held.institution_no


def _places_of(names: set[str], forms: Sequence[LocatedForm]) -> dict[str, Place]:
    """Where each name first stands in the forms' tables."""
    places = dict.fromkeys(names, Place())
    wanted = set(names)
    for form in forms:
        for cell in form.table.cells if wanted else ():
            name = institution_key(cell.text) if cell.text else ""
            if name in wanted:
                wanted.discard(name)
                places[name] = Place(
                    page=cell.page or form.table.page,
                    table_no=form.table.table_no,
                    row_no=cell.row_no,
                    column_no=cell.column_no,
                )
    return places


def _in_prose(document: Document) -> Iterator[Institution]:
    """Units that a sentence lists (…编制范围的预算单位共2家，具体包括：甲，乙。) or the numbered lines below it."""
    opening = _opening()
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or len(block.text) > 2000:
            continue
        plain = block.text
        found = opening.search(squeeze(plain))
        if found is None:
            continue
        listed = squeeze(plain)[found.end() :].split("。")[0]
        if re.search(record_words("institutions")["not_listed"], listed[:20]):
            continue
        names = [name for part in _split(listed) if (name := _unit_name(part)) is not None]
        for name in names:
            start = block.start + max(block.text.find(name), 0)
            yield _said(name, block, start)
        if listed.strip(":,"):
            continue
        for below in blocks[index + 1 : index + 60]:
            line = _NUMBERED.match(squeeze(below.text)) if isinstance(below, Paragraph) else None
            name = _unit_name(line["name"]) if line is not None else None
            if name is None or not isinstance(below, Paragraph):
                break
            yield _said(name, below, below.start)


def _said(name: str, paragraph: Paragraph, start: int) -> Institution:
    page = paragraph.page_at(start - paragraph.start)
    place = Place(page=page, char_start=start, char_end=start + len(name))
    return Institution(
        institution_no=0, name=name, nature=_remarked_nature(name), quote=name[:QUOTE_LENGTH], place=place
    )


def _split(listed: str) -> list[str]:
    """A list cut at its commas, those inside brackets kept."""
    flat = re.sub(r"\([^()]*\)", lambda found: found[0].replace("、", "\x00").replace(",", "\x01"), listed)
    return [part.replace("\x00", "、").replace("\x01", ",") for part in _BETWEEN_NAMES.split(flat)]


def _unit_name(text: str) -> str | None:
    name = re.sub(r"^(?:\d{1,2}[.、)]|及|和|以及|等)|等(?:单位|\d+个.*)?$", "", text.strip(" :")).strip()
    return name if looks_like_body(_bare(name)) and len(name) <= 40 else None


def _bare(name: str) -> str:
    """A name without what its brackets hold, 本级 and 机关."""
    return re.sub(r"(?:本级|机关|本部)+$", "", re.sub(r"\([^()]*\)", "", squeeze(name)))


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(record_words("institutions")["prose"])


def with_units_of_figures(institutions: Sequence[Institution], figures: Sequence[Figure]) -> list[Institution]:
    """The institutions, and one more for each number that only figures bear, named by the words of its row."""
    known = {institution.institution_no for institution in institutions}
    found = list(institutions)
    for figure in figures:
        number = figure.institution_no
        if number is None or number in known:
            continue
        known.add(number)
        name = figure.quote.split(" ", 1)[0]
        found.append(
            Institution(institution_no=number, name=name, place=figure.place, quote=figure.quote[:QUOTE_LENGTH])
        )
    return sorted(found, key=lambda institution: institution.institution_no)


def with_units_of_records(
    institutions: Sequence[Institution], records: Sequence[Project | ProcurementItem], forms: Sequence[LocatedForm]
) -> list[Institution]:
    """The institutions, and one more for each number that only projects or procurement lines bear."""
    known = {institution.institution_no for institution in institutions}
    first = {record.institution_no: record for record in reversed(records) if record.institution_no is not None}
    if first.keys() <= known:
        return list(institutions)
    names = {number: name for name, number in institution_numbers(forms).items()}
    added = [
        Institution(institution_no=number, name=names[number], place=record.place, quote=record.quote[:QUOTE_LENGTH])
        for number, record in first.items()
        if number not in known and number in names
    ]
    return sorted([*institutions, *added], key=lambda institution: institution.institution_no)
