"""Parquet shards between the steps: what was read (blocks) and what was extracted (accepted rows), a folder a batch.

A shard folder appears whole or not at all: it is written under a temporary name, synced and renamed.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

import polars as pl

from schemas.documents import Block, Box, Cell, Document, Paragraph, Table
from schemas.issues import Issue

_DOCUMENTS = pl.Schema(
    {
        "document_id": pl.String(),
        "media_type": pl.String(),
        "file_name": pl.String(),
        "byte_size": pl.Int64(),
        "page_count": pl.Int32(),
        "reader": pl.String(),
        "reader_version": pl.String(),
        "status": pl.String(),
        "issues": pl.String(),
    }
)
_BLOCKS = pl.Schema(
    {
        "document_id": pl.String(),
        "block_no": pl.Int32(),
        "kind": pl.String(),
        "text": pl.String(),
        "start": pl.Int32(),
        "heading_level": pl.Int8(),
        "pages": pl.List(pl.List(pl.Int32())),
        "table_no": pl.Int32(),
        "page": pl.Int32(),
        "row_no": pl.Int32(),
        "column_no": pl.Int32(),
        "row_span": pl.Int32(),
        "column_span": pl.Int32(),
        "box": pl.List(pl.Float64()),
    }
)


def write_shard(folder: Path, frames: Mapping[str, pl.DataFrame]) -> None:
    """Write each frame as `<name>.parquet` into `folder`, which appears whole; an existing folder is left as it is."""
    if folder.exists():
        return
    part = folder.with_name(f".part-{uuid.uuid4().hex}")
    part.mkdir(parents=True)
    try:
        for name, frame in frames.items():
            path = part / f"{name}.parquet"
            content = io.BytesIO()  # Polars would call a full disk a fault of the format
            frame.write_parquet(content, compression="zstd")
            with path.open("wb") as written:
                written.write(content.getbuffer())
                written.flush()
                os.fsync(written.fileno())
        os.rename(part, folder)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        if not folder.exists():  # another process may have written the same batch meanwhile
            raise
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def document_frames(documents: Iterable[Document]) -> dict[str, pl.DataFrame]:
    """Documents as two frames: one row a document, and one row a paragraph, table or cell."""
    heads: list[tuple[object, ...]] = []
    rows: list[tuple[object, ...]] = []
    for document in documents:
        issues = json.dumps([asdict(issue) for issue in document.issues], ensure_ascii=False)
        heads.append(
            (
                document.document_id,
                document.media_type,
                document.file_name,
                document.byte_size,
                document.page_count,
                document.reader,
                document.reader_version,
                document.status,
                issues,
            )
        )
        for number, block in enumerate(document.blocks):
            rows.extend(_block_rows(document.document_id, number, block))
    return {
        "documents": pl.DataFrame(heads, schema=_DOCUMENTS, orient="row"),
        "blocks": pl.DataFrame(rows, schema=_BLOCKS, orient="row"),
    }


def _block_rows(document_id: str, number: int, block: Block) -> Iterable[tuple[object, ...]]:
    if isinstance(block, Paragraph):
        pages = [list(page) for page in block.pages]
        yield (document_id, number, "paragraph", block.text, block.start, block.heading_level, pages, *[None] * 7)
        return
    size = (block.row_count, block.column_count)
    yield (document_id, number, "table", None, None, None, None, block.table_no, block.page, *size, None, None, None)
    for cell in block.cells:
        place = (cell.page, cell.row_no, cell.column_no, cell.row_span, cell.column_span)
        box = list(cell.box) if cell.box else None
        yield (document_id, number, "cell", cell.text, None, None, None, block.table_no, *place, box)


def read_shard_documents(folder: Path, document_ids: Iterable[str] | None = None) -> dict[str, Document]:
    """The documents of one shard by id, equal to what the reader returned; only `document_ids` where given."""
    heads = pl.scan_parquet(folder / "documents.parquet")
    rows = pl.scan_parquet(folder / "blocks.parquet")
    if document_ids is not None:
        wanted = list(document_ids)
        heads = heads.filter(pl.col("document_id").is_in(wanted))
        rows = rows.filter(pl.col("document_id").is_in(wanted))
    blocks: dict[str, list[Block]] = {}
    cells: dict[tuple[str, int], list[Cell]] = {}
    tables: list[tuple[str, int, int, dict[str, int]]] = []
    for row in rows.collect().iter_rows(named=True):
        key = row["document_id"]
        of_document = blocks.setdefault(key, [])
        if row["kind"] == "cell":
            box = Box(*row["box"]) if row["box"] else None
            spans = (row["row_no"], row["column_no"], row["row_span"], row["column_span"])
            cells[key, row["block_no"]].append(Cell(*spans, row["text"], row["page"], box))
        elif row["kind"] == "table":
            cells[key, row["block_no"]] = []
            tables.append((key, len(of_document), row["block_no"], row))
            of_document.append(Table(row["table_no"], row["row_no"], row["column_no"], (), row["page"]))
        else:
            pages = tuple((offset, page) for offset, page in row["pages"])
            of_document.append(Paragraph(row["text"], row["start"], pages, row["heading_level"]))
    for key, index, number, row in tables:
        table = Table(row["table_no"], row["row_no"], row["column_no"], tuple(cells[key, number]), row["page"])
        blocks[key][index] = table
    return {
        row["document_id"]: Document(
            **{name: row[name] for name in _DOCUMENTS if name != "issues"},
            blocks=tuple(blocks.get(row["document_id"], ())),
            issues=tuple(Issue(**issue) for issue in json.loads(row["issues"])),
        )
        for row in heads.collect().iter_rows(named=True)
    }
