"""Large text over other text is taken out; titles and all else stay."""

from __future__ import annotations

from pipelines.read.lines import Glyph
from pipelines.read.watermarks import without_watermarks


def glyphs(text: str, left: float, baseline: float, size: float = 10.0) -> list[Glyph]:
    return [(baseline, left + n * size, left + (n + 1) * size, size, char) for n, char in enumerate(text)]


BODY = [glyph for row in range(20) for glyph in glyphs("某项支出合计1407.36", 50, 200 + 20 * row)]


def test_large_text_over_lines_goes_with_its_copies() -> None:
    mark = glyphs("内部资料2026", 60, 306, 40)
    copy = glyphs("内部资料2026", 60, 780, 40)
    assert without_watermarks(mark + BODY + copy) == BODY


def test_a_title_above_lines_stays() -> None:
    title = glyphs("某局2026年预算", 50, 188, 22)
    assert without_watermarks(title + BODY) == title + BODY


def test_another_large_text_stays_where_a_watermark_goes() -> None:
    title = glyphs("某局2026年预算", 50, 188, 22)
    assert without_watermarks(title + BODY + glyphs("样本", 60, 306, 40)) == title + BODY


def test_a_page_without_text() -> None:
    assert without_watermarks([]) == []
