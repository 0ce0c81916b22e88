from __future__ import annotations

import json

import pytest

from sapere.agents.video.captions import YoutubeCaptions, trouble_in
from sapere.readers.formats import parse
from sapere.readers.limits import Limits
from sapere.research.captions import unpacked
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable, Unreadable
from sapere.research.shapes import Finding
from tests.agents.video.asking import TOPIC
from tests.agents.video.conftest import Open
from tests.fakes.server import Handler, Reply, answering
from tests.fakes.youtube import SILENT, Youtube, video_id

pytestmark = pytest.mark.loopback
TRACKS = [{"languageCode": "en", "baseUrl": "https://www.youtube.com/api/timedtext?v=1"}]
PLAYABLE = {"playabilityStatus": {"status": "OK"},
            "captions": {"playerCaptionsTracklistRenderer": {"captionTracks": TRACKS}}}  # fmt: skip


def finding(video: str = video_id(1), language: str = "en") -> Finding:
    address = f"https://www.youtube.com/watch?v={video}"
    return Finding("video", address, "", "video", full_text=f"{address}&cc_lang_pref={language}")


def json_reply(value: object) -> Reply:
    return Reply(json.dumps(value).encode(), headers={"Content-Type": "application/json"})


def fails(opened: Open, handler: Handler) -> SourceError:
    http, server = opened(handler)
    with pytest.raises(SourceError) as failure:
        YoutubeCaptions(http, server.url).fetch(finding())
    return failure.value


def test_captions_become_a_text_with_times_and_chapters(opened: Open) -> None:
    http, server = opened(Youtube())
    raw = YoutubeCaptions(http, f"{server.url}/youtube/v3").fetch(finding())
    document = parse(raw, Limits())
    assert document.title == f"{TOPIC.capitalize()} & more: {video_id(1)}"
    assert document.author == "Lectures & Talks"
    assert [heading.title for heading in document.headings] == [
        "What it is",
        "How it works",
        "What is often mistaken",
    ]
    assert [mark.value for mark in document.marks] == list(range(0, 72, 8))
    assert raw.locator == f"https://www.youtube.com/watch?v={video_id(1)}"


@pytest.mark.parametrize(("language", "taken"), [("de", "de"), ("en", "en"), ("ja", "en")])
def test_the_learners_language_is_taken_where_there_is_one(opened: Open, language: str, taken: str) -> None:
    http, server = opened(Youtube())
    raw = YoutubeCaptions(http, server.url).fetch(finding(language=language))
    assert unpacked(raw.body.decode())[0].language == taken
    assert b"by machine" not in raw.body


def test_it_is_asked_by_post_under_our_own_name(opened: Open) -> None:
    http, server = opened(Youtube())
    YoutubeCaptions(http, server.url).fetch(finding())
    assert [request.method for request in server.requests] == ["POST", "GET"]
    assert all(request.headers["user-agent"].startswith("Sapere/") for request in server.requests)
    assert server.requests[1].query["fmt"] == "json3"


def test_a_video_without_captions_says_so(opened: Open) -> None:
    http, server = opened(Youtube())
    with pytest.raises(Unreadable, match="no captions"):
        YoutubeCaptions(http, server.url).fetch(finding(SILENT))


def test_one_that_takes_us_for_a_robot_says_so(opened: Open) -> None:
    failure = fails(opened, Youtube(robots=True))
    assert isinstance(failure, Refused)
    assert "robot" in failure.what
    assert failure.advice


@pytest.mark.parametrize(
    ("replies", "leaf"),
    [
        ([Reply(b"<html>captcha")], Refused),
        ([Reply(b"")], Refused),
        ([json_reply([])], BadAnswer),
        ([json_reply({})], Unreadable),
        ([Reply(b"", status=429)], RateLimited),
        ([Reply(b"", status=429, headers={"Retry-After": "60"})], RateLimited),
        ([Reply(b"", status=403)], Refused),
        ([json_reply(PLAYABLE), Reply(b" ", headers={"Content-Type": "text/plain"})], Refused),
        ([json_reply(PLAYABLE), Reply(b"<html>captcha")], Refused),
        ([json_reply(PLAYABLE), Reply(b"", status=404)], Unreachable),
    ],
)
def test_whatever_comes_instead_is_a_reason(
    opened: Open, replies: list[Reply], leaf: type[SourceError]
) -> None:
    failure = fails(opened, answering(*replies))
    assert isinstance(failure, leaf)
    assert failure.what.endswith((".", ")."))


@pytest.mark.parametrize(
    "address", ["https://evil.example/x", "http://[", "https://www.youtube.com/x?v=\ud800", "x"]
)
def test_captions_on_a_strangers_server_or_nowhere_are_not_fetched(opened: Open, address: str) -> None:
    stranger = {"captionTracks": [{"languageCode": "en", "baseUrl": address}]}
    answer = {**PLAYABLE, "captions": {"playerCaptionsTracklistRenderer": stranger}}
    assert isinstance(
        fails(opened, answering(json_reply(answer), Reply(b"", status=404))),
        BadAnswer | Refused | Unreachable,
    )


def test_another_address_is_no_video(opened: Open) -> None:
    http, server = opened(Youtube())
    with pytest.raises(Unreadable, match="no video"):
        YoutubeCaptions(http, server.url).fetch(Finding("video", "https://www.youtube.com/@somebody", "x"))
    assert server.requests == []


@pytest.mark.parametrize(
    ("status", "reason", "leaf"),
    [
        ("ERROR", "This video is private.", Unreachable),
        ("LOGIN_REQUIRED", "Sign in to confirm your age", Refused),
        ("UNPLAYABLE", "<b>Members</b> only", Refused),
        ("LIVE_STREAM_OFFLINE", "", Unreadable),
        (7, None, Refused),
    ],
)
def test_each_state_of_a_video_has_its_sentence(
    status: object, reason: object, leaf: type[SourceError]
) -> None:
    trouble = trouble_in({"playabilityStatus": {"status": status, "reason": reason}})
    assert isinstance(trouble, leaf)
    assert trouble.what.endswith(".")
    assert ".." not in trouble.what
    assert "<" not in trouble.what
