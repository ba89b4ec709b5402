"""Word documents (DOCX), read from their XML: prose with its automatic numbers, and tables with their true spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from pipelines.read.flow import BlockList, Flow, Prose, RawCell, RawTable, make_document
from pipelines.read.headings import LONGEST_HEADING, heading_level
from pipelines.read.limits import DEFAULT_LIMITS, Archive, DamagedFileError, LimitBrokenError, Limits, parse_xml
from pipelines.read.note_marks import is_note_mark
from pipelines.read.numbering import Numbering
from pipelines.read.sniff import DOCX
from pipelines.read.word_styles import VAL, ParagraphStyles, W, whole
from schemas.documents import Document

READER = "word_document"
READER_VERSION = "1"

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN = (W + name for name in ("p", "tbl", "tr", "tc", "r"))
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES, _CELL_PROPERTIES = W + "pPr", W + "rPr", W + "tcPr"
_TEXT, _FIELD_MARK, _RAISED = W + "t", W + "fldChar", W + "vertAlign"
# Hidden runs, and those struck out.
_UNREAD_RUNS = tuple(W + name for name in ("vanish", "strike", "dstrike"))
_GRID_SPAN, _VERTICAL_MERGE, _HORIZONTAL_MERGE, _DELETED_CELL = (
    W + name for name in ("gridSpan", "vMerge", "hMerge", "cellDel")
)
_BLOCKS = frozenset((_PARAGRAPH, _TABLE))
_ALTERNATIVES = _MC + "AlternateContent"
_DRAWINGS = frozenset((W + "drawing", W + "pict", W + "object"))
_SDT, _SDT_CONTENT, _TEXT_BOX = W + "sdt", W + "sdtContent", W + "txbxContent"
# Wrappers that only mark their content: insertions stay, as do moves to here; deletions and moves from here are gone.
_TRANSPARENT_TAGS = "ins moveTo smartTag customXml hyperlink fldSimple dir bdo sdtContent rubyBase ruby"
_GONE_TAGS = "del moveFrom rt instrText delText delInstrText"
_TRANSPARENT = frozenset(W + name for name in _TRANSPARENT_TAGS.split())
_GONE = frozenset(W + name for name in _GONE_TAGS.split())
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_OFF = frozenset(("0", "false", "off"))


def read_word_document(body: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a DOCX; its pages are not known before a layout, so no block has one."""
    archive = Archive(body, limits)
    main = _main_part(archive, limits)
    folder = main.rsplit("/", 1)[0] + "/" if "/" in main else ""
    styles = ParagraphStyles(_part(archive, folder + "styles.xml", limits))
    numbering = Numbering(_part(archive, folder + "numbering.xml", limits), styles)
    root = _part(archive, main, limits)
    content = root.find(W + "body") if root is not None else None
    if content is None:
        raise DamagedFileError(f"{main}: no body")
    blocks = BlockList(limits)
    blocks.add_flow(_WordReader(numbering, limits).flow(content))
    return make_document(body, file_name, DOCX, (READER, READER_VERSION), blocks)


def _main_part(archive: Archive, limits: Limits) -> str:
    """The name of the part that holds the text: where it always is, else where the package's relations say."""
    usual = {name.lower().lstrip("/"): name for name in archive.names}
    if "word/document.xml" in usual:
        return usual["word/document.xml"]
    relations = _part(archive, "_rels/.rels", limits)
    for relation in relations if relations is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            target = (relation.get("Target") or "").lstrip("/")
            if target in archive.names:
                return target
    raise DamagedFileError("word/document.xml is missing")


def _part(archive: Archive, name: str, limits: Limits) -> etree._Element | None:
    if name not in archive.names:
        return None
    # The strict variant of the format differs in its namespace only.
    return parse_xml(archive.read(name).replace(_STRICT, _TRANSITIONAL), name, limits)


@dataclass(slots=True)
class _Line:
    """The text of one paragraph as it is collected, and the text boxes anchored in it.

    `instructions` says of each open field whether its instruction still runs; what the field shows comes after it. It
    does not outlive the paragraph, so that a field without an end hides no text.
    """

    pieces: list[str] = field(default_factory=list)
    boxes: Flow = field(default_factory=list)
    instructions: list[bool] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add text unless it belongs to a field's instruction."""
        if True not in self.instructions:
            self.pieces.append(text)

    def mark_field(self, mark: str | None) -> None:
        """Follow the marks of fields: `begin`, `separate`, `end`."""
        if mark == "begin":
            self.instructions.append(True)
        elif self.instructions and mark == "separate":
            self.instructions[-1] = False
        elif self.instructions and mark == "end":
            self.instructions.pop()


class _WordReader:
    """Turns the elements of a document's body into prose and tables; counts lists as it goes."""

    def __init__(self, numbering: Numbering, limits: Limits) -> None:
        self._numbering = numbering
        self._limits = limits

    def flow(self, parent: etree._Element, in_cell: bool = False, depth: int = 0) -> Flow:
        """The prose and tables directly below `parent`, content controls and accepted changes looked through."""
        found: Flow = []
        carried = ""  # text of a paragraph whose end mark was deleted: it runs on into the next one
        for element in _children(parent):
            if element.tag == _PARAGRAPH:
                text, boxes = self._paragraph(element, in_cell, depth)
                properties = _properties(element, _PARAGRAPH_PROPERTIES)
                text.text = carried + text.text
                carried = ""
                if _end_mark_is_deleted(properties):
                    carried = text.text
                    found += boxes
                    continue
                text.heading_level = None if in_cell else self._heading_level(properties, text.text)
                found.append(text)
                found += boxes
            elif element.tag == _TABLE:
                found.append(self._table(element, depth + 1))
        if carried:
            found.append(Prose(carried))
        return found

    def _paragraph(self, element: etree._Element, in_cell: bool, depth: int) -> tuple[Prose, Flow]:
        """A paragraph's text with its label, and the contents of the text boxes anchored in it.

        A list counts a paragraph without text too, but only in a cell (a column of running numbers) is it one to read.
        """
        line = _Line()
        self._collect(element, line, depth)
        text = "".join(line.pieces).strip(" \n\r")
        label = self._numbering.label(_properties(element, _PARAGRAPH_PROPERTIES))
        if not label or not (text.strip() or in_cell):
            return Prose(text), line.boxes
        return Prose(label + text.strip()), line.boxes

    def _collect(self, parent: etree._Element, line: _Line, depth: int) -> None:
        for element in parent:
            tag = element.tag
            if tag == _RUN:
                if not _is_unread(element) and not _is_mark_of_note(element, line):
                    self._collect(element, line, depth)
            elif tag == _TEXT:
                line.add(element.text or "")
            elif tag in _CHARACTERS:
                line.add(_CHARACTERS[tag])
            elif tag == _FIELD_MARK:
                line.mark_field(element.get(W + "fldCharType"))
            elif tag in _GONE:
                continue
            elif tag in _TRANSPARENT:
                self._collect(element, line, depth)
            elif tag == _SDT:
                content = element.find(_SDT_CONTENT)
                if content is not None:
                    self._collect(content, line, depth)
            elif tag == _ALTERNATIVES:
                self._text_boxes(_chosen(element), line.boxes, depth)
            elif tag in _DRAWINGS:
                self._text_boxes(element, line.boxes, depth)
            elif tag.startswith(_MATH):
                line.add("".join(text.text or "" for text in element.iter(_MATH + "t")))

    def _text_boxes(self, parent: etree._Element | None, boxes: Flow, depth: int) -> None:
        if parent is None:
            return
        for element in parent:
            if element.tag == _TEXT_BOX:
                boxes += self.flow(element, depth=depth)
            elif element.tag == _ALTERNATIVES:
                self._text_boxes(_chosen(element), boxes, depth)
            elif isinstance(element.tag, str):
                self._text_boxes(element, boxes, depth)

    def _heading_level(self, properties: etree._Element | None, text: str) -> int | None:
        style = self._numbering.style_of(properties)
        if style is not None and style.name.lower().startswith("toc "):
            return None
        outline = properties.find(W + "outlineLvl") if properties is not None else None
        value = outline.get(VAL) if outline is not None else (style.outline_level if style else None)
        if value is not None and str(value).isdigit() and int(value) < 9 and len(text) < LONGEST_HEADING:
            return int(value) + 1
        return heading_level(text)

    def _table(self, element: etree._Element, depth: int) -> RawTable:
        if depth > self._limits.table_depth:
            raise LimitBrokenError("nesting_is_too_deep", f"table_depth > {self._limits.table_depth}")
        table = RawTable()
        above: dict[int, RawCell] = {}  # the cell of each grid column that a vertical merge would continue
        for row in _children(element, _ROW):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            column = min(_grid_before(properties), self._limits.column_span)
            cells: list[RawCell] = []
            still_open: dict[int, RawCell] = {}
            for tc in _children(row, _CELL):
                place = _cell_place(_properties(tc, _CELL_PROPERTIES))
                if place.is_deleted:
                    continue
                span = max(1, min(place.span, self._limits.column_span))
                if place.horizontal == "continue" and cells:
                    cells[-1].column_span += span
                elif place.vertical == "continue" and column in above:
                    above[column].row_span += 1
                    still_open[column] = above[column]
                else:
                    cell = RawCell(self.flow(tc, in_cell=True, depth=depth), 1, span, column)
                    cells.append(cell)
                    if place.vertical:
                        still_open[column] = cell
                column += span
            above = still_open
            table.rows.append(cells)
        return table


def _children(parent: etree._Element, wanted: str | None = None) -> Iterator[etree._Element]:
    """The paragraphs and tables (or rows, or cells) of a part, those inside transparent wrappers included."""
    for element in parent:
        tag = element.tag
        if tag == wanted or (wanted is None and tag in _BLOCKS):
            yield element
        elif tag == _SDT:
            content = element.find(_SDT_CONTENT)
            if content is not None:
                yield from _children(content, wanted)
        elif tag in _TRANSPARENT:
            yield from _children(element, wanted)
        elif tag == _ALTERNATIVES:
            chosen = _chosen(element)
            if chosen is not None:
                yield from _children(chosen, wanted)


def _chosen(alternate: etree._Element) -> etree._Element | None:
    """One of the alternatives, since both say the same: the first that holds text, else the last."""
    choices = [child for child in alternate if child.tag in (_MC + "Choice", _MC + "Fallback")]
    for choice in choices:
        if next(choice.iter(_TEXT_BOX, _PARAGRAPH), None) is not None:
            return choice
    return choices[-1] if choices else None


def _properties(element: etree._Element, tag: str) -> etree._Element | None:
    """The properties of a paragraph, run or cell: its first child if it has any."""
    first = element[0] if len(element) else None
    if first is None or first.tag == tag:
        return first
    return element.find(tag)


def _is_unread(run: etree._Element) -> bool:
    properties = _properties(run, _RUN_PROPERTIES)
    if properties is None:
        return False
    return any(setting.tag in _UNREAD_RUNS and setting.get(VAL) not in _OFF for setting in properties)


def _is_mark_of_note(run: etree._Element, line: _Line) -> bool:
    properties = _properties(run, _RUN_PROPERTIES)
    raised = properties.find(_RAISED) if properties is not None else None
    if raised is None or raised.get(VAL) != "superscript" or not line.pieces:
        return False
    return is_note_mark(line.pieces[-1], "".join(text.text or "" for text in run.iter(_TEXT)))


def _end_mark_is_deleted(properties: etree._Element | None) -> bool:
    mark = properties.find(_RUN_PROPERTIES) if properties is not None else None
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


class _CellPlace(NamedTuple):
    """What a cell's properties say about its place: grid columns, merges (`restart`, `continue`), deletion."""

    span: int
    vertical: str | None
    horizontal: str | None
    is_deleted: bool


def _cell_place(properties: etree._Element | None) -> _CellPlace:
    span, vertical, horizontal, is_deleted = 1, None, None, False
    for setting in properties if properties is not None else ():
        tag = setting.tag
        if tag == _GRID_SPAN:
            span = whole(setting.get(VAL), 1)
        elif tag == _VERTICAL_MERGE:
            vertical = setting.get(VAL) or "continue"
        elif tag == _HORIZONTAL_MERGE:
            horizontal = setting.get(VAL) or "continue"
        elif tag == _DELETED_CELL:
            is_deleted = True
    return _CellPlace(span, vertical, horizontal, is_deleted)


def _grid_before(properties: etree._Element | None) -> int:
    element = properties.find(W + "gridBefore") if properties is not None else None
    return whole(element.get(VAL)) if element is not None else 0
