"""Automatic numbers of Word lists: formats, restarts, overrides, styles."""

import pytest
from lxml import etree

from pipelines.read.numbering import Numbering, number_text
from pipelines.read.word_styles import ParagraphStyles

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


NO_STYLES = ParagraphStyles(None)


def element(inner: str, tag: str = "numbering") -> etree._Element:
    return etree.fromstring(f"<w:{tag} {NAMESPACE}>{inner}</w:{tag}>")


def level(no: int, number_format: str, pattern: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{no}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def number(no: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{no}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def paragraph(no: int, ilvl: int = 0) -> etree._Element:
    return element(f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{no}"/></w:numPr>', "pPr")


def styled(style: str, extra: str = "") -> etree._Element:
    return element(f'<w:pStyle w:val="{style}"/>{extra}', "pPr")


OUTLINE = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%4")
    + "</w:abstractNum>"
)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (7, "chineseCounting", "七"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (21, "japaneseCounting", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "taiwaneseCountingThousand", "一百一十"),
        (2026, "ideographDigital", "二〇二六"),
        (13, "chineseLegalSimplified", "壹拾叁"),
        (3, "ideographTraditional", "丙"),
        (12, "ideographZodiac", "亥"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (12, "decimalFullWidth", "１２"),
        (4, "decimalZero", "04"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (9, "somethingNew", "9"),
        (9, "none", ""),
    ],
)
def test_number_formats(value: int, number_format: str, text: str) -> None:
    assert number_text(value, number_format) == text


def test_levels_count_and_deeper_levels_restart() -> None:
    lists = Numbering(element(OUTLINE + number(1, 0)), NO_STYLES)
    printed = [lists.label(paragraph(1, ilvl)) for ilvl in (0, 1, 1, 2, 0, 1, 3)]
    assert printed == ["一、", "（一）", "（二）", "1.", "二、", "（一）", "二.1 "]


def test_lists_over_one_abstract_list_run_on_unless_they_start_again() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = Numbering(element(OUTLINE + number(1, 0) + number(2, 0) + number(3, 0, restart)), NO_STYLES)
    printed = [lists.label(paragraph(no)) for no in (1, 2, 2, 3, 3)]
    assert printed == ["一、", "二、", "三、", "一、", "二、"]


def test_a_level_that_never_restarts() -> None:
    abstract = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "%1、")
        + level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')
        + "</w:abstractNum>"
    )
    lists = Numbering(element(abstract + number(1, 0)), NO_STYLES)
    assert [lists.label(paragraph(1, ilvl)) for ilvl in (0, 1, 0, 1)] == ["1、", "(1)", "2、", "(2)"]


def test_a_list_may_override_a_whole_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    lists = Numbering(element(OUTLINE + number(1, 0, override)), NO_STYLES)
    assert lists.label(paragraph(1)) == "A)"


def test_numbers_that_come_with_a_style() -> None:
    abstract = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCounting", "%1、", '<w:pStyle w:val="S1"/>')
        + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="S2"/>')
        + "</w:abstractNum>"
    )
    styles = element(
        '<w:style w:type="paragraph" w:styleId="S1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="S2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="S3"><w:basedOn w:val="S1"/></w:style>',
        "styles",
    )
    lists = Numbering(element(abstract + number(1, 0)), ParagraphStyles(styles))
    printed = [lists.label(styled(style)) for style in ("S1", "S2", "S3", "S2")]
    assert printed == ["一、", "（一）", "二、", "（一）"]
    assert lists.label(styled("S1", '<w:numPr><w:numId w:val="0"/></w:numPr>')) == ""


def test_a_list_that_takes_its_levels_from_a_list_style() -> None:
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
    styles = element(
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        "styles",
    )
    lists = Numbering(element(OUTLINE + linked + number(1, 0) + number(2, 5)), ParagraphStyles(styles))
    assert lists.label(paragraph(2)) == "一、"


def test_legal_levels_write_digits_only() -> None:
    legal = OUTLINE.replace('<w:lvlText w:val="%1.%4"/>', '<w:isLgl/><w:lvlText w:val="%1.%4、"/>')
    lists = Numbering(element(legal + number(1, 0)), NO_STYLES)
    assert [lists.label(paragraph(1, ilvl)) for ilvl in (0, 0, 3)] == ["一、", "二、", "2.1、"]


def test_bullets_and_unknown_lists_have_no_label() -> None:
    bullets = '<w:abstractNum w:abstractNumId="0">' + level(0, "bullet", "●") + "</w:abstractNum>"
    lists = Numbering(element(bullets + number(1, 0)), NO_STYLES)
    assert [lists.label(paragraph(1)), lists.label(paragraph(7)), lists.label(None)] == ["", "", ""]
