from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from sapere.kit.quoting import around, find

texts = st.text(alphabet="ab .\n\u0301ابי", min_size=1, max_size=60)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(quoted(), st.integers(1, 12))
def test_what_was_quoted_is_found_again_between_what_stood_around_it(
    at: tuple[str, int, int], most: int
) -> None:
    text, start, end = at
    before, after = around(text, start, end, most)
    place = find(text[start:end], text, before=before, after=after)
    assert place is not None
    assert text[slice(*place)] == text[start:end]
    assert around(text, *place, most) == (before, after)


@given(quoted(), texts, texts)
def test_a_page_that_grew_on_both_sides_keeps_its_highlight(
    at: tuple[str, int, int], above: str, below: str
) -> None:
    text, start, end = at
    grown = above + text + below
    place = find(text[start:end], grown, before=text[:start], after=text[end:])
    assert place is not None
    assert grown[slice(*place)] == text[start:end]


@given(quoted())
def test_other_white_space_does_not_hide_it(at: tuple[str, int, int]) -> None:
    text, start, end = at
    quote = text[start:end]
    assume(quote.strip())
    respaced = "\n ".join(text.split())
    place = find(quote, respaced)
    assert place is not None
    assert respaced[slice(*place)].split() == quote.split()


@given(texts, texts)
def test_what_does_not_stand_there_is_not_found(quote: str, text: str) -> None:
    assume(" ".join(quote.split()) not in " ".join(text.split()))
    assert find(quote, text) is None


def test_of_two_places_the_one_is_found_around_which_it_reads_as_before() -> None:
    text = "In spring it rains. In autumn it rains."
    assert find("it rains", text, before="In autumn ", after=".") == (30, 38)
    assert find("it rains", text) == (10, 18)


def test_nothing_is_nowhere() -> None:
    assert find("", "text") is None
    assert find(" \n", "text") is None
    assert find("text", "") is None


def test_a_text_that_repeats_itself_is_searched_in_no_time() -> None:
    assert find("a" * 4_000 + "b", "a" * 200_000) is None
    assert find("a" * 4_000, "a" * 200_000, before="a" * 80, after="a" * 80) is not None
