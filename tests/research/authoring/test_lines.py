from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.authoring.lines import Claim, Heading, Line, Lines, Show

TEXT = """```json
Sure, here is the page:
{"t": "Tea is a drink [1].", "c": [[1, "Tea is a drink"]]}
{"h": "Growing  it"}
{"t": "It grows on hills.", "c": [2, "grows on hills"]},
{"show": 3}
{"n": 2, "t": "Mended.", "c": [[1, "x"], ["2", "y"], [3]]}
{"t": 7, "c": []}
{"t": "cut off", "c": [[1, "
```"""
LINES = [
    Claim("Tea is a drink.", ((1, "Tea is a drink"),)),
    Heading("Growing it"),
    Claim("It grows on hills.", ((2, "grows on hills"),)),
    Show(3),
    Claim("Mended.", ((1, "x"),), 2),
]


def read(*pieces: str) -> list[Line]:
    lines = Lines()
    return [line for piece in pieces for line in lines.hear(piece)] + list(lines.end())


def test_what_is_no_line_of_a_page_is_passed_over() -> None:
    assert read(TEXT) == LINES


@given(st.sets(st.integers(0, len(TEXT))))
def test_however_it_is_cut_into_pieces_the_lines_are_the_same(cuts: set[int]) -> None:
    edges = [0, *sorted(cuts), len(TEXT)]
    assert read(*(TEXT[a:b] for a, b in pairwise(edges))) == LINES


def test_half_a_line_at_the_end_is_none() -> None:
    assert read('{"t": "Whole.", "c": []}\n{"t": "Hal') == [Claim("Whole.", ())]


@given(st.text())
def test_any_text_gives_lines_or_nothing(text: str) -> None:
    for line in read(text, '{"t": ', text):
        assert isinstance(line, Heading | Claim | Show)


def test_what_nobody_can_see_is_taken_out() -> None:
    (line,) = read('{"t": "Tea\\u200b is\\u202e a drink.", "c": [[1, "Tea"]]}')
    assert line == Claim("Tea is a drink.", ((1, "Tea"),))


def test_deep_nesting_ends_nothing() -> None:
    assert read('{"t": ' + "[" * 100_000) == []
