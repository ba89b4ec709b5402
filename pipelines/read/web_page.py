"""HTML pages (and MHTML): the visible prose and tables, walked once in document order."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.read.charset import declared_charset, decode_text
from pipelines.read.flow import BlockList, Flow, Prose, RawCell, RawTable, make_document
from pipelines.read.headings import LONGEST_HEADING, heading_level
from pipelines.read.limits import DEFAULT_LIMITS, DamagedFileError, Limits, check_markup, check_page_depth
from pipelines.read.note_marks import is_note_mark
from pipelines.read.sniff import HTML, MHTML, sniff
from schemas.documents import Document
from schemas.issues import Issue

READER = "web_page"
READER_VERSION = "1"

_SKIPPED_TAGS = """
    head script style noscript template nav footer select button textarea iframe object svg audio video
    del s strike
"""
_BREAKING_TAGS = """
    address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure form
    h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol option p pre section summary
    table tbody td tfoot th thead tr ul
"""
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_BREAKING = frozenset(_BREAKING_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![\d.])", re.I)
_MAY_BE_HIDDEN = (
    "[hidden],[style*=none i],[style*=hidden i],[style*=collapse i],[style*='size:0' i],[style*='size: 0' i]"
)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_FILE_LINK = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z|txt|pptx?)(?:$|[?#])", re.I)
_LONGEST_MENU_ITEM = 40
_TOP_OF_PAGE = 200
_SHORTEST_TITLE = 8
_YEAR = re.compile(r"20\d\d\s*年")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_web_page(body: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a page. The title and date of its metadata come first as paragraphs, where the body does not show them.

    Scripts, styles, hidden elements and menus (short paragraphs that are nothing but a link) are left out; a table that
    only arranges the page becomes its contents.
    """
    check_markup(body, limits)
    media_type = HTML
    page = body
    declared = declared_charset(body)
    if sniff(body, limits) == MHTML:
        media_type = MHTML
        page, declared = _page_of_archive(body)
    check_page_depth(page, limits)
    decoded = decode_text(page, declared)
    tree = LexborHTMLParser(decoded.text)
    walk = _Walk(_hidden_nodes(tree), limits)
    if tree.root is not None:
        walk.read(tree.root)
    blocks = BlockList(limits)
    blocks.add_flow(_with_metadata(tree, walk.flow))
    return make_document(body, file_name, media_type, (READER, READER_VERSION), blocks, walk.issues)


def _page_of_archive(body: bytes) -> tuple[bytes, str | None]:
    """The first HTML part of an MHTML file, decoded from its transfer encoding, and its declared charset."""
    message = email.message_from_bytes(body, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, part.get_content_charset() or declared_charset(payload)
    raise DamagedFileError("MHTML: no text/html part")


@dataclass(slots=True)
class _Sink:
    """Where text goes: the page itself or the innermost open cell."""

    flow: Flow = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    in_cell: bool = False


@dataclass(slots=True)
class _OpenTable:
    """A table being read, and its cells (with their rows) that span to the end of the open row group."""

    table: RawTable
    to_group_end: list[tuple[RawCell, int]] = field(default_factory=list)


class _Walk:
    """One pass over a parsed page without recursion: nesting may be as deep as it likes."""

    def __init__(self, hidden: frozenset[int], limits: Limits) -> None:
        self._hidden = hidden
        self._limits = limits
        self._sinks = [_Sink()]
        self._tables: list[_OpenTable] = []
        self._flattened = 0  # open tables beyond the depth limit, whose text goes into the cell that holds them
        self._heading: int | None = None
        self._links = 0
        self._preformatted = 0
        self._raised = 0
        self.issues: list[Issue] = []

    @property
    def flow(self) -> Flow:
        """The page's prose and tables."""
        return self._sinks[0].flow

    def read(self, root: LexborNode) -> None:
        """Walk the tree below `root`."""
        open_nodes: list[tuple[LexborNode, str]] = []
        node: LexborNode | None = root
        while node is not None or open_nodes:
            if node is None:
                parent, tag = open_nodes.pop()
                self._close(parent, tag)
                node = parent.next if open_nodes else None
                continue
            if node.is_text_node:
                self._add_text(node.text_content or "")
            elif node.is_element_node:
                tag = node.tag or ""
                if tag not in _SKIPPED and node.mem_id not in self._hidden:
                    self._open(node, tag)
                    open_nodes.append((node, tag))
                    node = node.first_child
                    continue
            node = node.next
        self._end_paragraph()

    def _open(self, node: LexborNode, tag: str) -> None:
        if tag not in _BREAKING:
            if tag == "a" and _is_menu_link(node):
                self._links += 1
            elif tag == "sup":
                self._raised += 1
            return
        self._end_paragraph()
        if tag == "table":
            self._open_table()
        elif tag in ("td", "th"):
            if not self._flattened and self._tables and self._tables[-1].table.rows:
                self._open_cell(node)
        elif tag == "tr":
            if not self._flattened and self._tables:
                self._tables[-1].table.rows.append([])
        elif tag in ("tbody", "thead", "tfoot"):
            if not self._flattened and self._tables:
                self._end_row_group()
        elif tag == "pre":
            self._preformatted += 1
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]

    def _close(self, node: LexborNode, tag: str) -> None:
        if tag not in _BREAKING:
            if tag == "a" and _is_menu_link(node):
                self._links -= 1
            elif tag == "sup":
                self._raised -= 1
            return
        self._end_paragraph()
        if tag == "table":
            self._close_table()
        elif tag in ("td", "th"):
            if not self._flattened and len(self._sinks) > 1 and self._tables:
                self._sinks.pop()
        elif tag == "pre":
            self._preformatted -= 1
        elif tag in _HEADINGS:
            self._heading = None

    def _open_table(self) -> None:
        if len(self._tables) >= self._limits.table_depth:
            self._flattened += 1
            issue = Issue("nesting_is_too_deep", f"table_depth > {self._limits.table_depth}")
            if issue not in self.issues:
                self.issues.append(issue)
            return
        self._tables.append(_OpenTable(RawTable()))

    def _close_table(self) -> None:
        if self._flattened:
            self._flattened -= 1
            return
        if self._tables:
            self._end_row_group()
            self._sinks[-1].flow.append(self._tables.pop().table)

    def _open_cell(self, node: LexborNode) -> None:
        attributes = node.attributes
        row_span = _span(attributes.get("rowspan"))
        cell = RawCell([], max(1, row_span), max(1, _span(attributes.get("colspan"))))
        open_table = self._tables[-1]
        open_table.table.rows[-1].append(cell)
        if row_span == 0:
            open_table.to_group_end.append((cell, len(open_table.table.rows) - 1))
        self._sinks.append(_Sink(cell.flow, in_cell=True))

    def _end_row_group(self) -> None:
        open_table = self._tables[-1]
        for cell, row_no in open_table.to_group_end:
            cell.row_span = len(open_table.table.rows) - row_no
        open_table.to_group_end.clear()

    def _add_text(self, text: str) -> None:
        sink = self._sinks[-1]
        if self._preformatted and "\n" in text:
            first, *rest = text.split("\n")
            sink.pieces.append(first)
            for line in rest:
                self._end_paragraph()
                sink.pieces.append(line)
            return
        if self._raised and is_note_mark(sink.pieces[-1] if sink.pieces else "", text):
            return
        sink.pieces.append(text)
        if self._links:
            sink.linked += len(text.strip())

    def _end_paragraph(self) -> None:
        sink = self._sinks[-1]
        if not sink.pieces:
            return
        text = _collapse("".join(sink.pieces))
        linked, sink.linked = sink.linked, 0
        sink.pieces.clear()
        if not text:
            return
        is_menu_item = len(text) <= _LONGEST_MENU_ITEM and linked >= len(text.replace(" ", ""))
        level = None if sink.in_cell else heading_level(text)
        if level is None and self._heading is not None and len(text) < LONGEST_HEADING:
            level = self._heading
        sink.flow.append(Prose(text, level, is_menu_item))


def _hidden_nodes(tree: LexborHTMLParser) -> frozenset[int]:
    """The elements that a page says are not shown, by their identity in the tree."""
    return frozenset(
        node.mem_id
        for node in tree.css(_MAY_BE_HIDDEN)
        if "hidden" in node.attributes or _HIDDEN.search(node.attributes.get("style") or "")
    )


def _is_menu_link(node: LexborNode) -> bool:
    """A link away from the page; anchors, in-page links and links to files are part of what the page says."""
    target = node.attributes.get("href")
    return bool(target) and not str(target).startswith("#") and not _FILE_LINK.search(str(target))


def _span(value: str | None) -> int:
    if value is None:
        return 1
    match = re.match(r"\s*\+?(\d{1,9})", value)
    return int(match.group(1)) if match else 1


def _collapse(text: str) -> str:
    """White space as a browser shows it, but none where the source breaks a line between two Chinese characters."""

    def space(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return "" if "\n" in match.group() and before > "\u2e7f" and after > "\u2e7f" else " "

    text = text.translate(_INVISIBLE)
    return _SPACE.sub(space, text).strip()


def _with_metadata(tree: LexborHTMLParser, flow: Flow) -> Flow:
    """The flow, with title and date of publication from the page's metadata where the body lacks the title."""
    found = _metadata(tree)
    title = _collapse(found.get("articletitle", ""))
    if not _YEAR.search(title):
        # Content systems put the bare name of the body there, where the page's title says which year's budget it is.
        page_title = _page_title(tree, flow)
        title = page_title if page_title.startswith(title) else title
    date = _collapse(found.get("pubdate", ""))
    added: Flow = [Prose(f"发布日期：{date}")] if date else []
    if not title:
        return added + flow
    key = re.sub(r"\s", "", title)
    for place, item in enumerate(flow):
        if isinstance(item, Prose) and not item.is_menu_item and re.sub(r"\s", "", item.text) == key:
            item.heading_level = 1
            return flow[: place + 1] + added + flow[place + 1 :]
    return [Prose(title, 1), *added, *flow]


def _metadata(tree: LexborHTMLParser) -> dict[str, str]:
    """The content of the page's meta elements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for node in tree.css("meta[name][content]"):
        attributes = node.attributes
        found.setdefault((attributes.get("name") or "").lower(), attributes.get("content") or "")
    return found


def _page_title(tree: LexborHTMLParser, flow: Flow) -> str:
    """The page's title without the column and site that follow it, as a paragraph near the top prints it."""
    node = tree.css_first("title")
    title = _collapse(node.text()) if node is not None else ""
    parts = re.split(r"\s*[_|]\s*|\s+[-–—]\s+", title)
    last_with_year = max((number for number, part in enumerate(parts) if _YEAR.search(part)), default=0)
    kept = "_".join(parts[: last_with_year + 1]).strip()
    printed = [
        item.text
        for item in flow[:_TOP_OF_PAGE]
        if isinstance(item, Prose) and not item.is_menu_item and title.startswith(item.text)
    ]
    longest = max(printed, key=len, default="")
    says_enough = bool(_YEAR.search(longest)) or not _YEAR.search(kept)
    return longest if len(longest) >= _SHORTEST_TITLE and says_enough else kept or title
