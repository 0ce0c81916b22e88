from __future__ import annotations

import io
import re
import zipfile

from sapere.exports.slides import LONGEST_POINT, POINTS, pptx
from tests.exports import readers
from tests.exports.material import concept, in_script, page, sentence, source, tides, topic


def slide(body: bytes, number: int) -> str:
    return zipfile.ZipFile(io.BytesIO(body)).read(f"ppt/slides/slide{number}.xml").decode()


def points(body: bytes, number: int) -> list[str]:
    """The paragraphs under the title."""
    paragraphs = re.findall(r"<a:p>.*?</a:p>", slide(body, number), re.DOTALL)
    return ["".join(re.findall(r"<a:t>(.*?)</a:t>", one)) for one in paragraphs][1:]


def test_a_slide_for_each_concept_and_the_sources_last() -> None:
    body = pptx(tides())
    titles = [node["c"][2] for node in readers.tree(body, "pptx") if node["t"] == "Header"]
    shown = [
        "".join(part.get("c", " ") for part in title if isinstance(part.get("c", " "), str))
        for title in titles
    ]
    assert shown == ["Tides", "Tides", "The moon's pull", "Tidal mills", "Sources"]
    assert points(body, 3) == [
        "The moon draws the water up. [1]",
        "So high water follows the moon. [1, 2] (joins sources)",
    ]


def test_points_are_few_and_short_and_the_notes_hold_the_whole() -> None:
    long = [f"Sentence {number} goes on and on {'and on ' * 30}to its end." for number in range(9)]
    told = page(1, ("", [sentence(one) for one in long]))
    body = pptx(topic("Long", [concept(1, "Long")], [told], [source("book", "A book")]))
    shown = points(body, 2)
    assert len(shown) == POINTS
    assert all(len(point) <= LONGEST_POINT + len("“” [1]") for point in shown)
    spoken = readers.words(readers.parts(body, "ppt/notesSlides/"))
    assert all(readers.words(one) in spoken for one in long)


def test_wide_letters_take_more_room() -> None:
    (point, _) = points(pptx(in_script("ja", "潮汐", "海" * 200)), 2)
    assert len(point) < LONGEST_POINT // 2 + 8
