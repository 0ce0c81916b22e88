from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.social import hackernews as client
from sapere.agents.social.hackernews import HackerNews
from sapere.readers import Readers
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable, Unreadable
from tests.agents.asking import asked, found_in
from tests.fakes.hackernews import hackernews
from tests.fakes.server import Reply, answering
from tests.json_values import json_with

pytestmark = pytest.mark.loopback


def test_stories_that_were_talked_about_are_found() -> None:
    with asked(HackerNews, hackernews()) as one:
        first = one.find()[0]
    assert first.locator == "https://news.ycombinator.com/item?id=4101"
    assert (first.title, first.author) == ("Why is photosynthesis so hard to explain?", "mira_tal")
    assert (first.kind, first.published, first.language) == ("discussion", "2020-09-13", "en")
    assert "num_comments>=3" in one.server.requests[0].query["numericFilters"]


def test_the_thread_is_read_with_its_comments_and_without_what_was_deleted() -> None:
    with asked(HackerNews, hackernews()) as one, Readers() as readers:
        document = readers.read(one.service.fetch(one.find()[0]))
    assert (
        "In my own classes this order halved the number of questions about photosynthesis." in document.text
    )
    assert "— jonas_reef, 2033-12" not in document.text
    assert "None" not in document.text


def test_what_nobody_talked_about_is_an_empty_answer() -> None:
    with asked(HackerNews, hackernews()) as one:
        assert one.find("origami") == []


def test_a_thread_of_deleted_comments_is_unreadable() -> None:
    empty = {"id": 1, "author": None, "text": None, "children": [{"author": "a", "text": "[dead]"}, None, 3]}
    hits = {"hits": [{"objectID": "1", "title": "One"}]}
    replies = [Reply(json.dumps(one).encode()) for one in (hits, empty)]
    with asked(HackerNews, answering(*replies)) as one, pytest.raises(Unreadable, match="Nothing"):
        one.service.fetch(one.find()[0])


def test_a_long_thread_is_cut_and_the_most_answered_come_first() -> None:
    def comment(number: int, replies: int) -> dict[str, Any]:
        children = [{"author": "r", "text": f"reply {number}"} for _ in range(replies)]
        return {"author": "c", "text": f"comment {number}", "children": children}

    story = {"children": [comment(number, number % 5) for number in range(100)]}
    posts = list(client._posts(story))
    assert len(posts) == 40
    assert [post.body for post in posts[:3]] == ["<p>comment 4</p>", "<p>reply 4</p>", "<p>reply 4</p>"]


@pytest.mark.parametrize(
    ("reply", "leaf"),
    [
        (Reply(b"<html>"), BadAnswer),
        (Reply(b""), BadAnswer),
        (Reply(b'{"hits": ['), BadAnswer),
        (Reply(b"[]"), BadAnswer),
        (Reply(b'{"hits": null}'), BadAnswer),
        (Reply(b'{"message": "invalid tags", "status": 400}', status=400), BadAnswer),
        (Reply(b"nonsense", status=400), BadAnswer),
        (Reply(b"", status=429), RateLimited),
        (Reply(b"", status=429, headers={"Retry-After": "900"}), RateLimited),
        (Reply(b'{"message": "Invalid API key"}', status=403), Refused),
        (Reply(b"", status=503), Unreachable),
        (Reply(b"", status=404), Unreachable),
    ],
)
def test_no_failure_becomes_an_empty_answer(reply: Reply, leaf: type[SourceError]) -> None:
    with pytest.raises(leaf, match=r"Hacker News"):
        found_in(HackerNews, reply)


@pytest.mark.parametrize(
    "hit",
    [None, 3, {}, {"objectID": "x", "title": "t"}, {"objectID": "1/../2", "title": "t"}, {"objectID": "1", "title": None},
     {"objectID": "1", "title": "\u202e\u200b"}, {"objectID": 1, "title": "t"}],
)  # fmt: skip
def test_a_hit_without_number_or_title_is_passed_over(hit: object) -> None:
    assert client._finding(hit) is None


JSON = json_with("author text children points created_at_i title objectID num_comments".split(), leaves=20)


@given(
    st.dictionaries(st.sampled_from(["author", "text", "children", "title", "objectID", "story_text"]), JSON)
)
def test_whatever_a_story_holds_it_is_read(story: dict[str, Any]) -> None:
    assert all(post.author and post.body for post in client._posts(story))
    client._finding(story)
