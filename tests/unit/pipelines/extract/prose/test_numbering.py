"""What numbered headings that run into the text give, and where that ends."""

from __future__ import annotations

from pipelines.extract.prose.clauses import Depth
from pipelines.extract.prose.nouns import Noun
from pipelines.extract.prose.numbering import Above, Numbering

STAFF = Noun(0, 4, ("expenditure_personnel",))
OFFICES = Noun(0, 4, ("expenditure_public",))
BUYING = Noun(0, 4, ("procurement_total",))
WHOLE = Noun(0, 4, ("expenditure_total",))


def headed(depth: Depth, numbering: Numbering, number: str, noun: Noun | None) -> None:
    """A heading with `number` that names `noun` is read."""
    numbering.begin(number, 0, depth)
    depth.label = noun or depth.label
    numbering.head(noun, 0, depth)


def test_a_sibling_ends_what_the_heading_before_gave() -> None:
    depth, numbering = Depth(whole=WHOLE), Numbering()
    headed(depth, numbering, "(1)", STAFF)
    depth.whole = STAFF
    numbering.begin("(2)", 0, depth)
    assert (depth.label, depth.whole) == (None, WHOLE)


def test_a_number_of_a_new_kind_stands_below() -> None:
    depth, numbering = Depth(), Numbering()
    headed(depth, numbering, "(1)", STAFF)
    numbering.begin("①", 0, depth)
    assert depth.label is STAFF
    numbering.begin("②", 0, depth)
    assert depth.label is STAFF
    numbering.begin("(2)", 0, depth)
    assert depth.label is None


def test_a_later_number_whose_siblings_stand_elsewhere_ends_all() -> None:
    depth, numbering = Depth(), Numbering()
    headed(depth, numbering, "(1)", STAFF)
    numbering.begin("三、", 0, depth)
    assert depth.label is None


def test_only_beside_parts_by_nature_another_heading_is_foreign() -> None:
    depth, numbering = Depth(), Numbering()
    headed(depth, numbering, "(1)", BUYING)
    headed(depth, numbering, "(2)", None)
    assert not depth.foreign
    headed(depth, numbering, "(3)", STAFF)
    headed(depth, numbering, "(4)", BUYING)
    assert depth.foreign
    headed(depth, numbering, "(5)", OFFICES)
    assert not depth.foreign
    assert depth.label is OFFICES


def test_passages_hand_on_their_heading() -> None:
    depth, numbering = Depth(), Numbering()
    headed(depth, numbering, "(1)", STAFF)
    above = numbering.above(depth)
    assert above == Above("bracketed", by_nature=True)
    below = Depth(whole=STAFF)
    headed(below, Numbering.below(above, below), "(2)", None)
    assert below.foreign
    assert below.whole is None
