"""The paragraph styles of a Word document, each with what it inherits from the styles it is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"

_STYLE, _TYPE, _ID = W + "style", W + "type", W + "styleId"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_DEEPEST_CHAIN = 20
_ON = ("1", "true", "on")


@dataclass(slots=True)
class Style:
    """What a paragraph style says about lists and headings; `numbered_by` is the style in which the list is named."""

    name: str = ""
    number_id: str | None = None
    level: int | None = None
    numbered_by: str | None = None
    outline_level: int | None = None


class ParagraphStyles:
    """The styles of one document, read when first asked for: most documents use few of those they carry."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._read: dict[str, Style] = {}
        self._default = ""
        for style in styles.iterchildren(_STYLE) if styles is not None else ():
            if style.get(_TYPE, "paragraph") in ("paragraph", "numbering"):
                self._elements[style.get(_ID) or ""] = style
                if style.get(W + "default") in _ON and style.get(_TYPE) != "numbering":
                    self._default = style.get(_ID) or ""

    def get(self, style_id: str | None) -> Style | None:
        """A style by its id, the document's default style for None; None where there is no such style."""
        wanted = self._default if style_id is None else style_id
        if wanted not in self._elements:
            return None
        if wanted not in self._read:
            self._read[wanted] = self._inherit(wanted)
        return self._read[wanted]

    def _inherit(self, style_id: str) -> Style:
        merged = Style(name=value_of(self._elements[style_id], "name") or "")
        current = style_id
        for _ in range(_DEEPEST_CHAIN):
            style = self._elements.get(current)
            if style is None:
                break
            properties = style.find(W + "pPr")
            if properties is not None:
                numbers = properties.find(W + "numPr")
                if numbers is not None and merged.number_id is None:
                    merged.number_id = value_of(numbers, "numId")
                    merged.level = number_of(numbers, "ilvl", merged.level)
                    merged.numbered_by = current
                if merged.outline_level is None:
                    merged.outline_level = number_of(properties, "outlineLvl", None)
            named = _HEADING.fullmatch(value_of(style, "name") or "")
            if named and merged.outline_level is None:
                merged.outline_level = int(named.group(1)) - 1
            current = value_of(style, "basedOn") or ""
        return merged


def value_of(parent: etree._Element, name: str) -> str | None:
    """The `w:val` of a child element, None where either is absent."""
    child = parent.find(W + name)
    return child.get(VAL) if child is not None else None


def number_of(parent: etree._Element, name: str, default: int | None) -> int | None:
    """The `w:val` of a child element as a whole number, `default` where it is absent."""
    value = value_of(parent, name)
    return whole(value) if value is not None else default


def whole(value: str | None, default: int = 0) -> int:
    """A whole number as the format writes it; `default` where it is none, or longer than any count could be."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else default
