"""The agent as it is built: Wikipedia and the open web side by side, and neither needs the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapere.research.shapes import AgentStatus, Meaning
from tests.agents.general.whole_run import addresses, report, run, services
from tests.fakes.mediawiki import mediawiki
from tests.fakes.searxng import SearXNG
from tests.fakes.server import Handler, Reply, answering, serving
from tests.services import free_port

pytestmark = pytest.mark.loopback
CAPTCHA = answering(Reply(b"<!DOCTYPE html><title>Are you human?</title><form>CAPTCHA</form>"))


def test_articles_and_pages_are_found_at_once_and_all_are_read(tmp_path: Path) -> None:
    with serving(mediawiki()) as wiki, serving(SearXNG()) as web:
        result = run(tmp_path, wiki=wiki.url, searxng=web.url, allow=(wiki.pair, web.pair))
    assert {name: told.status for name, told in services(result).items()} == {
        "Wikipedia": AgentStatus.OK,
        "SearXNG": AgentStatus.OK,
    }
    assert addresses(result) >= {"https://en.wikipedia.org/wiki/Photosynthesis", f"{web.url}/pages/bing-1"}
    assert report(result).reason == ""


@pytest.mark.parametrize(
    ("handler", "told"),
    [
        (CAPTCHA, "CAPTCHA"),
        (SearXNG(formats=("html",)), "add json to search.formats"),
        (SearXNG(silent={"bing": "CAPTCHA", "duckduckgo": "timeout"}), "bing: CAPTCHA; duckduckgo: timeout"),
        (answering(Reply(b"Too Many Requests", status=429, headers={"Retry-After": "60"})), "limiter"),
    ],
    ids=["CAPTCHA", "no JSON", "all silent", "limiter"],
)
def test_a_web_search_that_gives_nothing_is_named_and_the_run_goes_on(
    tmp_path: Path, handler: Handler, told: str
) -> None:
    with serving(mediawiki()) as wiki, serving(handler) as web:
        result = run(tmp_path, wiki=wiki.url, searxng=web.url, allow=(wiki.pair, web.pair))
    assert services(result)["SearXNG"].status is AgentStatus.FAILED
    assert told in report(result).reason
    assert report(result).status is AgentStatus.OK
    assert "https://en.wikipedia.org/wiki/Photosynthesis" in addresses(result)


def test_a_web_search_that_is_down_is_named_and_the_run_goes_on(tmp_path: Path) -> None:
    down = f"127.0.0.1:{free_port()}"
    with serving(mediawiki()) as wiki:
        result = run(tmp_path, wiki=wiki.url, searxng=f"http://{down}", allow=(wiki.pair, down))
    assert f"SearXNG at http://{down} is not running" in report(result).reason
    assert result.pages


def test_a_name_of_several_things_is_taken_for_the_likeliest_and_the_others_are_told(tmp_path: Path) -> None:
    shared = {"Mercury (planet)": "the planet nearest to the Sun", "Mercury (element)": "a liquid metal"}
    with serving(mediawiki("mercury", meanings=shared)) as wiki:
        result = run(tmp_path, wiki=wiki.url, searxng="", allow=(wiki.pair,), topic="Mercury")
    brief = result.prepared.brief
    assert brief.title == "Mercury (planet)"
    assert brief.meanings == tuple(Meaning(*one) for one in shared.items())


def test_without_a_web_search_the_encyclopedia_is_read_alone(tmp_path: Path) -> None:
    with serving(mediawiki()) as wiki:
        result = run(tmp_path, wiki=wiki.url, searxng="", allow=(wiki.pair,))
    assert services(result)["SearXNG"].status is AgentStatus.SKIPPED
    assert report(result).reason == ""


def test_without_the_encyclopedia_the_web_is_read_alone(tmp_path: Path) -> None:
    with serving(answering(Reply(b"<html>CAPTCHA</html>"))) as wiki, serving(SearXNG()) as web:
        result = run(tmp_path, wiki=wiki.url, searxng=web.url, allow=(wiki.pair, web.pair))
    assert services(result)["Wikipedia"].status is AgentStatus.FAILED
    assert f"{web.url}/pages/bing-1" in addresses(result)
