from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.shapes import Citation, Level, Page, Section, Sentence, SentenceState
from sapere.research.writing.share import narrowed, trimmed
from tests.research.material import Written, material, written

NAMES = list(permutations("abc"))
TEXTS = (
    ("Valves", "A valve opens the pipe.", "A valve is a gate.", "Every valve wears with the years."),
    ("Pumps", "A pump lifts the water.", "A pump needs a valve.", "Every pump runs on current."),
    ("Tanks", "A tank holds the water."),
)


def _sources(names: tuple[str, ...]) -> list[Written]:
    return [written(name, *texts) for name, texts in zip(names, TEXTS, strict=True)]


@pytest.mark.parametrize("names", NAMES)
def test_of_sources_that_carry_a_page_alike_the_first_stay(names: tuple[str, ...]) -> None:
    quotes = tuple(Sentence("A.", SentenceState.QUOTED, (Citation(name, "A", 0, 1),)) for name in names)
    page = Page("root", Level.NEW, "en", (Section("", quotes),))
    left = narrowed(material("Valve", *_sources(names)), page)
    assert [source.id for source in left.sources] == list(names[:2])


def _page(*sections: str) -> Page:
    """Each letter is a sentence of the source of that name."""
    made = (
        tuple(Sentence("A.", SentenceState.QUOTED, (Citation(name, "A", 0, 1),)) for name in one)
        for one in sections
    )
    return Page("root", Level.NEW, "en", tuple(Section(str(at), one) for at, one in enumerate(made)))


def _names(page: Page) -> list[str]:
    return ["".join(s.citations[0].source for s in section.sentences) for section in page.sections]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("aab", "aac", "abcb"), ["ab", "ac", "abcb"]),
        (("abc", "aaaabbcc"), ["abc", "aaabbcc"]),
        (("abc", "a", "aabcbc"), ["abc", "a", "aabcbc"]),
        (("ab", "ab"), ["ab", "ab"]),
        (("aaaaab", "c"), ["aaaab", "c"]),
    ],
)
def test_what_one_source_says_too_much_goes_from_the_end(before: tuple[str, ...], after: list[str]) -> None:
    assert _names(trimmed(_page(*before))) == after


@given(st.lists(st.text("abcd", min_size=1, max_size=6), min_size=1, max_size=5))
def test_trimming_keeps_the_opening_and_never_makes_a_page_too_short(sections: list[str]) -> None:
    page, left = _page(*sections), trimmed(_page(*sections))
    assert left.sentences[0] == page.sentences[0]
    assert len(left.sentences) >= min(len(page.sentences), 6)
