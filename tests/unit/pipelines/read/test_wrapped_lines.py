"""Lines broken at a fixed width are joined; other text stays as it is."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.plain_text import read_plain_text
from pipelines.read.wrapped_lines import join_wrapped

PARAGRAPHS = [
    "本单位2026年收入预算2468.13万元，比上年增加12.50万元，主要原因是人员经费按规定标准增加，"
    "其中一般公共预算财政拨款收入2400.00万元，其他收入68.13万元，没有上年结转。",
    "本单位2026年支出预算2468.13万元，其中基本支出864.20万元，项目支出1603.93万元，"
    "主要用于业务工作和设备购置，与上年相比没有大的变化，各项支出均按规定编制。",
]


def wrapped(text: str, width: int) -> list[str]:
    lines, line, used = [], "", 0
    for character in text:
        columns = 1 if character.isascii() else 2
        if used + columns > width:
            lines.append(line)
            line, used = "", 0
        line, used = line + character, used + columns
    return [*lines, line]


@given(st.integers(56, 120))
def test_paragraphs_come_back_at_any_width(width: int) -> None:
    first, second = PARAGRAPHS[0] * 4, "　　" + PARAGRAPHS[1] * 4
    lines = ["一、收支情况", *wrapped(first, width), "", "二、支出情况", *wrapped(second, width)]
    assert join_wrapped(lines) == ["一、收支情况", first, "", "二、支出情况", second]


def test_figures_torn_at_the_line_end_are_whole_again() -> None:
    text = "\n".join(wrapped(PARAGRAPHS[0] * 4, 70))
    assert any(line[-1].isdigit() or line[-1] == "." for line in text.splitlines()[:-1])
    document = read_plain_text(text.encode(), "x.txt")
    assert [p.text for p in document.paragraphs] == [PARAGRAPHS[0] * 4]


def test_a_paragraph_a_line_is_left_alone() -> None:
    lines = [*PARAGRAPHS, "短行", "另一短行", ""]
    assert join_wrapped(lines) == lines
    short = ["收入情况", "支出情况说明", "其他"] * 5
    assert join_wrapped(short) == short


def test_rows_of_tables_are_never_joined() -> None:
    prose = wrapped(PARAGRAPHS[0] * 3, 60)
    table = ["项目" * 7 + "\t" + "金额" * 8, "收入" * 7 + "\t" + "1" * 31]
    assert join_wrapped([*prose, *table])[-2:] == table
