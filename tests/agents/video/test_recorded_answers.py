"""What YouTube really answered, where the recordings are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sapere.agents.video.captions import YoutubeCaptions
from sapere.agents.video.description import chapters_in
from sapere.agents.video.tracks import best, tracks_in
from sapere.agents.video.youtube import Youtube
from sapere.readers.formats import parse
from sapere.readers.limits import Limits
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from sapere.research.shapes import Finding
from tests.agents.video.asking import TOPIC, brief
from tests.agents.video.conftest import Open
from tests.fakes.server import Reply, answering

RECORDED = Path(__file__).parents[3].parent / "shared" / "data" / "api" / "youtube"
pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(not RECORDED.is_dir(), reason="the recorded answers of YouTube are not here"),
]
PAGE = "https://www.youtube.com/watch?v=GJLlxj_dtq8"


def recorded(name: str, status: int = 200) -> Reply:
    kind = {".json": "application/json", ".xml": "text/xml", ".html": "text/html"}[Path(name).suffix]
    return Reply(
        (RECORDED / name).read_bytes(), status=status, headers={"Content-Type": f"{kind}; charset=utf-8"}
    )


def told(name: str) -> Any:
    return json.loads((RECORDED / name).read_text("utf-8"))


def find(opened: Open, *replies: Reply) -> list[Finding]:
    http, server = opened(answering(*replies))
    youtube = Youtube(http, YoutubeCaptions(http, server.url), server.url, "key")
    return list(youtube.find(brief(), (TOPIC,), 50))


def test_a_search_becomes_findings(opened: Open) -> None:
    found = find(opened, recorded("search_keywords_page1.json"), recorded("videos_info_multi.json"))
    assert len(found) == 25
    assert all(
        one.title and one.author and one.published and one.locator.startswith("https://") for one in found
    )
    assert found[1].title == "SURFING PERFECT PIPE & BACKDOOR || SUNRISE SHACK!"
    assert (found[0].author, found[0].published) == ("Jamie O'Brien", "2019-12-05")


def test_what_is_known_of_videos_completes_their_findings(opened: Open) -> None:
    details = told("videos_info_multi.json")["items"]
    hits = json.dumps({"items": [{"id": {"videoId": one["id"]}} for one in details]}).encode()
    found = find(opened, Reply(hits), recorded("videos_info_multi.json"))
    assert [(one.title, one.author, one.published, one.language) for one in found] == [
        ("What are Actions on Google (Assistant on Air)", "Google Developers", "2019-03-21", "en"),
        ("How EVERY Team Got Its Name & Identity!", "NFL Throwback", "2019-09-11", "en"),
    ]
    assert [one.body for one in found] == ["", ""]


def test_a_refused_permission_says_so(opened: Open) -> None:
    with pytest.raises(Refused, match="The caller does not have permission"):
        find(opened, recorded("error_permission.json", 403))


def test_captions_of_the_player_become_a_document_with_times(opened: Open) -> None:
    replies = recorded("innertube_player_with_captions.json"), recorded("transcript_timedtext.xml")
    http, server = opened(answering(*replies))
    document = parse(
        YoutubeCaptions(http, server.url).fetch(Finding("video", PAGE, "", language="en")), Limits()
    )
    assert (document.title, document.author, document.language) == (
        "Surface Go Review - It’s Awesome",
        "Dave2D",
        "en",
    )
    assert document.text.startswith("Hey, this is just a test this is not the original transcript")
    assert [(mark.kind, mark.value) for mark in document.marks] == [("second", 0)]
    assert server.requests[1].query["lang"] == "en"
    assert "kind" not in server.requests[1].query


@pytest.mark.parametrize(
    ("reply", "leaf", "says"),
    [
        (("innertube_request_blocked.json", 200), Refused, "robot"),
        (("innertube_video_unavailable.json", 200), Unreachable, "This video is unavailable."),
        (("too_many_requests.html", 429), RateLimited, "later"),
        (("too_many_requests.html", 200), Refused, "robot"),
        (("error_permission.json", 403), Refused, "refuses"),
        (("search_keywords_page1.json", 200), SourceError, "captions"),
        (("transcript_timedtext.xml", 200), Refused, "robot"),
    ],
)
def test_every_recorded_refusal_is_the_right_reason(
    opened: Open, reply: tuple[str, int], leaf: type[SourceError], says: str
) -> None:
    http, server = opened(answering(recorded(*reply)))
    with pytest.raises(leaf) as failure:
        YoutubeCaptions(http, server.url).fetch(Finding("video", PAGE, "x"))
    assert says in failure.value.what


def test_a_robot_check_in_place_of_a_search_is_no_list(opened: Open) -> None:
    with pytest.raises(BadAnswer):
        find(opened, recorded("too_many_requests.html"))


def test_tracks_are_told_in_three_ways() -> None:
    player = tracks_in(told("innertube_player_with_captions.json"))
    assert [track.language for track in player] == ["zh", "cs", "en", "en", "de", "hi", "ja", "ko", "es"]
    assert [track.language for track in player if track.original] == ["en", "en"]
    assert best(player, "ja") == player[6]
    assert best(player, "ar") == player[2]
    listed = tracks_in(told("captions_list.json"))
    assert [(track.language, track.automatic) for track in listed] == [("en", False), ("zh-Hans", False)]
    assert best(listed, "en") is None


def test_what_was_written_of_a_video_has_its_tracks_and_chapters() -> None:
    video = told("ytdlp_video_2022.json")
    tracks = tracks_in(video)
    assert {(track.language, track.automatic) for track in tracks} == {("en", True)}
    original = best(tracks, "fr")
    assert original is not None
    assert original.original
    assert "fmt=json3" in original.address
    assert [start for start, _ in chapters_in(video["description"])][:2] == [0, 31]
