from __future__ import annotations

from dataclasses import replace

import pytest

from sapere.research.merge import Merged
from sapere.research.settle import settled
from sapere.research.shapes import Brief, Depth, Harvest, Level, Passage, Quality, Source

BRIEF = Brief("光合成", "zh", Depth.STANDARD, Level.NEW, "", (), {}, guessed=True)
QUALITY = Quality(1, 1, 1, 1)


def merged(**passages: int) -> Merged:
    """So many passages in each language."""
    sources = tuple(
        Source(language, "", "", "", "library", (), "page", language, "", "", "", "", QUALITY)
        for language in passages
    )
    told = tuple(
        Passage(f"{language}{at}", language, at, at + 1, (), "")
        for language, n in passages.items()
        for at in range(n)
    )
    return Merged(Harvest((), sources), told)


def test_a_guess_gives_way_to_what_the_sources_speak() -> None:
    assert settled(BRIEF, merged(ja=9, en=1)).language == "ja"


@pytest.mark.parametrize(
    ("brief", "spoken"),
    [
        (replace(BRIEF, guessed=False), {"ja": 9}),
        (BRIEF, {"ja": 5, "en": 5}),
        (BRIEF, {}),
        (replace(BRIEF, title="ひかり", language="ja"), {"zh": 9}),
    ],
)
def test_it_stays_where_it_was_said_or_is_not_clear(brief: Brief, spoken: dict[str, int]) -> None:
    assert settled(brief, merged(**spoken)) == brief
