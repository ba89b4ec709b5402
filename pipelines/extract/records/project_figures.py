"""The projects' amounts as figures: every place that prints one, under the number the project got."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas.documents import Document, Paragraph
from schemas.facts import Figure, Project, Section


def figures_of_projects(
    document: Document, sections: Sequence[Section], projects: Sequence[Project]
) -> Iterator[Figure]:
    """The figures of all projects in their order; those of prose with the section they stand in."""
    for project in projects:
        for figure in project.figures:
            figure.project_no = project.project_no
            figure.subject_name = project.name
            if figure.place.char_start is not None:
                figure.section = _section_at(document, sections, figure.place.char_start)
            yield figure


def _section_at(document: Document, sections: Sequence[Section], offset: int) -> str | None:
    for section in sections:
        for block in document.blocks[section.first_block : section.last_block]:
            if isinstance(block, Paragraph) and block.start <= offset < block.start + len(block.text):
                return section.section
    return None
