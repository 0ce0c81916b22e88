from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.social import reddit as client
from sapere.agents.social.reddit import Reddit
from sapere.readers import Readers
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreadable
from tests.agents.asking import asked, found_in
from tests.fakes.reddit import reddit
from tests.fakes.server import Reply, answering
from tests.json_values import json_with

pytestmark = pytest.mark.loopback
POST = {
    "permalink": "/r/a/comments/1b/x/",
    "title": "One",
    "author": "ann",
    "selftext_html": "<p>text</p>",
    "num_comments": 3,
}


def listing(*posts: Any) -> bytes:
    return json.dumps(
        {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": one} for one in posts]}}
    ).encode()


def test_posts_come_with_their_text_and_who_wrote_it() -> None:
    with asked(Reddit, reddit()) as one:
        found = one.find()
    first = found[0]
    assert first.locator == "https://www.reddit.com/r/learning/comments/1005/a_post/"
    assert (first.kind, first.author, first.published) == ("discussion", "Mira-Tal", "2020-09-13")
    assert "score 31, post</p>" in first.body
    assert one.server.requests[0].query["raw_json"] == "1"


def test_a_post_is_read_as_it_came_and_a_mere_link_by_what_was_said_under_it() -> None:
    with asked(Reddit, reddit()) as one, Readers() as readers:
        text, link = one.find()[:2]
        assert "Begin with what goes into photosynthesis" in readers.read(one.service.fetch(text)).text
        assert len(one.server.requests) == 1
        assert (
            "Most beginners believe that photosynthesis stops" in readers.read(one.service.fetch(link)).text
        )


def test_what_nobody_wrote_about_is_an_empty_answer() -> None:
    with asked(Reddit, reddit()) as one:
        assert one.find("origami") == []


def test_being_turned_away_is_said_plainly() -> None:
    with asked(Reddit, reddit(turns_away=True)) as one, pytest.raises(Refused, match="turns programs away"):
        one.find()


@pytest.mark.parametrize(
    "fields",
    [
        {"over_18": True}, {"quarantine": True}, {"removed_by_category": "moderator"}, {"author": "[deleted]"},
        {"selftext": "[removed]"}, {"title": None}, {"title": "\u200b"}, {"permalink": "//evil.example/"},
        {"permalink": "/r/a/../../x"}, {"permalink": None}, {"permalink": "/r/a/comments/1/x#z"}, {"author": None},
    ],
)  # fmt: skip
def test_what_is_gone_or_not_for_everybody_is_left_out(fields: dict[str, Any]) -> None:
    assert found_in(Reddit, Reply(listing(POST, {**POST, **fields}, {}, None, 3))) == found_in(
        Reddit, Reply(listing(POST))
    )


def test_text_that_comes_escaped_twice_is_unwrapped() -> None:
    [found] = found_in(Reddit, Reply(listing({**POST, "selftext_html": "&lt;p&gt;a &amp;amp; b&lt;/p&gt;"})))
    assert found.body.startswith("<p>a &amp; b</p>")


def test_comments_that_are_gone_or_pinned_are_left_out() -> None:
    comments = [
        {"author": "[deleted]", "body_html": "<p>x</p>", "body": "x"},
        {"author": "a", "body": "[removed]", "body_html": "<p>[removed]</p>"},
        {"author": "mod", "body": "rules", "body_html": "<p>rules</p>", "stickied": True},
    ]
    children = [{"kind": "t1", "data": one} for one in comments] + [{"kind": "more", "data": {}}]
    thread = [{}, {"data": {"children": children}}]
    replies = Reply(listing({**POST, "selftext_html": None})), Reply(json.dumps(thread).encode())
    with asked(Reddit, answering(*replies)) as one, pytest.raises(Unreadable, match="Nothing"):
        one.service.fetch(one.find()[0])


@pytest.mark.parametrize(
    ("reply", "leaf"),
    [
        (Reply(b"<!doctype html><title>Blocked</title>"), BadAnswer),
        (Reply(b""), BadAnswer),
        (Reply(listing(POST)[:40]), BadAnswer),
        (Reply(b"[]"), BadAnswer),
        (Reply(b'{"data": {"children": 3}}'), BadAnswer),
        (Reply(b'{"message": "Too Many Requests", "error": 429}'), RateLimited),
        (Reply(b'{"message": "Forbidden", "error": 403}'), Refused),
        (Reply(b'{"message": "Forbidden", "error": 403}', status=403), Refused),
        (Reply(b"<html>no</html>", status=400), Refused),
        (Reply(b"", status=429), RateLimited),
        (Reply(b"", status=429, headers={"Retry-After": "900"}), RateLimited),
    ],
)
def test_no_failure_becomes_an_empty_answer(reply: Reply, leaf: type[SourceError]) -> None:
    with pytest.raises(leaf, match="Reddit"):
        found_in(Reddit, reply)


JSON = json_with([*POST, "score", "created_utc"])


@given(st.dictionaries(st.sampled_from([*POST, "selftext", "score", "created_utc", "subreddit"]), JSON))
def test_whatever_a_post_holds_it_is_read_or_passed_over(post: dict[str, Any]) -> None:
    found = client._finding({**POST, **post}) or client._finding(POST)
    assert found is not None
    assert found.locator.startswith("https://www.reddit.com/r/")


def test_an_operator_may_name_the_very_endpoint() -> None:
    with asked(lambda http, url: partial(Reddit, http)(f"{url}/search.json"), reddit()) as one:
        assert one.find()
