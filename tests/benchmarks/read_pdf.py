"""PDFs to documents: pages a second of CPU time and memory, beside pdfplumber and beside what pdfium alone takes.

Reads the PDFs under MINGZHANG_CORPUS (default ../shared/corpus); where it is absent, generated ones.
"""

from __future__ import annotations

import ctypes
import io
import os
import re
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from pathlib import Path

import pypdfium2.raw as pdfium

from pipelines.read import pdfium_calls as calls
from pipelines.read.pdf import read_pdf
from schemas.documents import Document

ROUNDS = 5
TARGET = 120
MOST_MEGABYTES = 500
# pdfplumber takes about ten times as long: it reads every n-th page once.
PLUMBER_STEP = 4
NUMBER = re.compile(r"[-−]?\d[\d,]*(\.\d+)?%?")


def corpus_bodies() -> dict[str, bytes]:
    """The corpus's PDFs by name, or generated ones."""
    folder = Path(os.environ.get("MINGZHANG_CORPUS", Path(__file__).parents[2].parent / "shared" / "corpus"))
    files = sorted((folder / "documents").rglob("*.pdf"))
    bodies = {str(path): body for path in files if (body := path.read_bytes()).startswith(b"%PDF-")}
    if bodies:
        print(f"{len(bodies)} PDFs of the corpus")
        return bodies
    print(f"No corpus at {folder}: measuring generated tables instead, which says less.")
    return {f"generated-{number}.pdf": _generated() for number in range(4)}


def _generated() -> bytes:
    from reportlab.platypus import SimpleDocTemplate, Table

    target = io.BytesIO()
    rows = [[str(201_0000 + n), "item", f"{n * 37.5:,.2f}", f"{n * 12.5:,.2f}"] for n in range(1_000)]
    grid = Table(rows, repeatRows=0, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
    SimpleDocTemplate(target).build([grid])
    return target.getvalue()


def cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def pdfium_alone(body: bytes) -> int:
    """Load each page and fetch its characters, boxes, origins and paths; nothing is understood."""
    handle = pdfium.FPDF_LoadMemDocument64(body, len(body), None)
    document = ctypes.cast(handle, ctypes.c_void_p).value
    count = pdfium.FPDF_GetPageCount(handle)
    for index in range(count):
        page = calls.load_page(document, index)
        objects = list(map(calls.object_at, repeat(page), range(calls.count_objects(page))))
        kinds = list(map(calls.object_type, objects))
        paths = [item for item, kind in zip(objects, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_PATH]
        calls.object_bounds(paths)
        calls.draw_modes(paths)
        text = calls.load_text(page)
        glyphs = calls.count_glyphs(text)
        list(map(calls.glyph_unicode, repeat(text), range(glyphs)))
        calls.glyph_boxes(text, glyphs)
        calls.glyph_origins(text, glyphs)
        calls.close_text(text)
        calls.close_page(page)
    pdfium.FPDF_CloseDocument(handle)
    return count


def numbers_in(texts: Iterable[str | None]) -> Counter[str]:
    """The texts that are one number, line ends and spaces left out."""
    squeezed = ("".join((text or "").split()) for text in texts)
    return Counter(text for text in squeezed if NUMBER.fullmatch(text))


def our_numbers(document: Document, pages: set[int]) -> dict[int, Counter[str]]:
    found: dict[int, list[str]] = {page: [] for page in pages}
    for table in document.tables:
        for cell in table.cells:
            if cell.page in found:
                found[cell.page].append(cell.text)
    return {page: numbers_in(texts) for page, texts in found.items()}


def plumber_numbers(body: bytes) -> Iterator[tuple[int, Counter[str]]]:
    """The numeric cells of every n-th page by pdfplumber."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(body)) as document:
        for page in document.pages[::PLUMBER_STEP]:
            tables = page.extract_tables()
            yield page.page_number, numbers_in(text for table in tables for row in table for text in row)
            page.close()


def kind_of(number: str, page: int, document: Document, is_ours: bool) -> str:
    """Why a numeric cell stands on one side only."""
    if is_ours:
        return "read by us only: in a cell that the page's end leaves open"
    tables = [cell for table in document.tables for cell in table.cells]
    if not any(cell.page == page for cell in tables):
        return "read by pdfplumber only: it takes lines of prose for a table"
    if any(cell.page and cell.page < page and "".join(cell.text.split()) == number for cell in tables):
        return "read by pdfplumber only: printed again on the next page, which we join"
    return "read by pdfplumber only: unexplained"


def main() -> None:
    bodies = corpus_bodies()
    documents = {name: read_pdf(body, name) for name, body in bodies.items()}
    pages = sum(document.page_count or 0 for document in documents.values())
    tables = sum(len(document.tables) for document in documents.values())
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    ours = [cpu_seconds(lambda: [read_pdf(body, name) for name, body in bodies.items()]) for _ in range(ROUNDS)]
    limit = [cpu_seconds(lambda: [pdfium_alone(body) for body in bodies.values()]) for _ in range(ROUNDS)]
    speed, most = pages / statistics.median(ours), pages / statistics.median(limit)
    print(f"{pages} pages, {tables} tables: {speed:.0f} pages/s of CPU time, median of {ROUNDS} (target {TARGET})")
    print(f"peak memory {megabytes:.0f} MB (target below {MOST_MEGABYTES})")
    print(f"limit: pdfium's characters and paths alone {most:.0f} pages/s; we reach {speed / most:.0%} of it")

    same: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    compared = 0
    start = time.process_time()
    for name, body in bodies.items():
        theirs = dict(plumber_numbers(body))
        compared += len(theirs)
        for page, read in our_numbers(documents[name], set(theirs)).items():
            same += read & theirs[page]
            for number, count in (read - theirs[page]).items():
                kinds[kind_of(number, page, documents[name], is_ours=True)] += count
            for number, count in (theirs[page] - read).items():
                kinds[kind_of(number, page, documents[name], is_ours=False)] += count
    plumber = compared / (time.process_time() - start)
    ratio = speed / plumber
    print(f"pdfplumber, every {PLUMBER_STEP}th page once: {plumber:.0f} pages/s; we are {ratio:.1f} times as fast")
    print(f"numeric cells equal: {sum(same.values())}; on one side only: {sum(kinds.values())}")
    for kind, count in kinds.most_common():
        print(f"  {count} {kind}")
    if speed < TARGET or megabytes >= MOST_MEGABYTES:
        print("BELOW TARGET: is the machine busy, or did the reader get slower?")


if __name__ == "__main__":
    main()
