from __future__ import annotations

from lxml import etree

from sapere.exports.outline import opml
from tests.exports import readers
from tests.exports.material import EVIL, hostile, tides


def test_the_tree_is_the_tree() -> None:
    root = etree.fromstring(opml(tides()))
    (top,) = root.findall("body/outline")
    assert [one.get("text") for one in top.iter("outline")] == ["Tides", "The moon's pull", "Tidal mills"]
    assert top.xpath("string(outline/outline/@text)") == "Tidal mills"
    assert top.get("_note") == "Tides are the rise and fall of the sea."
    assert top.get("id") == tides()["concepts"][0]["id"]


def test_an_outliner_reads_it() -> None:
    assert "Tidal mills" in readers.pandoc(opml(tides()), "opml")


def test_hostile_words_stay_words() -> None:
    root = etree.fromstring(opml(hostile()))
    assert root.xpath("string(body/outline/@text)") == EVIL
    assert {element.tag for element in root.iter()} == {"opml", "head", "title", "body", "outline"}
