from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sapere.agents.academic.arxiv import GAP, Arxiv, search_query, works
from sapere.research.errors import BadAnswer
from sapere.research.reach import endpoint
from tests.agents.asking import CONTACT, asked
from tests.fakes.arxiv import arxiv
from tests.fakes.server import Reply, answering

ATOM = 'xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"'


@pytest.mark.loopback
def test_papers_are_found_with_all_that_is_told_of_them() -> None:
    with asked(Arxiv, arxiv()) as one:
        measured, model = one.find()
    assert measured.locator == "https://doi.org/10.5555/jmd.2019.204"
    assert model.locator == "https://arxiv.org/abs/2401.09992"
    assert (model.author, model.published, model.kind) == ("Farid Nasser", "2024-01-18", "paper")
    assert model.full_text == f"{one.server.url}/pdf/2401.09992v1"
    assert model.body.startswith("<p>A model of photosynthesis with two equations")


@pytest.mark.loopback
def test_it_asks_for_the_most_relevant_and_says_who_asks() -> None:
    with asked(Arxiv, arxiv()) as one:
        one.find("how photosynthesis works", limit=7)
    request = one.server.requests[0]
    assert request.query["search_query"] == 'all:"photosynthesis" AND all:"works"'
    assert (request.query["sortBy"], request.query["max_results"]) == ("relevance", "7")
    assert CONTACT in request.headers["user-agent"]


@pytest.mark.loopback
def test_three_seconds_are_waited_before_the_next_request() -> None:
    with asked(Arxiv, arxiv()) as one:
        assert one.find("nothing of the kind", "photosynthesis")
    assert len(one.server.requests) == 2
    assert max(one.slept) > GAP - 1


@pytest.mark.loopback
def test_the_paper_itself_is_fetched() -> None:
    with asked(Arxiv, arxiv()) as one:
        raw = one.service.fetch(one.find()[0])
    assert raw.body.startswith(b"%PDF")
    assert raw.locator == "https://doi.org/10.5555/jmd.2019.204"


@pytest.mark.loopback
def test_no_hits_are_an_empty_answer() -> None:
    with asked(Arxiv, arxiv()) as one:
        assert one.find("medieval poetry") == []


@pytest.mark.loopback
def test_its_own_error_is_told_whatever_the_status() -> None:
    error = (
        f"<feed {ATOM}><entry><id>http://arxiv.org/api/errors#x</id><title>Error</title>"
        "<summary>start must be non-negative</summary></entry></feed>"
    )
    for status in (200, 400):
        with (
            asked(Arxiv, answering(Reply(error.encode(), status))) as one,
            pytest.raises(BadAnswer, match="did not understand what it was asked: start must"),
        ):
            one.find()


@pytest.mark.parametrize(
    ("query", "language", "asked_for"),
    [
        ("the theory of relativity", "en", 'all:"theory" AND all:"relativity"'),
        ('quantum "and" (spin)', "en", 'all:"quantum" AND all:"spin"'),
        ("to be or not to be", "en", "all:"),
        ("cat:cs.LG", "en", 'all:"cat" AND all:"cs.LG"'),
        ("光合作用", "zh", 'all:"光合作用"'),
        ("  ", "en", ""),
        ('"()', "en", ""),
    ],
)
def test_every_word_that_says_something_is_asked_for(query: str, language: str, asked_for: str) -> None:
    assert search_query(query, language).startswith(asked_for) and bool(asked_for) == bool(
        search_query(query, language)
    )


@given(st.text(max_size=80))
def test_no_query_is_more_than_quoted_words(query: str) -> None:
    made = search_query(query, "en")
    assert all(term.startswith('all:"') and term.count('"') == 2 for term in made.split(" AND ") if made)


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        (
            "<id>http://arxiv.org/abs/2401.00001v2</id><title>A &lt;b&gt;bold&lt;/b&gt; claim</title>",
            "A bold claim",
        ),
        ("<id>http://arxiv.org/abs/2401.00001v2</id><title>\u202eRTL\u200b</title>", "RTL"),
        ("<id/><title>x</title>", "x"),
        ("", ""),
    ],
)
def test_an_entry_may_lack_anything(entry: str, kept: str) -> None:
    feed = etree.fromstring(f"<feed {ATOM}><entry>{entry}</entry></feed>")
    assert [work.title for work in works(feed)] == [kept]


def test_of_several_dois_the_first_is_taken() -> None:
    entry = "<title>x</title><arxiv:doi>10.1234/A 10.1234/B</arxiv:doi>"
    assert works(etree.fromstring(f"<feed {ATOM}><entry>{entry}</entry></feed>"))[0].doi == "10.1234/a"


def test_a_paper_that_was_taken_back_is_known() -> None:
    entry = "<title>x</title><summary>  This paper has been withdrawn by the author.</summary>"
    assert works(etree.fromstring(f"<feed {ATOM}><entry>{entry}</entry></feed>"))[0].retracted


@pytest.mark.parametrize(
    "address", ["https://a.example", "https://a.example/", "https://a.example/api/query"]
)
def test_an_operator_may_name_the_server_or_the_endpoint(address: str) -> None:
    assert endpoint(address, "/api/query") == "https://a.example/api/query"
