"""What Wikipedia and another wiki really answered, where the recordings are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sapere.agents.general import answers
from sapere.agents.general.meanings import WikiDictionary
from sapere.agents.general.wikipedia import Wikipedia
from sapere.kit.http import HttpClient
from sapere.research.errors import BadAnswer, Unreachable
from sapere.research.shapes import Brief, Depth, Finding, Level
from tests.fakes.server import Reply, answering, serving

RECORDED = Path(__file__).parents[3].parent / "shared" / "data" / "api" / "wikipedia"
pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="the recorded answers of Wikipedia are not here"
)
BASE = "https://en.wikipedia.org/wiki/"


def recorded(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


def hits(name: str) -> list[answers.Found]:
    return list(answers.found(recorded(name), base=BASE, licence="x"))


@pytest.mark.parametrize(
    ("name", "count", "first"),
    [
        ("search_meta", 3, "Python_(programming_language)"),
        ("search_chess_set_500", 500, "Chess_set"),
        ("search_suggestion", 10, "The_Seekers"),
    ],
)
def test_searches_give_their_hits(name: str, count: int, first: str) -> None:
    found = hits(name)
    assert (len(found), found[0].address) == (count, BASE + first)
    assert not any("<" in item.snippet or "&quot;" in item.snippet for item in found)


def test_a_search_without_hits_is_empty_and_a_spelling_is_proposed() -> None:
    assert hits("search_no_results") == []
    assert answers.suggestion(recorded("search_suggestion")) == "chess set"


def test_titles_that_begin_so_have_their_addresses_and_a_line() -> None:
    first, *others = answers.beginning(recorded("opensearch_new_york"), "x")
    assert (first.title, first.address) == ("New York", BASE + "New_York")
    assert first.snippet.startswith("New York is a state")
    assert len(others) == 9


def test_a_whole_article_keeps_its_headings() -> None:
    page = answers.extract(recorded("extract_area_full"))
    assert page is not None
    assert page.title == "Area"
    assert page.html.count("<h2>") >= 5
    assert "==" not in page.html


def test_a_missing_page_is_no_page() -> None:
    assert answers.extract(recorded("pageid_missing")) is None


def test_a_disambiguation_page_is_known() -> None:
    assert answers.is_disambiguation(recorded("pageprops_disambiguation"))
    assert not answers.is_disambiguation(recorded("langlinks"))


def test_links_and_editions_are_read() -> None:
    assert "ABC (programming language)" in answers.links(recorded("links_page1_continue"))
    editions = answers.languages(recorded("langlinks"))
    assert editions["af"] == "https://af.wikipedia.org/wiki/Python_(programmeertaal)"
    assert len(editions) > 50


def test_another_wikis_sections_lose_their_markup() -> None:
    sections = answers.sections(recorded("parse_sections_other_wiki"))
    assert sections[3] == answers.Section(2, "A Game of Thrones")


@pytest.mark.parametrize("name", ["parsed_disambiguation_html", "parse_sections_other_wiki", "langlinks"])
def test_an_answer_to_another_question_is_not_taken_for_a_page(name: str) -> None:
    with pytest.raises(BadAnswer):
        answers.page(recorded(name))


@pytest.mark.parametrize("name", ["rest_summary_trimmed", "parse_sections_other_wiki", "pageid_missing"])
def test_an_answer_to_another_question_is_not_taken_for_a_search(name: str) -> None:
    with pytest.raises(BadAnswer):
        hits(name)


def test_no_recorded_answer_is_taken_for_a_failure() -> None:
    for path in sorted(RECORDED.glob("*.json")):
        answer = json.loads(path.read_text("utf-8"))
        if isinstance(answer, dict):
            assert answers.failure(answer) is None


@pytest.mark.loopback
def test_a_recorded_list_of_names_gives_its_meanings() -> None:
    own = recorded("pageprops_disambiguation")
    own["query"]["search"] = [{"ns": 0, "title": "Castor (band)"}, {"ns": 0, "title": "Castor (mountain)"}]
    [listed] = recorded("parsed_disambiguation_html")["query"]["pages"].values()
    page = {"parse": {"title": "Castor", "text": {"*": listed["revisions"][0]["*"]}}}
    replies = [Reply(json.dumps(answer).encode()) for answer in (own, page)]
    with serving(answering(*replies)) as server, HttpClient(allow={server.pair}, gap=0.0) as http:
        meanings = WikiDictionary(http, server.url).meanings("Castor", "en")
    assert [meaning.title for meaning in meanings[:4]] == [
        "Castor (star)",
        "Castor and Pollux",
        "Castor (band)",
        "Castor (mountain)",
    ]
    assert meanings[0].gloss == "a star in the Gemini constellation"
    assert len(meanings) == 8


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("name", "count", "title", "published"),
    [
        ("search_meta", 3, "Python (programming language)", "2026-03-25"),
        ("search_suggestion", 10, "The Seekers", ""),
        ("search_no_results", 0, "", ""),
    ],
)
def test_a_recorded_search_becomes_findings(name: str, count: int, title: str, published: str) -> None:
    reply = Reply((RECORDED / f"{name}.json").read_bytes())
    brief = Brief("x", "en", Depth.QUICK, Level.NEW, "", (), {})
    with serving(answering(reply)) as server, HttpClient(allow={server.pair}, gap=0.0) as http:
        findings = list(Wikipedia(http, server.url).find(brief, ("x",), 10))
    assert len(findings) == count
    for finding in findings[:1]:
        assert (finding.title, finding.published) == (title, published)
        assert finding.locator == f"{server.url}/wiki/{title.replace(' ', '_')}"
        assert (finding.author, finding.licence) == ("Wikipedia contributors", "CC BY-SA 4.0")


@pytest.mark.loopback
@pytest.mark.parametrize("name", ["extract_area_full", "pageid_missing"])
def test_a_recorded_page_is_read_or_said_to_be_missing(name: str) -> None:
    unknown = Reply(b'{"error": {"code": "unknown_action", "info": "Unrecognized value"}}')
    replies = unknown, Reply((RECORDED / f"{name}.json").read_bytes())
    with serving(answering(*replies)) as server, HttpClient(allow={server.pair}, gap=0.0) as http:
        wiki = Wikipedia(http, server.url)
        finding = Finding("general", "https://en.wikipedia.org/wiki/Area", "Area", language="en")
        if name == "pageid_missing":
            with pytest.raises(Unreachable, match="no article “Area”"):
                wiki.fetch(finding)
        else:
            assert b"<h1>Area</h1>" in wiki.fetch(finding).body
