"""Writers: a disclosure to the bytes of a file, the same bytes for the same disclosure."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.specimens.content import Disclosure
from pipelines.specimens.writers.pdf_file import write_pdf
from pipelines.specimens.writers.plain_text import write_plain_text
from pipelines.specimens.writers.web_page import write_old_web_page, write_web_page
from pipelines.specimens.writers.word_document import write_word_document

# By file name extension.
WRITERS: dict[str, Callable[[Disclosure], bytes]] = {
    "pdf": write_pdf,
    "docx": write_word_document,
    "html": write_web_page,
    "htm": write_old_web_page,
    "txt": write_plain_text,
}
