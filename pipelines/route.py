"""One document through the pure steps: bytes to `Document`, `Document` to `Extraction`, batches to checked frames.

The command line, the Dagster assets and the worker processes all go this way; nothing here touches the warehouse.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipelines.account.closing import account_for_unread, close_account
from pipelines.derive.figures import derived_figures
from pipelines.derive.procurement import derive_amounts
from pipelines.extract.class_codes import with_class_codes
from pipelines.extract.contradictions import doubt_contradictions
from pipelines.extract.prose.figures import figures_from_prose
from pipelines.extract.records.assets import extract_assets
from pipelines.extract.records.performance import extract_performance
from pipelines.extract.records.procurement import extract_procurement
from pipelines.extract.records.project_figures import figures_of_projects
from pipelines.extract.tables.figures import figures_from_forms
from pipelines.extract.units.institutions import find_units
from pipelines.locate.forms import locate_forms
from pipelines.locate.identity import identify
from pipelines.locate.sections import locate_sections
from schemas.documents import Document
from schemas.facts import Extraction

_ROOT = Path(__file__).parents[1]
_READING = ("pipelines/read", "schemas/documents.py")
_READING_LIBRARIES = ("lxml", "pypdfium2", "selectolax")
_EXTRACTING = (
    "pipelines/route.py",
    *(f"pipelines/{step}" for step in ("locate", "extract", "account", "derive", "normalise", "validate")),
    "schemas",
)


@cache
def reading_version() -> str:
    """A digest of the code that reads and its libraries' versions: documents read by others are read again."""
    libraries = " ".join(f"{name}=={version(name)}" for name in _READING_LIBRARIES)
    return hashlib.sha256(f"{code_digest(_READING)} {libraries}".encode()).hexdigest()[:16]


@cache
def extracting_version() -> str:
    """A digest of the code and declarations from locating to validating: other code extracts again."""
    return code_digest(_EXTRACTING)


def code_digest(places: Sequence[str], suffixes: frozenset[str] = frozenset({".py", ".yml", ".csv"})) -> str:
    """A digest over the files of these places (relative to the project) whose names end so."""
    found = hashlib.sha256()
    for place in places:
        root = _ROOT / place
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.suffix in suffixes:
                found.update(path.relative_to(_ROOT).as_posix().encode())
                found.update(path.read_bytes())
    return found.hexdigest()[:16]


def extract(document: Document, path: str) -> Extraction:
    """Everything `document` says, as printed; `path` is its place in the loaded folder, a hint of last resort.

    Content problems are in `Extraction.issues`; a document whose year or type is unknown yields no figures.
    """
    if document.status in ("unreadable", "not_a_disclosure"):
        found = Extraction()
        account_for_unread(document, found)
        return found
    identity, issues = identify(document, path)
    found = Extraction(identity=identity, issues=list(issues))
    if identity.fiscal_year is None or identity.report_type is None:
        account_for_unread(document, found)
        return found
    found.sections = locate_sections(document)
    forms, issues = locate_forms(document, identity)
    found.issues += issues
    units = find_units(document, forms, identity)
    found.projects, found.indicators, issues = extract_performance(document, forms, identity, units)
    of_projects = figures_of_projects(document, found.sections, found.projects)
    found.assets, of_assets, more = extract_assets(document, forms, identity)
    issues += more
    found.procurement_items, of_procurement, more = extract_procurement(document, forms, identity, units)
    issues += more
    for figures in (of_projects, of_assets, of_procurement):
        found.figures += figures
        issues += doubt_contradictions([figure for figure in figures if figure.origin == "table"])
    found.issues += issues
    for figures, issues in (
        figures_from_forms(document, forms, identity, units),
        figures_from_prose(document, found.sections, identity),
    ):
        found.figures += figures
        found.issues += issues
    found.figures = with_class_codes(found.figures)
    found.institutions = units.listed()
    close_account(document, forms, found)
    derive_amounts(found.procurement_items)
    found.figures += derived_figures(found.figures, identity.report_type, identity.fiscal_year)
    return found
