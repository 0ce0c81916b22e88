from __future__ import annotations

from sapere.research.growing.works import chapters
from sapere.research.shapes import Link
from tests.research.growing.soil import prose, soil


def test_section_numbers_name_the_chapter() -> None:
    texts = {
        f"file:///{name}": f"# {number} {name}\n{prose(name)}"
        for number, name in [("1.1.", "Tides"), ("1.2.", "Waves"), ("2.1.", "Fire"), ("2.2.", "Smoke")]
    }
    found = soil(texts, "book")
    keys, _ = chapters(found.parts, [found.document(part) for part in found.parts])
    assert keys == ["1", "1", "2", "2"]


def test_the_way_up_names_the_chapter_and_its_title() -> None:
    up = {"a": "sea.html", "b": "sea.html", "c": "fire.html", "d": "fire.html"}
    texts = {f"file:///{name}.html": f"# {name}\n{prose(name)}" for name in up}
    links = {
        f"file:///{n}.html": (Link(to, f"Chapter 4. The {to[:-5].title()}", "up"),) for n, to in up.items()
    }
    found = soil(texts, "book", links)
    keys, titles = chapters(found.parts, [found.document(part) for part in found.parts])
    assert keys[0] == keys[1] != keys[2] == keys[3]
    assert sorted(titles.values()) == ["The Fire", "The Sea"]


def test_a_way_up_that_all_share_says_nothing() -> None:
    names = ["a", "b", "c"]
    texts = {f"file:///{name}.html": f"# {name}\n{prose(name)}" for name in names}
    links = {f"file:///{n}.html": (Link("index.html", "Contents", "up"),) for n in names}
    found = soil(texts, "book", links)
    keys, titles = chapters(found.parts, [found.document(part) for part in found.parts])
    assert keys == ["", "", ""]
    assert titles == {}
