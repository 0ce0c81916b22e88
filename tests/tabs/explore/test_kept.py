from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.shapes import Document, Heading
from sapere.tabs.explore.kept import AROUND, Block, blocks, show, touched, window

TEXT = "Tea\n\nA drink.\n\nHow\n\nboil(water)\n\nPour it."
DOCUMENT = Document(
    TEXT,
    "Tea",
    "en",
    (Heading(1, "Tea", 0, len(TEXT)), Heading(2, "How", 15, len(TEXT))),
    blocks=((20, 31, "code"),),
)


def kinds(found: list[Block]) -> list[tuple[str, str]]:
    return [(block.kind, TEXT[block.start : block.end]) for block in found]


def test_headings_code_and_paragraphs_come_in_their_order() -> None:
    assert kinds(blocks(DOCUMENT)) == [
        ("heading", "Tea"),
        ("prose", "A drink."),
        ("heading", "How"),
        ("code", "boil(water)"),
        ("prose", "Pour it."),
    ]


def test_a_quote_is_marked_where_it_stands() -> None:
    shown = show(TEXT, Block("prose", 5, 13), [(7, 12)], here=7)
    assert [(piece.text, piece.quoted, piece.anchor, piece.here) for piece in shown.pieces] == [
        ("A ", False, -1, False),
        ("drink", True, 7, True),
        (".", False, -1, False),
    ]


def test_quotes_that_overlap_keep_an_anchor_each() -> None:
    shown = show(TEXT, Block("prose", 5, 13), [(5, 9), (7, 13)])
    assert [piece.anchor for piece in shown.pieces if piece.anchor >= 0] == [5, 7]
    assert all(piece.quoted for piece in shown.pieces)


def test_a_long_source_comes_in_parts_and_opens_at_the_right_one() -> None:
    many = [Block("prose", start, start + 9) for start in range(0, 100, 10)]
    assert window(many, at=55, size=30).starts == (0, 30, 60, 90)
    assert window(many, at=55, size=30).number == 2
    assert [block.start for block in window(many, at=95, size=30).blocks] == [90]


offsets = st.integers(0, 40)


@given(st.text(max_size=40), st.lists(st.tuples(offsets, offsets)), st.lists(st.tuples(offsets, offsets)))
def test_no_word_is_lost_or_doubled(
    text: str, marked: list[tuple[int, int]], quotes: list[tuple[int, int]]
) -> None:
    inside = tuple((min(a, len(text)), min(b, len(text)), "code") for a, b in marked if a < b)
    found = blocks(Document(text, "", "", blocks=inside))
    shown = "".join(
        piece.text
        for block in found
        for piece in show(text, block, [q for q in quotes if q[0] < q[1]]).pieces
    )
    assert "".join(shown.split()) == "".join(text.split())


def test_what_nobody_quoted_between_two_quotes_is_left_out() -> None:
    block = Block("prose", 0, 10_000)
    found = touched([block, Block("prose", 10_002, 10_009)], [(9_000, 9_010), (50, 60), (700, 705)])
    assert [(one.start, one.end, one.cut) for one in found] == [
        (0, 705 + AROUND, False),
        (9_000 - AROUND, 9_010 + AROUND, True),
    ]


@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 300)), max_size=8))
def test_nothing_farther_from_every_quote_is_shown(told: list[tuple[int, int]]) -> None:
    quotes = [(start, start + size) for start, size in told]
    shown = {at for one in touched([Block("prose", 0, 9_500)], quotes) for at in range(one.start, one.end)}
    near = {at for start, end in quotes for at in range(start - AROUND, end + AROUND) if 0 <= at < 9_500}
    assert shown == near
