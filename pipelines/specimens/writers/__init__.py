"""Writers: a disclosure to the bytes of a file, the same bytes for the same disclosure."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.specimens.content import Disclosure
from pipelines.specimens.writers.pdf_file import write_pdf
from pipelines.specimens.writers.plain_text import write_plain_text

# By file name extension; what follows a dash tells variants of one format apart.
WRITERS: dict[str, Callable[[Disclosure], bytes]] = {
    "pdf": write_pdf,
    "txt": write_plain_text,
}
