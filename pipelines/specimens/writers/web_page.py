"""Web pages: tables with rowspan and colspan, in UTF-8 or GB18030."""

from __future__ import annotations

from html import escape

from pipelines.specimens.content import Disclosure, Heading, Prose, Sheet, Slot
from pipelines.specimens.writers.numerals import ordinal


def write_web_page(disclosure: Disclosure) -> bytes:
    """The disclosure as HTML in UTF-8."""
    return _page(disclosure, "utf-8").encode()


def write_old_web_page(disclosure: Disclosure) -> bytes:
    """The disclosure as HTML in GB18030, which its head calls gb2312 as old sites do."""
    return _page(disclosure, "gb2312").encode("gb18030")


def _page(disclosure: Disclosure, charset: str) -> str:
    title = escape(disclosure.title)
    parts = [
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="{charset}">\n'
        f"<title>{title}</title>\n</head>\n<body>\n",
        '<div class="nav"><a href="/">首页</a> &gt; <a href="/czyjs/">财政预决算</a></div>\n',
        f'<div class="article">\n<h1>{title}</h1>\n',
    ]
    for block in disclosure.blocks:
        if isinstance(block, Heading):
            tag = "h2" if block.ordinal is None else "h3" if block.depth == 1 else "h4"
            parts.append(f"<{tag}>{ordinal(block)}{escape(block.text)}</{tag}>\n")
        elif isinstance(block, Prose):
            parts.append(f"<p>&emsp;&emsp;{escape(block.text)}</p>\n")
        else:
            parts.append(_table(block))
    parts.append('</div>\n<div class="foot">网站地图 | 联系我们</div>\n</body>\n</html>\n')
    return "".join(parts)


def _table(sheet: Sheet) -> str:
    lines = []
    if not sheet.inside:
        lines.append(f'<p class="title">{escape(sheet.title)}</p>\n')
        lines += ["<p>" + "&emsp;&emsp;".join(map(escape, sheet.above)) + "</p>\n"] if sheet.above else []
    lines.append('<table border="1" cellspacing="0">\n')
    for row in sheet.head_rows:
        lines.append("<tr>" + "".join(_cell("th", slot) for slot in row) + "</tr>\n")
    for row in sheet.rows:
        lines.append("<tr>" + "".join(_cell("td", slot) for slot in row) + "</tr>\n")
    lines.append("</table>\n")
    if sheet.note:
        lines.append(f"<p>{escape(sheet.note)}</p>\n")
    return "".join(lines)


def _cell(tag: str, slot: Slot) -> str:
    spans = f' rowspan="{slot.row_span}"' if slot.row_span > 1 else ""
    spans += f' colspan="{slot.column_span}"' if slot.column_span > 1 else ""
    align = f' align="{slot.align}"' if slot.align != "left" else ""
    return f"<{tag}{spans}{align}>{escape(slot.shown) or '&nbsp;'}</{tag}>"
