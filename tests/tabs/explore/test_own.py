from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from sapere.tabs.explore.own import NONE, WHOLE, Marked, Own, own
from sapere.tabs.explore.reading import Block, Part
from sapere.topics.marks import Note
from sapere.web.citations import Line

ONE, TWO, THREE = "Water is wet.", "Ice is hard.", "Steam is hot and water is wet."


def line(text: str) -> Line:
    return Line(text, "quoted", ())


def page(*texts: str, kind: str = "prose") -> list[Part]:
    return [Part("", (Block(kind, tuple(map(line, texts))),))]


def note(quote: str, before: str = "", after: str = "") -> Note:
    return Note(pk=uuid.uuid4(), quote=quote, before=before, after=after)


def marked(found: Own) -> list[str]:
    lines = [one for part in found.parts for block in part.blocks for one in block.lines]
    return [piece.text for one in lines if isinstance(one, Marked) for piece in one.pieces if piece.marked]


def test_a_quote_is_marked_where_it_stands() -> None:
    assert marked(own(page(ONE, TWO), None, [note("is hard")], NONE)) == ["is hard"]


def test_of_two_places_what_stands_around_decides() -> None:
    found = own(page(ONE, THREE), None, [note("ater is wet.", before="hot and w")], NONE)
    assert marked(found) == ["ater is wet."]
    assert isinstance(found.parts[0].blocks[0].lines[1], Marked)


def test_a_quote_over_two_sentences_is_marked_in_both_and_noted_once() -> None:
    mine = note("wet. Ice")
    found = own(page(ONE, TWO), None, [mine], NONE)
    assert marked(found) == ["wet.", "Ice"]
    noted = [one.notes for one in found.parts[0].blocks[0].lines if isinstance(one, Marked)]
    assert noted == [(), (str(mine.pk),)]


def test_highlights_may_overlap() -> None:
    assert marked(own(page(ONE), None, [note("Water is"), note("is wet")], NONE)) == ["Water ", "is", " wet"]


def test_what_reads_otherwise_now_is_lost_but_there() -> None:
    gone, whole = note("It was wet."), note("")
    found = own(page(ONE), None, [gone, whole], NONE)
    assert (found.lost, found.notes, found.count) == ((gone,), (whole,), 2)


def test_what_has_become_the_sentence_above_the_page_is_not_lost() -> None:
    found = own(page(TWO), line(ONE), [note("Water is wet.")], NONE)
    assert not found.lost and marked(found) == []


def test_a_formula_is_marked_whole_or_not_at_all() -> None:
    text = r"So \(E = mc^2\) holds."
    assert marked(own(page(text), None, [note(r"So \(E")], NONE)) == [r"So \(E = mc^2\)"]


def test_a_table_is_marked_as_a_whole() -> None:
    assert marked(own(page("a | b\n1 | 2", kind="table"), None, [note("1 | 2")], NONE)) == ["a | b\n1 | 2"]


def test_one_writes_on_a_block_and_picks_a_sentence() -> None:
    parts = [*page(ONE, TWO), *page(THREE)]
    found = own(parts, None, [], 1)
    assert (found.spot, [one.quote for one in found.choices]) == (0, [ONE, TWO])
    assert (found.choices[1].before, found.choices[1].after) == (f"{ONE} ", f" {THREE}")
    assert own(parts, None, [], 2).spot == 2
    assert [own(parts, None, [], at).any for at in (3, NONE)] == [False, False]
    assert own(parts, None, [], WHOLE).on_page


texts = st.lists(st.text(alphabet="ab. \\()^$x", min_size=1, max_size=20), min_size=1, max_size=5)


@given(texts, st.lists(st.text(alphabet="ab. x", min_size=1, max_size=6), max_size=4))
def test_whatever_is_marked_every_sentence_reads_as_before(sentences: list[str], quotes: list[str]) -> None:
    found = own(page(*sentences), None, [note(one) for one in quotes], NONE)
    lines = found.parts[0].blocks[0].lines
    assert [one.text for one in lines] == sentences
    for one in lines:
        if isinstance(one, Marked):
            assert "".join(piece.text for piece in one.pieces) == one.text


@given(texts, st.data())
def test_a_picked_sentence_is_found_again(sentences: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sentences) - 1))
    picked = own(page(*sentences), None, [], at).choices[at]
    found = own(page(*sentences), None, [note(picked.quote, picked.before, picked.after)], NONE)
    assert not found.lost
