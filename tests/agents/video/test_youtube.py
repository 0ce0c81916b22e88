from __future__ import annotations

import json
from typing import Any

import pytest

from sapere.agents.video.captions import YoutubeCaptions
from sapere.agents.video.youtube import Youtube
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError
from sapere.research.shapes import Finding
from tests.agents.video.asking import TOPIC, brief
from tests.agents.video.conftest import Open
from tests.fakes import youtube as fake
from tests.fakes.server import Handler, Reply, answering

pytestmark = pytest.mark.loopback


def service(opened: Open, handler: Handler, key: str = fake.KEY) -> Youtube:
    http, server = opened(handler)
    return Youtube(http, YoutubeCaptions(http, server.url), server.url, key)


def find(opened: Open, handler: Handler, *, key: str = fake.KEY, language: str = "en") -> list[Finding]:
    return list(service(opened, handler, key).find(brief(language), (TOPIC,), 10))


def json_reply(value: object, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status=status, headers={"Content-Type": "application/json"})


def error(reason: str, status: int = 403, message: str = "No.") -> Reply:
    return json_reply({"error": {"code": status, "message": message, "errors": [{"reason": reason}]}}, status)


def test_videos_come_with_author_date_and_licence_those_with_typed_captions_first(opened: Open) -> None:
    found = find(opened, fake.Youtube())
    assert [one.locator[-1] for one in found] == ["2", "1", "3", "4"]
    first = found[0]
    assert (first.title, first.author) == (f"Photosynthesis & more: {fake.video_id(2)}", "Lectures & Talks")
    assert (first.published, first.licence, first.kind) == ("2024-03-05", "CC BY", "video")
    assert first.locator == f"https://www.youtube.com/watch?v={fake.video_id(2)}"
    assert found[1].licence == "YouTube standard licence"


def test_only_a_description_in_real_prose_stands_in_for_captions(opened: Open) -> None:
    bodies = {one.locator[-1]: one.body for one in find(opened, fake.Youtube())}
    assert bodies["1"] == ""
    assert bodies["4"].startswith("<p>")


def test_a_search_is_asked_once_and_the_key_is_in_no_finding(opened: Open) -> None:
    handler = fake.Youtube()
    found = find(opened, handler)
    assert handler.quota == 10_000 - 101
    assert fake.KEY not in repr(found)


def test_no_hits_is_an_empty_answer(opened: Open) -> None:
    assert find(opened, fake.Youtube(found=0)) == []


def test_a_language_of_three_letters_is_not_asked_for(opened: Open) -> None:
    assert len(find(opened, fake.Youtube(), language="yue")) == 4


def test_without_a_key_it_is_not_asked(opened: Open) -> None:
    assert "YOUTUBE_API_KEY" in service(opened, fake.Youtube(), "").skip_reason(brief())
    assert service(opened, fake.Youtube()).skip_reason(brief()) == ""


def test_its_own_captions_are_what_is_read(opened: Open) -> None:
    youtube = service(opened, fake.Youtube())
    finding = next(iter(youtube.find(brief(), (TOPIC,), 1)))
    assert b"tStartMs" in youtube.fetch(finding).body


@pytest.mark.parametrize(
    ("replies", "leaf", "says"),
    [
        ([error("keyInvalid", 400)], Refused, "YOUTUBE_API_KEY"),
        ([error("userRateLimitExceeded")], RateLimited, "too often"),
        ([error("accessNotConfigured", message="<b>Off</b>.")], Refused, "answer: Off."),
        ([error("invalidSearchFilter", 400)], BadAnswer, "No."),
        ([Reply(b"<html>no", status=403)], Refused, "refuses"),
        ([Reply(b"", status=429, headers={"Retry-After": "9"})], RateLimited, "later"),
        ([Reply(b"", status=429)], RateLimited, "later"),
        ([Reply(b"<html>captcha")], BadAnswer, "not JSON"),
        ([Reply(b"")], BadAnswer, "not JSON"),
        ([Reply(b'{"items": [')], BadAnswer, "not JSON"),
        ([json_reply([1])], BadAnswer, "no list"),
        ([json_reply({"items": None})], BadAnswer, "no list"),
    ],
)
def test_each_failure_has_its_reason(
    opened: Open, replies: list[Reply], leaf: type[SourceError], says: str
) -> None:
    with pytest.raises(leaf, match=says):
        find(opened, answering(*replies))


def test_a_wrong_key_is_named_by_its_setting_only(opened: Open) -> None:
    with pytest.raises(Refused, match="YOUTUBE_API_KEY") as failure:
        find(opened, fake.Youtube(), key="wrong")
    assert "wrong" not in failure.value.what


def test_a_quota_that_is_used_up_says_until_when(opened: Open) -> None:
    with pytest.raises(RateLimited, match="midnight"):
        find(opened, fake.Youtube(quota=50))


@pytest.mark.parametrize(
    "items",
    [[], [1, None], [{}], [{"id": "x"}], [{"id": {"videoId": "too short"}}], [{"id": {"videoId": 3}}]],
)
def test_hits_that_are_no_videos_are_passed_over(opened: Open, items: list[Any]) -> None:
    assert find(opened, answering(json_reply({"items": items}))) == []


def test_names_lose_markup_and_live_streams_are_left_out(opened: Open) -> None:
    snippet = {"title": "<b>A</b>\u202e &amp; b", "publishedAt": "nonsense", "channelTitle": None}
    items = [{"id": {"videoId": fake.video_id(number)}, "snippet": snippet} for number in (1, 2)]
    items[1]["snippet"] = {**snippet, "liveBroadcastContent": "live"}
    found = find(opened, answering(json_reply({"items": items}), json_reply({"items": []})))
    assert [(one.title, one.author, one.published) for one in found] == [("A & b", "", "")]
