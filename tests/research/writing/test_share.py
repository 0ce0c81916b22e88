from __future__ import annotations

from itertools import permutations

import pytest

from sapere.research.shapes import Citation, Level, Page, Section, Sentence, SentenceState
from sapere.research.writing.share import narrowed
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
