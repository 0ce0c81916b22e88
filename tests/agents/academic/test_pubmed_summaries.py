from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from sapere.agents.academic.pubmed_summaries import summarised
from sapere.agents.academic.works import Work
from sapere.kit.http import Answer
from sapere.research.errors import BadAnswer
from tests.json_values import json_with

FIELDS = (
    "uids 7 title authors name pubdate lang pubtype articleids idtype value doi pmc fulljournalname".split()
)
JSON = json_with(FIELDS)


def read(body: bytes) -> list[Work]:
    return summarised(Answer("https://a.example/", 200, body))


def told(summary: object) -> list[Work]:
    return read(json.dumps({"result": {"uids": ["7"], "7": summary}}).encode())


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2020 Dec 16", "2020-12-16"),
        ("1965 Aug", "1965-08"),
        ("1998 Dec-1999 Jan", "1998-12"),
        ("Fall 1998", "1998"),
        ("Winter", ""),
        (7, ""),
    ],
)
def test_a_date_may_be_told_in_many_ways(date: object, shown: str) -> None:
    assert told({"title": "x", "pubdate": date})[0].published == shown


def test_a_summary_in_xml_says_the_same() -> None:
    items = (
        "<Id>7</Id><Item Name='Title'>On &lt;i&gt;tea&lt;/i&gt;.</Item><Item Name='PubDate'>1965 Aug</Item>"
        "<Item Name='AuthorList'><Item Name='Author'>Lind A</Item></Item>"
        "<Item Name='PubTypeList'><Item Name='PubType'>Retracted Publication</Item></Item>"
    )
    (work,) = read(f"<eSummaryResult><DocSum>{items}</DocSum></eSummaryResult>".encode())
    assert (work.title, work.published, work.authors, work.pmid) == ("On tea", "1965-08", "Lind A", "7")
    assert work.retracted


@pytest.mark.parametrize(
    "body",
    [b"{", b"{}", b'{"result": []}', b'{"result": {"uids": 7}}', b"<eSearchResult/>", b"<html></html>", b""],
)
def test_what_is_no_summary_is_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswer):
        read(body)


def test_a_summary_that_could_not_be_had_is_passed_over() -> None:
    assert told(None) == []


@given(JSON)
def test_whatever_is_told_is_a_work_or_a_reason(summary: Any) -> None:
    for work in told(summary):
        assert isinstance(work.title + work.authors + work.full_text, str)
