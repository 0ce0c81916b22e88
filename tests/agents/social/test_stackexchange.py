from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.social import stackexchange as client
from sapere.agents.social.sites import SITES
from sapere.agents.social.stackexchange import StackExchange
from sapere.kit.http import HttpClient
from sapere.readers import Readers
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from sapere.research.shapes import Finding
from tests.agents.asking import BRIEF, asked, found_in
from tests.fakes.server import Reply, answering
from tests.fakes.stackexchange import stackexchange
from tests.json_values import json_with

pytestmark = pytest.mark.loopback
CHEMISTRY = next(site for site in SITES if site.name == "chemistry")


def test_questions_come_with_their_best_answers_and_their_authors() -> None:
    with asked(StackExchange, stackexchange()) as one:
        found = one.find()
    assert [item.title for item in found][:1] == ["Why is photosynthesis so hard to explain?"]
    first = found[0]
    assert (first.kind, first.licence, first.published) == ("discussion", "CC BY-SA 4.0", "2020-09-13")
    assert first.author == "Mira Tal, Jonas Reef, Ines Falk"
    assert "score 44, accepted answer</p>" in first.body
    assert '<a href="https://stackoverflow.com/users/4111/someone">Jonas Reef</a>' in first.body


def test_the_discussion_reads_as_a_page() -> None:
    with asked(StackExchange, stackexchange()) as one, Readers() as readers:
        document = readers.read(one.service.fetch(one.find()[0]))
    assert "Begin with what goes into photosynthesis and what comes out of it." in document.text
    assert document.title == "Why is photosynthesis so hard to explain?"


def test_two_requests_do_where_the_words_tell_the_site() -> None:
    with asked(StackExchange, stackexchange()) as one:
        one.find(limit=2)
    search, answers = one.server.requests
    assert (search.query["site"], search.query["pagesize"]) == ("biology", "2")
    assert answers.path == "/2.3/questions/4101;4202/answers"


def test_any_other_topic_is_counted_on_a_few_broad_sites() -> None:
    with asked(StackExchange, stackexchange("origami")) as one:
        found = one.find("origami", limit=2)
    assert [request.query["site"] for request in one.server.requests][4:] == ["history", "history"]
    assert len(found) == 2


def test_what_nobody_asks_about_is_an_empty_answer() -> None:
    with asked(StackExchange, stackexchange()) as one:
        assert one.find("origami") == []


def test_a_backoff_is_waited_for_when_it_is_short_and_obeyed_when_it_is_long() -> None:
    slept: list[float] = []
    with asked(partial(StackExchange, sleep=slept.append), stackexchange(backoff=2)) as one:
        one.find()
        one.find()
    assert len(slept) == 2
    assert 1 < max(slept) <= 2
    with (
        asked(StackExchange, stackexchange(backoff=90)) as one,
        pytest.raises(RateLimited, match="another 90 seconds"),
    ):
        one.find(), one.find()


def test_when_the_day_is_used_up_nothing_more_is_asked() -> None:
    with asked(StackExchange, stackexchange(quota=2)) as one:
        assert one.find()
        with pytest.raises(RateLimited, match="in a day"):
            one.find()
    assert len(one.server.requests) == 2


def test_what_it_asked_of_one_run_holds_for_the_next() -> None:
    made: list[StackExchange] = []

    def build(http: HttpClient, address: str) -> StackExchange:
        made.extend([StackExchange(http, address), StackExchange(http, address)])
        return made[0]

    with asked(build, stackexchange(backoff=90)) as one:
        assert one.find()
        with pytest.raises(RateLimited, match="left alone"):
            list(made[1].find(BRIEF, ("photosynthesis",), 5))


def test_a_wrong_key_is_told() -> None:
    with (
        asked(partial(StackExchange, key="wrong"), stackexchange(key="right")) as one,
        pytest.raises(Refused, match="key") as told,
    ):
        one.find()
    assert "STACKEXCHANGE_KEY" in told.value.advice
    assert "wrong" not in told.value.what


@pytest.mark.parametrize(
    ("reply", "leaf"),
    [
        (Reply(b"<html>not json</html>"), BadAnswer),
        (Reply(b""), BadAnswer),
        (Reply(b'{"items": [{"question'), BadAnswer),
        (Reply(b"[]"), BadAnswer),
        (Reply(b"{}"), BadAnswer),
        (Reply(b'{"items": 7}'), BadAnswer),
        (Reply(b"slow down", status=429), RateLimited),
        (Reply(b"slow down", status=429, headers={"Retry-After": "900"}), RateLimited),
        (Reply(b"<h1>Blocked</h1>", status=403), Refused),
        (Reply(b'{"error_id": 400, "error_message": "tagged"}', status=400), BadAnswer),
        (Reply(b'{"error_id": 405, "error_message": "`key` is required"}', status=400), Refused),
        (Reply(b'{"error_id": 503, "error_message": "closed"}', status=400), Unreachable),
        (Reply(b'{"error_id": 502, "error_message": "more requests available in 60 seconds"}'), RateLimited),
    ],
)
def test_no_failure_becomes_an_empty_answer(reply: Reply, leaf: type[SourceError]) -> None:
    with pytest.raises(leaf, match="Stack Exchange"):
        found_in(StackExchange, reply)


def question(**fields: Any) -> Finding:
    return client._finding(CHEMISTRY, {"question_id": 7, **fields}, [])


@pytest.mark.parametrize(
    ("fields", "title", "author"),
    [
        ({"title": "A &lt;b&gt;bold&lt;/b&gt; \u202eone\u200b"}, "A bold one", ""),
        ({"title": "What is std::vector&lt;int&gt;?"}, "What is std::vector<int>?", ""),
        ({"title": None, "owner": None}, "Question 7 on Chemistry", ""),
        (
            {"title": 5, "owner": {"display_name": "<i>Ann</i>", "link": "javascript:x"}},
            "Question 7 on Chemistry",
            "Ann",
        ),
        ({"body": 3, "answers": [None, 4], "score": "x"}, "Question 7 on Chemistry", ""),
    ],
)
def test_bad_fields_are_left_out(fields: dict[str, Any], title: str, author: str) -> None:
    found = question(**fields)
    assert (found.title, found.author) == (title, author)
    assert found.locator == "https://chemistry.stackexchange.com/questions/7"
    assert "javascript" not in found.body


@pytest.mark.parametrize(("day", "licence"), [(0, "2.5"), (1_400_000_000, "3.0"), (1_600_000_000, "4.0")])
def test_where_no_licence_is_told_the_date_decides(day: int, licence: str) -> None:
    assert question(creation_date=day).licence == f"CC BY-SA {licence}"


JSON = json_with("title owner display_name body answers link score creation_date".split())


@given(
    st.dictionaries(
        st.sampled_from(["title", "owner", "body", "answers", "link", "score", "creation_date"]), JSON
    )
)
def test_whatever_a_question_holds_it_is_read(fields: dict[str, Any]) -> None:
    assert question(**json.loads(json.dumps(fields))).title


def test_answers_to_questions_that_were_not_asked_are_left_alone() -> None:
    replies = [
        {"items": [{"question_id": 1, "title": "One"}]},
        {"items": [{"question_id": 2, "answer_id": 3, "body": "x"}, 7]},
    ]
    with asked(StackExchange, answering(*(Reply(json.dumps(one).encode()) for one in replies))) as one:
        assert [item.title for item in one.find()] == ["One"]
