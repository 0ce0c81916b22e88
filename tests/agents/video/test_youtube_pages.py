from __future__ import annotations

import pytest

from sapere.agents.video.captions import YoutubeCaptions
from sapere.agents.video.youtube_pages import YoutubePages
from sapere.research.errors import Refused
from sapere.research.ports import WebAnswer, WebResult
from tests.agents.video.asking import TOPIC, brief
from tests.agents.video.conftest import Open
from tests.doubles.web import ScriptedSearch
from tests.fakes.youtube import Youtube, video_id

pytestmark = pytest.mark.loopback
CHANNEL = WebResult("https://www.youtube.com/@lectures", "Lectures")
VIDEO = WebResult(
    f"https://m.youtube.com/watch?v={video_id(7)}&list=x", "Light", "About light.", "2024-01-02"
)


def service(opened: Open, web: ScriptedSearch) -> YoutubePages:
    http, server = opened(Youtube())
    return YoutubePages(web, http, YoutubeCaptions(http, server.url))


def test_videos_are_found_under_one_address_and_read_by_their_captions(opened: Open) -> None:
    web = ScriptedSearch(WebAnswer((CHANNEL, VIDEO)))
    pages = service(opened, web)
    (found,) = pages.find(brief(), (TOPIC,), 10)
    assert (found.locator, found.kind) == (f"https://www.youtube.com/watch?v={video_id(7)}", "video")
    assert (found.published, found.service) == ("2024-01-02", "SearXNG (youtube)")
    assert [engines for *_, engines in web.asked] == [("youtube",)]
    assert b"tStartMs" in pages.fetch(found).body


def test_a_silent_engine_is_a_failure(opened: Open) -> None:
    with pytest.raises(Refused, match="CAPTCHA"):
        list(
            service(opened, ScriptedSearch(WebAnswer((), (("youtube", "CAPTCHA"),)))).find(
                brief(), (TOPIC,), 10
            )
        )


def test_without_a_search_server_it_is_skipped(opened: Open) -> None:
    assert service(opened, ScriptedSearch(why_not="No server.")).skip_reason(brief()) == "No server."
