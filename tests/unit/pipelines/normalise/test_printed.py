"""However a number or a label is printed, it says the same: properties over all numbers and spellings."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.amounts import YUAN_PER_UNIT, cell_state, half_width, parse_number, to_yuan
from pipelines.normalise.labels import display_label, label_key, plain

NUMBERS = st.decimals(min_value=0, max_value=10**11, places=2)
FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
LABELS = st.text(st.sampled_from("基本支出项目经费合计其中财政拨款"), min_size=1, max_size=8)


@given(NUMBERS, st.booleans(), st.booleans(), st.sampled_from(["", "-", "−", "－"]))
def test_every_way_to_print_a_number_says_the_same(number: Decimal, commas: bool, full_width: bool, sign: str) -> None:
    printed = sign + (f"{number:,.2f}" if commas else f"{number:.2f}")
    if full_width:
        printed = printed.translate(FULL_WIDTH)
    assert parse_number(printed) == (-number if sign else number, 2)
    assert parse_number(f" {printed}\u3000\n") == (-number if sign else number, 2)


@given(NUMBERS)
def test_brackets_make_a_number_negative(number: Decimal) -> None:
    for printed in (f"({number:,.2f})", f"（{number:.2f}）"):
        assert parse_number(printed) == (-number, 2)


@given(NUMBERS, st.integers(0, 4))
def test_decimals_are_those_printed(number: Decimal, decimals: int) -> None:
    read = parse_number(f"{number:.{decimals}f}")
    assert read is not None
    assert read.decimals == decimals
    assert abs(read.value - number) <= half_width(decimals, None)


@given(st.integers(1000, 10**9))
def test_commas_in_wrong_places_are_no_number(number: int) -> None:
    digits = str(number)
    assert parse_number(f"{digits[:-2]},{digits[-2:]}") is None


@given(NUMBERS, st.sampled_from(["万元", "元", "%", "项", "至5", "、2", "年"]))
def test_a_number_with_words_is_no_number(number: Decimal, words: str) -> None:
    assert parse_number(f"{number}{words}") is None
    assert cell_state(f"{number}{words}") is None


@given(NUMBERS, st.sampled_from(sorted(YUAN_PER_UNIT)))
def test_yuan_are_exact_and_half_a_last_digit_wide(number: Decimal, unit: str) -> None:
    assert to_yuan(number, unit) / YUAN_PER_UNIT[unit] == number
    assert half_width(2, unit) * 200 == YUAN_PER_UNIT[unit]


@given(LABELS, st.lists(st.integers(0, 8), max_size=3), st.sampled_from([" ", "\u3000", "\n", "\t"]))
def test_spaces_inside_a_label_change_nothing(label: str, places: list[int], space: str) -> None:
    spaced = label
    for place in places:
        spaced = spaced[:place] + space + spaced[place:]
    assert plain(spaced) == plain(label)
    assert label_key(spaced) == label_key(label)
    assert display_label(spaced) == display_label(label)


@given(LABELS, st.sampled_from(["一、", "（二）", "(三)", "1.", "2、", "（3）", "①", "③.", "第一部分、", "十二、"]))
def test_an_ordinal_before_a_label_changes_nothing(label: str, ordinal: str) -> None:
    assert label_key(ordinal + label) == label_key(label)
    assert label_key(label_key(label)) == label_key(label)
