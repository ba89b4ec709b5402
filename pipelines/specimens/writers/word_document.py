"""Word documents: headings numbered by real numbering definitions, merged cells; the parts written as XML directly."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from pipelines.specimens.content import Disclosure, Heading, Prose, Sheet, Slot

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    + "</Types>"
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATION}/numbering" Target="numbering.xml"/></Relationships>'
)
_HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
    f'<w:basedOn w:val="Normal"/>'
    f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{36 - 4 * level}"/></w:rPr></w:style>'
    for level in (1, 2, 3, 4)
)
_STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:rPr><w:sz w:val="24"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>' + _HEADINGS + "</w:styles>"
)
# 一、 at depth 1, （一） at depth 2, 1. at depth 3; every run of numbers that begins anew is a w:num of its own.
_LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
    f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    for level, (kind, text) in enumerate(
        (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    )
)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_word_document(disclosure: Disclosure) -> bytes:
    """The disclosure as DOCX; the archive carries fixed times, so equal disclosures give equal bytes."""
    writer = _Writer()
    body = writer.body(disclosure)
    document = f'{_HEADER}<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, text in (
            ("[Content_Types].xml", _HEADER + _TYPES),
            ("_rels/.rels", _HEADER + _ROOT_RELATIONS),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", _HEADER + _RELATIONS),
            ("word/styles.xml", _HEADER + _STYLES),
            ("word/numbering.xml", _HEADER + writer.numbering()),
        ):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return buffer.getvalue()


class _Writer:
    def __init__(self) -> None:
        self.lists = 0
        self.open: dict[int, tuple[int, int]] = {}

    def body(self, disclosure: Disclosure) -> str:
        parts = [_paragraph(disclosure.title, '<w:pStyle w:val="Title"/><w:jc w:val="center"/>')]
        for block in disclosure.blocks:
            if isinstance(block, Heading):
                parts.append(self.heading(block))
            elif isinstance(block, Prose):
                parts.append(_paragraph(block.text, '<w:ind w:firstLineChars="200"/>'))
            else:
                parts.append(_table(block))
        return "".join(parts)

    def heading(self, heading: Heading) -> str:
        style = 1 if heading.ordinal is None else min(heading.depth + 1, 4)
        if heading.ordinal is None:
            self.open = {}
            return _paragraph(heading.text, f'<w:pStyle w:val="Heading{style}"/>')
        number, last = self.open.get(heading.depth, (0, 0))
        if heading.ordinal != last + 1 or not number:
            self.lists += 1
            number = self.lists
        self.open = {depth: state for depth, state in self.open.items() if depth < heading.depth}
        self.open[heading.depth] = (number, heading.ordinal)
        listed = f'<w:numPr><w:ilvl w:val="{min(heading.depth, 3) - 1}"/><w:numId w:val="{number}"/></w:numPr>'
        return _paragraph(heading.text, f'<w:pStyle w:val="Heading{style}"/>{listed}')

    def numbering(self) -> str:
        lists = "".join(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{_LEVELS}</w:abstractNum>'
            for number in range(1, self.lists + 1)
        )
        lists += "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
            for number in range(1, self.lists + 1)
        )
        return f'<w:numbering xmlns:w="{_W}">{lists}</w:numbering>'


def _paragraph(text: str, properties: str = "") -> str:
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{head}{run}</w:p>"


def _table(sheet: Sheet) -> str:
    scale = 9000 / sum(sheet.widths)
    widths = [int(width * scale) for width in sheet.widths]
    parts = []
    if not sheet.inside:
        parts.append(_paragraph(sheet.title, '<w:jc w:val="center"/>'))
        parts += [_paragraph("　　".join(sheet.above))] if sheet.above else []
    parts.append(
        '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + "</w:tblGrid>"
    )
    hanging: dict[int, tuple[int, int]] = {}  # column: how many rows still hang from above, how wide
    heads = len(sheet.head_rows) if sheet.repeats_head else 0
    for number, row in enumerate(sheet.all_rows):
        parts.append("<w:tr><w:trPr><w:tblHeader/></w:trPr>" if number < heads else "<w:tr>")
        column = 0
        slots = iter(row)
        while column < len(widths):
            if column in hanging:
                left, wide = hanging.pop(column)
                if left > 1:
                    hanging[column] = (left - 1, wide)
                parts.append(_cell(widths, column, wide, "<w:vMerge/>", Slot("")))
                column += wide
                continue
            slot = next(slots, None)
            if slot is None:
                break
            merge = ""
            if slot.row_span > 1:
                hanging[column] = (slot.row_span - 1, slot.column_span)
                merge = '<w:vMerge w:val="restart"/>'
            parts.append(_cell(widths, column, slot.column_span, merge, slot))
            column += slot.column_span
        parts.append("</w:tr>")
    parts.append("</w:tbl>")
    parts.append(_paragraph(sheet.note or ""))
    return "".join(parts)


def _cell(widths: list[int], column: int, wide: int, merge: str, slot: Slot) -> str:
    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    width = sum(widths[column : column + wide])
    align = "" if slot.align == "left" else f'<w:jc w:val="{slot.align}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>{_paragraph(slot.shown, align)}</w:tc>'
    )
