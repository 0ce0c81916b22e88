from __future__ import annotations

from typing import Any

import pytest

from sapere.kit.ids import content_hash
from sapere.research.merging.duplicates import copies
from sapere.research.read import Reading
from sapere.research.shapes import Finding


def prose(*numbers: int) -> str:
    """Sentences of their own words, one for each number."""
    return " ".join(" ".join(f"word{n}x{at}" for at in range(12)) + "." for n in numbers)


TIDES, WINDS = prose(*range(40)), prose(*range(100, 140))
FRAME = prose(*range(900, 920))
TEXTS: dict[str, str] = {}


def reading(locator: str, text: str, title: str = "", kind: str = "page", **more: Any) -> Reading:
    TEXTS[content_hash(text)] = text
    agent = more.pop("agent", "general")
    finding = Finding(agent, locator, title, kind, full_text=more.pop("full_text", ""))
    return Reading(finding, content_hash(text), title=title, language=more.pop("language", "en"), **more)


def grouped(*readings: Reading) -> list[list[str]]:
    return [[one.finding.locator for one in group] for group in copies(readings, TEXTS)]


def test_two_hundred_results_with_one_text_are_one() -> None:
    found = [reading(f"https://s{n}.org/", TIDES) for n in range(200)]
    assert [len(group) for group in grouped(*found)] == [200]


@pytest.mark.parametrize(
    "copy",
    [
        TIDES.upper().replace(".", "!"),
        prose(*range(3, 40)),
        prose(*range(40), *range(900, 912)),
        prose(*range(900, 908), *range(36), 700, 701),
    ],
    ids=["marks and case", "sentences left out", "a frame", "a frame and another end"],
)
def test_a_copy_is_found_whatever_it_is_called(copy: str) -> None:
    assert (
        len(grouped(reading("https://a.org", TIDES, "Tides"), reading("https://b.org", copy, "Ebb and flow")))
        == 1
    )


def test_a_large_frame_hides_no_page_of_the_same_title() -> None:
    one = reading("https://a.org", TIDES, "How the tides come and go - The Sea Museum")
    other = reading("https://b.org", TIDES + prose(*range(800, 860)), "How the tides come and go")
    assert len(grouped(one, other)) == 1


def test_other_pages_in_the_same_frame_stay_apart() -> None:
    one = reading("https://a.org/1", TIDES + FRAME, "The sea and its ways")
    other = reading("https://a.org/2", WINDS + FRAME, "The sea and its ways")
    assert len(grouped(one, other)) == 2


def test_a_section_that_is_a_page_as_well_stays_a_page() -> None:
    assert (
        len(grouped(reading("https://a.org", TIDES + WINDS, "Sea"), reading("https://b.org", TIDES, "Tides")))
        == 2
    )


def test_a_paper_and_its_preprint_are_one_by_title_and_authors() -> None:
    title = "On the tides of narrow seas"
    one = reading("https://a.org", TIDES, title, "paper", author="Moon, A.", published="2020")
    other = reading("https://b.org", WINDS, title.upper(), "paper", author="Ada Moon", published="2021")
    assert len(grouped(one, other)) == 1


@pytest.mark.parametrize(
    "more", [{"author": "B. Star", "published": "2020"}, {"author": "A. Moon", "published": "2009"}]
)
def test_a_title_alone_makes_no_work_the_same(more: dict[str, str]) -> None:
    title = "On the tides of narrow seas"
    one = reading("https://a.org", TIDES, title, "paper", author="A. Moon", published="2020")
    assert len(grouped(one, reading("https://b.org", WINDS, title, "paper", **more))) == 2


def test_a_whole_paper_stands_before_its_abstract() -> None:
    abstract = reading("https://doi.org/10.1000/sea", prose(0, 1), agent="academic", partial=True)
    whole = reading("https://press.org/doi/10.1000/sea", TIDES, agent="general")
    assert grouped(abstract, whole) == [["https://press.org/doi/10.1000/sea", "https://doi.org/10.1000/sea"]]


def test_a_little_more_of_frame_makes_no_better_copy() -> None:
    found = grouped(reading("https://a.org", TIDES), reading("https://b.org", TIDES + prose(900, 901)))
    assert found == [["https://a.org", "https://b.org"]]


def test_one_that_is_two_others_at_once_brings_them_together() -> None:
    by_name = reading("https://doi.org/10.1000/sea", prose(500, 501, 502))
    by_text = reading("https://b.org", TIDES)
    both = reading("https://press.org/doi/10.1000/sea", TIDES + prose(900))
    assert len(grouped(by_name, by_text, both)) == 1


def test_chinese_copies_are_found_by_their_letters() -> None:
    text = "".join(f"潮汐是海水在第{n}个月亮和太阳引力作用下产生的周期性运动。" for n in "一二三四五六七八九")
    one = reading("https://a.cn", text, language="zh")
    other = reading("https://b.cn", text.replace("。", "，") + "版权所有。", language="zh")
    assert len(grouped(one, other)) == 1
