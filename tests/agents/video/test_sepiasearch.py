from __future__ import annotations

import json
from typing import Any

import pytest

from sapere.agents.video.sepiasearch import SepiaSearch
from sapere.readers.formats import parse
from sapere.readers.limits import Limits
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable, Unreadable
from sapere.research.shapes import Finding
from tests.agents.video.asking import TOPIC, brief
from tests.agents.video.conftest import Open
from tests.fakes import sepiasearch as fake
from tests.fakes.server import Handler, Reply, answering

pytestmark = pytest.mark.loopback
ROW = {"url": "https://tube.example/w/abcDEF123456", "name": "Tides"}


def find(opened: Open, handler: Handler, language: str = "en") -> tuple[SepiaSearch, list[Finding]]:
    http, server = opened(handler)
    service = SepiaSearch(http, server.url)
    return service, list(service.find(brief(language), (TOPIC, "other"), 10))


def json_reply(value: object) -> Reply:
    return Reply(json.dumps(value).encode(), headers={"Content-Type": "application/json"})


def test_videos_come_with_author_date_language_and_licence(opened: Open) -> None:
    service, found = find(opened, fake.SepiaSearch())
    assert len(found) == 4
    assert (found[0].title, found[0].author) == ("Photosynthesis in the open air 1", "Walks and Talks")
    assert [one.published for one in found[:2]] == ["2022-05-04", "2023-06-01"]
    assert [one.licence for one in found] == ["CC BY", "CC BY-SA", "CC BY-ND", "CC BY-NC"]
    assert (found[0].kind, found[0].language, service.skip_reason(brief())) == ("video", "en", "")


@pytest.mark.parametrize("chapters", [True, False])
def test_the_videos_own_server_gives_its_captions(opened: Open, chapters: bool) -> None:
    service, found = find(opened, fake.SepiaSearch(chapters=chapters))
    document = parse(service.fetch(found[0]), Limits())
    assert [heading.title for heading in document.headings] == (
        ["What it is", "How it works"] if chapters else []
    )
    assert [mark.value for mark in document.marks] == list(range(0, 72, 8))
    assert (document.title, document.licence) == (found[0].title, "CC BY")


def test_the_learners_language_is_taken(opened: Open) -> None:
    service, found = find(opened, fake.SepiaSearch(), language="de")
    assert parse(service.fetch(found[0]), Limits()).language == "de"


def test_a_video_without_captions_says_so(opened: Open) -> None:
    service, found = find(opened, fake.SepiaSearch())
    with pytest.raises(Unreadable, match="no captions"):
        service.fetch(found[3])


def test_no_hits_is_an_empty_answer_after_every_query(opened: Open) -> None:
    http, server = opened(fake.SepiaSearch(found=0))
    assert list(SepiaSearch(http, server.url).find(brief(), (TOPIC, "other"), 10)) == []
    assert [request.query["search"] for request in server.requests] == [TOPIC, "other"]


@pytest.mark.parametrize(
    ("reply", "leaf"),
    [
        (Reply(b"<html>captcha"), BadAnswer),
        (Reply(b""), BadAnswer),
        (Reply(b'{"data": ['), BadAnswer),
        (json_reply([]), BadAnswer),
        (json_reply({"data": {}}), BadAnswer),
        (Reply(b"", status=429), RateLimited),
        (Reply(b"", status=429, headers={"Retry-After": "9"}), RateLimited),
        (Reply(b"", status=403), Refused),
        (Reply(b"{}", status=400, headers={"Content-Type": "application/problem+json"}), BadAnswer),
        (Reply(b"", status=500), Unreachable),
    ],
)
def test_each_failure_has_its_reason(opened: Open, reply: Reply, leaf: type[SourceError]) -> None:
    with pytest.raises(leaf) as failure:
        find(opened, answering(reply))
    assert "SepiaSearch" in failure.value.what


@pytest.mark.parametrize(
    "row",
    [1, {}, {"url": 3, "name": "x"}, {**ROW, "url": "https://tube.example/c/channel"}, {**ROW, "name": "<b></b>"},
     {**ROW, "nsfw": True}, {**ROW, "isLive": True}, {**ROW, "url": "javascript:alert(1)"}],
)  # fmt: skip
def test_rows_that_are_no_video_for_everyone_are_passed_over(opened: Open, row: Any) -> None:
    assert find(opened, answering(json_reply({"data": [row]})))[1] == []


def test_absent_and_odd_fields_are_empty(opened: Open) -> None:
    odd: dict[str, Any] = {
        **ROW,
        "name": "<i>Ti\u202edes</i>",
        "language": None,
        "licence": {"id": "x"},
        "channel": [],
        "publishedAt": 5,
    }
    (one,) = find(opened, answering(json_reply({"data": [odd]})))[1]
    assert (one.title, one.language, one.licence, one.author, one.published) == ("Tides", "", "", "", "")


def test_another_address_is_no_video(opened: Open) -> None:
    http, server = opened(fake.SepiaSearch())
    with pytest.raises(Unreadable, match="no video"):
        SepiaSearch(http, server.url).fetch(Finding("video", "https://tube.example/about", "x"))


@pytest.mark.parametrize(
    "told", ["http://[", "ftp://tube.example/x.vtt", "http://127.0.0.1:1/x.vtt", "\ud800", 7, None]
)
def test_captions_that_lie_nowhere_are_a_reason(opened: Open, told: object) -> None:
    listed = {"data": [{"language": {"id": "en"}, "captionPath": told}]}
    http, server = opened(answering(json_reply(listed), json_reply({"chapters": []}), Reply(b"", status=404)))
    with pytest.raises(SourceError):
        SepiaSearch(http, server.url).fetch(Finding("video", f"{server.url}/w/abcDEF123456", "x"))
