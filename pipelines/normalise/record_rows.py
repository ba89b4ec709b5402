"""Sections, institutions, projects, indicators, procurement lines and assets to rows of their tables."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from pipelines.normalise.fact_rows import NameKeys
from pipelines.normalise.identifiers import digest, occurrences
from pipelines.normalise.values import CENT, MILLIONTH, fitted
from schemas.documents import Document, Paragraph
from schemas.facts import QUOTE_LENGTH, Asset, Indicator, Institution, Place, ProcurementItem, Project, Section
from schemas.issues import Issue
from schemas.table_columns import FUND_AMOUNTS

Rows = list[tuple[Any, ...]]


class Owner(NamedTuple):
    """Whose records these are; numbers that do not fit their column are added to `issues`."""

    disclosure_id: str | None
    document_id: str
    names: NameKeys
    issues: list[Issue]

    def read_from(self, place: Place, quote: str | None) -> tuple[Any, ...]:
        """The columns document_id, page, table_no, row_no and quote."""
        return (self.document_id, place.page, place.table_no, place.row_no, (quote or "")[:QUOTE_LENGTH] or None)

    def number(self, value: Decimal | None, step: Decimal, place: Place) -> Decimal | None:
        """`value` as its column holds it; what does not fit is an issue and NULL."""
        if value is None:
            return None
        found = fitted(value, step)
        if found is None:
            self.issues.append(
                Issue("number_is_out_of_range", str(value)[:QUOTE_LENGTH], place.page, place.table_no, place.row_no)
            )
        return found

    def funds(self, amounts: dict[str, Decimal], place: Place) -> tuple[Decimal | None, ...]:
        """The five columns of amounts by fund."""
        return tuple(self.number(amounts.get(fund), CENT, place) for fund in FUND_AMOUNTS)


def section_rows(sections: Sequence[Section], document: Document, owner: Owner) -> Rows:
    """A row a section: its paragraphs joined by line ends; tables inside it are not repeated."""
    rows: Rows = []
    for ordinal, section in enumerate(sections, start=1):
        blocks = document.blocks[section.first_block : section.last_block]
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        place = Place(page=paragraphs[0].page_at(0) if paragraphs else None)
        body = "\n".join(paragraph.text for paragraph in paragraphs)
        rows.append(
            (
                owner.disclosure_id,
                ordinal,
                section.section,
                section.heading,
                body,
                *owner.read_from(place, section.heading),
            )
        )
    return rows


def institution_rows(institutions: Sequence[Institution], owner: Owner) -> Rows:
    """A row an institution."""
    return [
        (
            owner.disclosure_id,
            institution.institution_no,
            institution.code,
            institution.parent_no,
            institution.name,
            institution.nature,
            institution.rank,
            institution.funding,
            *owner.read_from(institution.place, institution.quote or institution.name),
        )
        for institution in institutions
    ]


def project_rows(projects: Sequence[Project], owner: Owner) -> Rows:
    """A row a project."""
    return [
        (
            owner.disclosure_id,
            project.project_no,
            project.code,
            project.name,
            project.institution_no,
            project.category,
            project.objective,
            owner.number(project.amount_yuan, CENT, project.place),
            project.amount_origin,
            *owner.funds(project.fund_amounts_yuan, project.place),
            *owner.read_from(project.place, project.quote or project.name),
        )
        for project in projects
    ]


def indicator_rows(indicators: Sequence[Indicator], owner: Owner) -> Rows:
    """A row an indicator; its id is made of its document, its project's name and its own words."""
    keys = [
        digest(
            "indicator",
            owner.document_id,
            owner.names.project(indicator.project_no),
            indicator.level1,
            indicator.level2,
            indicator.level3,
            indicator.description,
            indicator.target_stated,
        )
        for indicator in indicators
    ]
    return [
        (
            digest(key, occurrence),
            owner.disclosure_id,
            indicator.project_no,
            indicator.level1,
            indicator.level2,
            indicator.level3,
            indicator.description,
            indicator.operator,
            owner.number(indicator.target_value, MILLIONTH, indicator.place),
            indicator.target_unit,
            indicator.target_stated,
            owner.number(indicator.weight, MILLIONTH, indicator.place),
            indicator.grading,
            indicator.basis,
            indicator.actual_value,
            owner.number(indicator.score, MILLIONTH, indicator.place),
            *owner.read_from(indicator.place, indicator.quote),
        )
        for indicator, key, occurrence in zip(indicators, keys, occurrences(keys), strict=True)
    ]


def procurement_rows(items: Sequence[ProcurementItem], owner: Owner) -> Rows:
    """A row a procurement line."""
    keys = [
        digest(
            "procurement_item",
            owner.document_id,
            owner.names.institution(item.institution_no),
            item.project,
            item.item,
            item.catalogue_code,
            None if item.amount_yuan is None else f"{item.amount_yuan.normalize():f}",
        )
        for item in items
    ]
    return [
        (
            digest(key, occurrence),
            owner.disclosure_id,
            item.institution_no,
            item.project,
            item.item,
            item.catalogue_code,
            item.unit,
            owner.number(item.quantity, MILLIONTH, item.place),
            owner.number(item.unit_price_yuan, CENT, item.place),
            owner.number(item.amount_yuan, CENT, item.place),
            *owner.funds(item.fund_amounts_yuan, item.place),
            *owner.read_from(item.place, item.quote),
            item.amount_origin,
        )
        for item, key, occurrence in zip(items, keys, occurrences(keys), strict=True)
    ]


def asset_rows(assets: Sequence[Asset], owner: Owner) -> Rows:
    """A row an asset line."""
    keys = [digest("asset", owner.document_id, asset.asset_class, asset.as_of) for asset in assets]
    return [
        (
            digest(key, occurrence),
            owner.disclosure_id,
            asset.as_of,
            asset.asset_class,
            owner.number(asset.count, MILLIONTH, asset.place),
            owner.number(asset.area_m2, MILLIONTH, asset.place),
            owner.number(asset.amount_yuan, CENT, asset.place),
            *owner.read_from(asset.place, asset.quote),
        )
        for asset, key, occurrence in zip(assets, keys, occurrences(keys), strict=True)
    ]
