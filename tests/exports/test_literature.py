from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.exports.literature import bibtex, csljson
from tests.exports import readers
from tests.exports.material import EVIL, hostile, source, tides, topic


def entries(*sources: dict[str, Any]) -> list[dict[str, Any]]:
    """As Pandoc reads them, in CSL-JSON."""
    return list(json.loads(readers.pandoc(bibtex(topic("T", [], [], sources)).encode(), "bibtex", "csljson")))


def test_kinds_authors_and_dates_are_kept() -> None:
    read = entries(*tides()["sources"])
    assert [one["id"] for one in read] == ["shore2019book", "water", "muller1998currents"]
    assert [one.get("type") for one in read] == ["book", "", "article-journal"]
    assert [name.get("family", name.get("literal")) for name in read[0]["author"]] == [
        "Ann Shore",
        "Ben Wave",
    ]
    assert read[0]["issued"]["date-parts"] == [[2019, 5]]
    assert read[2]["title"] == "Currents & coasts"
    assert [one["URL"] for one in read] == [one["url"] for one in tides()["sources"]]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ann Shore, Ben Wave", ["Ann Shore", "Ben Wave"]),
        ("Müller, Jörg", ["Müller, Jörg"]),
        ("Barnes and Noble", ["Barnes and Noble"]),
        ("Shore, A.; Wave, B.", ["Shore, A.", "Wave, B."]),
    ],
)
def test_names_are_told_apart_only_where_there_is_no_doubt(author: str, names: list[str]) -> None:
    (told,) = json.loads(csljson(topic("T", [], [], [source("s", "Title", author=author)])))
    assert [name["literal"] for name in told["author"]] == names


def test_two_sources_have_two_keys() -> None:
    same = [source(name, "The same title", author="Ann Shore") for name in "abc"]
    assert [one["id"] for one in entries(*same)] == ["shoresame", "shoresame-2", "shoresame-3"]


def test_hostile_fields_end_where_they_end() -> None:
    (read,) = entries(*hostile()["sources"])
    assert read["title"].startswith("<script>alert(1)</script><img src=http://evil.test/x onerror=alert(1)>")
    assert r"\input" in read["title"] and "root:" not in read["title"]


@settings(max_examples=25)
@given(st.text(st.sampled_from("ab{}\\$&#%_^~<>|@,= -"), max_size=30))
def test_braces_are_always_in_pairs(title: str) -> None:
    written = bibtex(topic("T", [], [], [source("s", f"a {title}", author=title, licence=title)]))
    assert written.count("{") == written.count("}")
    assert len(entries(source("s", f"a {title}"), source("t", "Second"))) == 2


def test_csl_holds_words_as_they_are() -> None:
    (told,) = json.loads(
        csljson(topic("T", [], [], [source("s", EVIL, published="2019-05-03", kind="paper")]))
    )
    assert told["title"] == EVIL
    assert told["type"] == "article-journal"
    assert told["issued"] == {"date-parts": [[2019, 5, 3]]}
    assert told["accessed"] == {"date-parts": [[2026, 11, 22]]}
