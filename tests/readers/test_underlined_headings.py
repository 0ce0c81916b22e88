from __future__ import annotations

from pydoc_data.topics import topics

from sapere.readers import plain
from sapere.readers.limits import Limits


def headings(text: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.title) for heading in plain.read(text, Limits()).headings]


def test_the_underlining_met_first_is_the_highest() -> None:
    text = "Title\n*****\n\nWords.\n\nPart\n====\n\nWords.\n\nDetail\n------\n\nWords.\n\nOther part\n==========\n\nWords."
    assert headings(text) == [(1, "Title"), (2, "Part"), (3, "Detail"), (2, "Other part")]


def test_a_line_above_and_below_is_a_style_of_its_own() -> None:
    text = "=====\nTitle\n=====\n\nWords.\n\nPart\n====\n\nWords."
    assert headings(text) == [(1, "Title"), (2, "Part")]


def test_every_topic_of_the_installed_reference_stands_under_its_title() -> None:
    for name, text in topics.items():
        levels = [level for level, _ in headings(text)]
        assert levels[0] == 1, name
        assert levels.count(1) == 1 or text.count("\n****") > 1, name
