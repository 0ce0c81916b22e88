from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.academic.crossref import SELECTED, Crossref, work, works
from sapere.research.errors import BadAnswer
from tests.agents.asking import CONTACT, asked, found_in
from tests.fakes.crossref import crossref
from tests.fakes.server import Reply
from tests.json_values import json_with

FIELDS = [*SELECTED.split(","), "given", "family", "name", "date-parts", "content-type", "items"]
JSON = json_with(FIELDS)


@pytest.mark.loopback
def test_works_are_found_with_all_that_is_told_of_them() -> None:
    with asked(Crossref, crossref()) as one:
        review = one.find()[0]
    assert (review.locator, review.author) == (
        "https://doi.org/10.5555/annals.2021.017",
        "Ada Lind, Bo Ferro",
    )
    assert (review.published, review.licence, review.citations) == ("2021-03-09", "CC BY 4.0", 412)
    assert review.body.startswith("<p>Photosynthesis has been studied")
    assert review.full_text == f"{one.server.url}/full/1.html"


@pytest.mark.loopback
def test_the_polite_pool_is_asked_with_the_operators_mail() -> None:
    with asked(Crossref, crossref()) as one:
        one.find()
    query = one.server.requests[0].query
    assert (query["mailto"], query["rows"], query["filter"]) == (CONTACT, "20", "has-abstract:true")


@pytest.mark.loopback
def test_without_a_mail_none_is_made_up() -> None:
    with asked(Crossref, crossref(), contact="https://learning.example/") as one:
        one.find()
    assert "mailto" not in one.server.requests[0].query


@pytest.mark.loopback
def test_the_paper_itself_is_fetched() -> None:
    with asked(Crossref, crossref()) as one:
        raw = one.service.fetch(one.find()[0])
    assert b"easy to observe" in raw.body
    assert [request.path for request in one.server.requests[-2:]] == ["/robots.txt", "/full/1.html"]


@pytest.mark.loopback
def test_its_own_words_are_told_when_it_refuses() -> None:
    body = (
        b'{"status":"failed","message-type":"validation-failure","message":[{"message":"No such select."}]}'
    )
    with pytest.raises(BadAnswer, match=r"did not understand what it was asked: No such select\."):
        found_in(Crossref, Reply(body, 400))


@pytest.mark.parametrize(
    "kind", ["component", "journal", "journal-issue", "peer-review", "grant", "database"]
)
def test_what_is_nothing_to_read_is_left_out(kind: str) -> None:
    assert works({"message": {"items": [{"type": kind, "title": ["x"]}]}}) == []


@pytest.mark.parametrize(
    "told",
    [
        {"updated-by": [{"type": "retraction", "DOI": "10.1/y"}]},
        {"update-to": [{"type": "Withdrawal", "DOI": "10.1/y"}]},
        {"updated-by": [{"type": "correction"}, {"type": "removal"}]},
    ],
)
def test_withdrawn_works_and_their_notices_are_known(told: dict[str, Any]) -> None:
    assert work(told).retracted


def test_a_corrected_work_is_not_a_withdrawn_one() -> None:
    assert not work({"updated-by": [{"type": "correction"}], "update-to": None}).retracted


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ({"title": ["On tea"], "subtitle": ["A history"]}, "On tea: A history"),
        ({"title": ["On tea: A history"], "subtitle": ["A history"]}, "On tea: A history"),
        ({"title": ["H<sub>2</sub>O &amp; <i>E. coli</i>"]}, "H2O & E. coli"),
        ({"title": "text"}, ""),
        ({"title": [None, "x"]}, "x"),
    ],
)
def test_a_title_is_whole_and_without_markup(item: dict[str, Any], title: str) -> None:
    assert work(item).title == title


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ([[2024, 5]], "2024-05"), ([[2024]], "2024"), ([[None]], ""), ([], ""), ([[]], ""), ([2024], ""),
        ([["2024", "5", "8"]], "2024-05-08"), (None, ""), ([[2024, 2, 31, 9]], "2024-02"),
    ],
)  # fmt: skip
def test_a_date_has_as_many_parts_as_are_known(date: object, shown: str) -> None:
    assert work({"published": {"date-parts": date}}).published == shown


def test_a_text_without_an_open_licence_is_not_fetched() -> None:
    link = {"URL": "https://a.example/x.pdf", "content-type": "application/pdf"}
    closed = {"URL": "https://www.elsevier.com/tdm/userlicense/1.0/"}
    assert work({"link": [link], "license": [closed]}).full_text == ""
    assert work(
        {"link": [link], "license": [{"URL": "http://creativecommons.org/licenses/by/4.0/"}]}
    ).full_text


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_whatever_is_told_of_a_work_is_a_work(item: dict[str, Any]) -> None:
    made = work(item)
    assert all(isinstance(text, str) for text in (made.title, made.authors, made.abstract, made.full_text))
