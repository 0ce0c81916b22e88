from __future__ import annotations

import pytest

from sapere.kit.http import HttpClient
from sapere.providers.search.nowhere import NO_SERVER, NoWebSearch
from sapere.research.errors import Refused
from sapere.research.ports import WebAnswer, WebResult
from sapere.research.shapes import Brief, Depth, Finding, Level
from sapere.research.web_pages import WebPages
from tests.doubles.web import ScriptedSearch
from tests.fakes.server import Reply, Request, serving

BRIEF = Brief("Sea", "de", Depth.QUICK, Level.NEW, "", (), {})


def pages(*names: str, silent: tuple[tuple[str, str], ...] = ()) -> WebAnswer:
    return WebAnswer(tuple(WebResult(f"https://{name}.example/", name) for name in names), silent)


def find(web: ScriptedSearch, *queries: str, limit: int = 4, engines: tuple[str, ...] = ()) -> list[Finding]:
    service = WebPages(web, HttpClient(), agent="academic", engines=engines, kind="paper")
    return list(service.find(BRIEF, queries, limit))


def test_a_result_becomes_a_finding_of_its_agent() -> None:
    web = ScriptedSearch(
        WebAnswer((WebResult("https://a.example/", "A", "of a", "2024-05-01", "Ann", ("arxiv",)),))
    )
    assert find(web, "sea", limit=1, engines=("arxiv",)) == [
        Finding(
            agent="academic",
            locator="https://a.example/",
            title="A",
            kind="paper",
            snippet="of a",
            author="Ann",
            published="2024-05-01",
            service="SearXNG (arxiv)",
        )
    ]
    assert web.asked == [("sea", "de", 1, ("arxiv",))]


def test_another_query_is_asked_only_while_there_is_too_little() -> None:
    web = ScriptedSearch(pages("a", "b"), pages("b", "c"), pages("d"))
    assert [f.title for f in find(web, "sea", "what is the sea", "ocean", limit=3)] == ["a", "b", "c"]
    assert [query for query, *_ in web.asked] == ["sea", "what is the sea"]


def test_engines_that_were_all_silent_are_a_failure() -> None:
    web = ScriptedSearch(pages(silent=(("google", "CAPTCHA"),)), pages(silent=(("bing", "timeout"),)))
    with pytest.raises(Refused, match=r"gave nothing \(bing: timeout; google: CAPTCHA\)"):
        find(web, "sea", "ocean")


def test_some_silent_engines_or_no_hits_are_none() -> None:
    assert len(find(ScriptedSearch(pages("a", silent=(("google", "CAPTCHA"),))), "sea")) == 1
    assert find(ScriptedSearch(pages()), "sea") == []


def test_without_a_server_it_sits_out_and_says_how_to_get_one() -> None:
    assert WebPages(NoWebSearch(), HttpClient(), agent="general").skip_reason(BRIEF) == NO_SERVER


@pytest.mark.loopback
def test_a_page_is_read_as_its_robots_txt_allows() -> None:
    def site(request: Request, *_: object) -> Reply:
        return (
            Reply(b"User-agent: *\nDisallow: /closed")
            if request.path == "/robots.txt"
            else Reply(b"<p>Open.</p>")
        )

    with serving(site) as server, HttpClient(allow={server.pair}, gap=0.0) as http:
        service = WebPages(ScriptedSearch(), http, agent="general")
        assert service.fetch(Finding("general", f"{server.url}/open", "A")).body == b"<p>Open.</p>"
        with pytest.raises(Refused, match=r"robots\.txt"):
            service.fetch(Finding("general", f"{server.url}/closed", "A"))
