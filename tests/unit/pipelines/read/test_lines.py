"""Glyphs to lines: baselines, overprints, and the spaces that matter."""

from __future__ import annotations

import pytest

from pipelines.read.lines import Glyph, cell_text, lines_of

SIZE = 10.0


def glyphs(text: str, left: float = 0.0, baseline: float = 100.0) -> list[Glyph]:
    """Full-width characters 10 points wide, others 5; a space leaves a gap."""
    found = []
    for char in text:
        width = SIZE if char >= "\u2e80" else SIZE / 2
        if char != " ":
            found.append((baseline, left, left + width, SIZE, char))
        left += width
    return found


def test_lines_of_a_cell_keep_their_line_ends() -> None:
    first, second = glyphs("购房补", baseline=100), glyphs("贴", baseline=112)
    assert cell_text(second + first) == "购房补\n贴"
    assert cell_text([]) == ""


def test_glyphs_of_different_fonts_on_one_baseline_are_one_line() -> None:
    tall = [(100.6, 30.0, 35.0, 14.0, "7")]
    assert cell_text(glyphs("支出合") + tall) == "支出合7"


def test_bold_by_overprinting_is_read_once() -> None:
    shifted = [(base, left + 0.4, right + 0.4, size, char) for base, left, right, size, char in glyphs("合计11.1")]
    assert cell_text(glyphs("合计11.1") + shifted) == "合计11.1"


def test_a_shadow_below_its_text_is_read_once() -> None:
    assert cell_text(glyphs("1,407.36") + glyphs("1,407.36", left=1, baseline=104)) == "1,407.36"
    assert cell_text(glyphs("1,407.36") + glyphs("1,407.36", baseline=112)) == "1,407.36\n1,407.36"


@pytest.mark.parametrize("left", [-22.0, 2.4, 9.0])
def test_a_number_under_other_text_is_never_another_number(left: float) -> None:
    over = glyphs("20260315", left=left)
    text = cell_text(glyphs("1,407.36") + over)
    assert not any(char.isdigit() for char in text)
    assert "\ufffd" in text


def test_neighbours_set_closer_than_they_are_wide_are_one_text() -> None:
    narrow = [(base, left * 0.5, left * 0.5 + 5, size, char) for base, left, _, size, char in glyphs("1407.36")]
    assert cell_text(narrow) == "1407.36"


def test_the_mark_of_a_note_is_no_digit_of_the_number() -> None:
    for baseline in (95.5, 98.0):
        note = [(baseline, 40.0, 43.0, 6.0, "2")]
        assert cell_text(glyphs("1,407.36") + note) == "1,407.36"
        assert lines_of(glyphs("1,407.36") + note)[0].text == "1,407.36"


def test_a_raised_mark_behind_words_stays_in_their_line() -> None:
    assert cell_text([*glyphs("平方米"), (96.0, 30.0, 33.0, 6.0, "①")]) == "平方米①"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("2026 年 预 算", "2026年预算"),
        ("Windows Server 2025", "Windows Server 2025"),
        ("1,234.50 6.70", "1,234.50 6.70"),
        ("C 类 服务", "C类服务"),
        ("1, 234", "1,234"),
    ],
)
def test_only_spaces_between_latin_words_and_numbers_are_kept(printed: str, read: str) -> None:
    assert cell_text(glyphs(printed)) == read


def test_a_wide_gap_parts_a_line() -> None:
    parts = lines_of(glyphs("收支总表") + glyphs("单位：万元", left=300))
    assert [line.text for line in parts] == ["收支总表", "单位：万元"]
    assert (parts[1].left, parts[1].right, parts[1].size) == (300, 350, 10)


def test_a_title_spaced_out_is_one_line() -> None:
    (line,) = lines_of(glyphs("目", left=100) + glyphs("录", left=200))
    assert line.text == "目录"


def test_a_label_keeps_the_value_that_stands_apart() -> None:
    (line,) = lines_of(glyphs("部门：") + glyphs("某某局", left=120))
    assert line.text == "部门：某某局"


def test_a_page_number_far_right_marks_a_contents_entry() -> None:
    (line,) = lines_of(glyphs("一、主要职能") + glyphs("12", left=400))
    assert (line.text, line.is_contents_entry) == ("一、主要职能 12", True)


def test_the_first_unbreakable_word_is_measured() -> None:
    assert lines_of(glyphs("1,407.36万元"))[0].first_width == 40
    assert lines_of(glyphs("万元，较"))[0].first_width == 10
    assert lines_of(glyphs("元，较上年"))[0].first_width == 20
