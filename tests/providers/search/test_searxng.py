from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from sapere.kit.http import HttpClient, Limits
from sapere.providers.search.searxng import SearXNG, harmless, spoken
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from sapere.research.ports import WebAnswer
from tests.doubles.network import HandClock
from tests.fakes.searxng import SearXNG as Fake
from tests.fakes.server import Handler, Reply, Request, Server, answering, serving
from tests.services import free_port

pytestmark = pytest.mark.loopback
CAPTCHA = Reply(b"<!DOCTYPE html><title>Are you human?</title><form>CAPTCHA</form>")


class Opened:
    """A client of one fake server."""

    def __init__(self, server: Server, http: HttpClient, path: str, clock: HandClock) -> None:
        self.server = server
        self.client = SearXNG(http, server.url + path, clock=clock)

    def ask(self, query: str = "sea", *, limit: int = 5, engines: tuple[str, ...] = ()) -> WebAnswer:
        return self.client.search(query, language="en", limit=limit, engines=engines)

    @property
    def last(self) -> dict[str, str]:
        return self.server.requests[-1].query


Open = Callable[..., Opened]


@pytest.fixture
def opened() -> Iterator[Open]:
    with ExitStack() as stack:

        def build(handler: Handler, *, path: str = "", clock: HandClock | None = None) -> Opened:
            server = stack.enter_context(serving(handler))
            limits = Limits(seconds=5.0, retries=0)
            http = stack.enter_context(HttpClient(allow={server.pair}, limits=limits, gap=0.0))
            return Opened(server, http, path, clock or HandClock())

        yield build


def many(number: int) -> list[dict[str, object]]:
    return [{"url": f"https://a.example/{n}", "title": f"A {n}", "engines": ["bing"]} for n in range(number)]


def test_a_search_gives_results_and_names_who_was_silent(opened: Open) -> None:
    answer = opened(Fake(topic="tides", silent={"bing": "CAPTCHA"})).ask(limit=2)
    assert [r.title for r in answer.results] == ["Tides, duckduckgo 1", "Tides, duckduckgo 2"]
    assert answer.silent == (("bing", "CAPTCHA"),)


@pytest.mark.parametrize("path", ["", "/", "/search"])
def test_the_address_may_be_the_servers_or_the_searchs(opened: Open, path: str) -> None:
    asked = opened(Fake(), path=path)
    assert asked.ask().results
    assert asked.server.requests[0].path == "/search"


def test_every_word_of_the_api_is_used_as_documented(opened: Open) -> None:
    asked = opened(Fake())
    asked.client.search(
        "sea", language="de", limit=3, engines=("arxiv", "google scholar"), categories=("science",)
    )
    assert asked.last == {
        "q": "sea",
        "format": "json",
        "language": "de",
        "safesearch": "1",
        "pageno": "1",
        "engines": "arxiv,google scholar",
        "categories": "science",
    }


def test_pages_are_turned_until_there_is_enough(opened: Open) -> None:
    asked = opened(Fake(results=many(25)))
    assert len(asked.ask(limit=15).results) == 15
    assert [r.query["pageno"] for r in asked.server.requests] == ["1", "2"]


def test_a_page_with_little_on_it_is_the_last(opened: Open) -> None:
    asked = opened(Fake(results=many(13)))
    assert len(asked.ask(limit=99).results) == 13
    assert len(asked.server.requests) == 2


def test_a_page_that_comes_again_is_the_last(opened: Open) -> None:
    asked = opened(answering(Reply(json.dumps({"results": many(10)}).encode())))
    assert len(asked.ask(limit=99).results) == 10
    assert len(asked.server.requests) == 2


def test_a_server_that_took_its_time_is_not_asked_for_more(opened: Open) -> None:
    clock, fake = HandClock(), Fake(results=many(25))

    def slow(request: Request, *rest: object) -> Reply:
        clock.seconds += 5
        return fake(request, *rest)  # type: ignore[arg-type]

    assert len(opened(slow, clock=clock).ask(limit=25).results) == 10


def test_what_the_first_page_gave_outlives_the_failure_of_the_second(opened: Open) -> None:
    first = Reply(json.dumps({"results": many(10)}).encode())
    answer = opened(answering(first, Reply(status=429))).ask(limit=20)
    assert len(answer.results) == 10
    assert answer.silent[0][0] == "SearXNG"
    assert "429" in answer.silent[0][1]


@pytest.mark.parametrize(
    ("reply", "leaf", "told"),
    [
        (Reply(b"<h1>Forbidden</h1>", status=403), Refused, "add json to search.formats"),
        (CAPTCHA, BadAnswer, "CAPTCHA"),
        (Reply(b"Too Many Requests", status=429), RateLimited, "limiter"),
        (Reply(b"", status=429, headers={"Retry-After": "60"}), RateLimited, "limiter"),
        (Reply(b"<h1>Not Found</h1>", status=404), BadAnswer, "is it a SearXNG server"),
        (Reply(b'{"error": "search error"}', status=500), Unreachable, "500"),
        (Reply(b'{"error": "No query"}', status=400), BadAnswer, "400"),
        (Reply(b""), BadAnswer, "did not answer in JSON"),
        (Reply(b'{"results": [{"url": "https://a.ex'), BadAnswer, "did not answer in JSON"),
        (Reply(b"[]"), BadAnswer, "without a list of results"),
        (Reply(b'{"results": null}'), BadAnswer, "without a list of results"),
        (Reply(status=302, headers={"Location": "http://10.0.0.1/"}), Refused, "SAPERE_FETCH_ALLOW"),
    ],
)  # fmt: skip
def test_every_failure_says_what_to_do(
    opened: Open, reply: Reply, leaf: type[SourceError], told: str
) -> None:
    with pytest.raises(leaf, match=told):
        opened(answering(reply)).ask()


def test_a_server_whose_settings_lack_json_is_told_apart(opened: Open) -> None:
    with pytest.raises(Refused, match="refuses to answer in JSON"):
        opened(Fake(formats=("html",))).ask()


def test_a_server_that_is_not_there_is_not_running() -> None:
    pair = f"127.0.0.1:{free_port()}"
    with HttpClient(allow={pair}, limits=Limits(retries=0)) as http, pytest.raises(Unreachable) as raised:
        SearXNG(http, f"http://{pair}").search("sea", language="en", limit=1)
    assert raised.value.what.startswith(f"SearXNG at http://{pair} is not running")


def test_a_server_of_ones_own_has_to_be_allowed() -> None:
    with HttpClient() as http, pytest.raises(Refused, match=r"name it in SAPERE_FETCH_ALLOW"):
        SearXNG(http, "http://127.0.0.1:8888").search("sea", language="en", limit=1)


def test_a_password_in_the_address_is_told_to_nobody() -> None:
    with HttpClient() as http, pytest.raises(SourceError) as raised:
        SearXNG(http, "http://me:s3cret@127.0.0.1:8888").search("sea", language="en", limit=1)
    assert "s3cret" not in raised.value.what


def test_engines_the_server_lacks_are_named_instead_of_taking_others_results(opened: Open) -> None:
    with pytest.raises(BadAnswer, match="has none of these engines: arxiv, pubmed"):
        opened(Fake(engines=("bing",))).ask(engines=("arxiv", "pubmed"))
    assert opened(Fake(engines=("bing", "arxiv"))).ask(engines=("arxiv", "pubmed")).results


def test_no_hits_are_an_empty_answer(opened: Open) -> None:
    assert opened(Fake(results=[])).ask() == WebAnswer(())


@pytest.mark.parametrize(
    ("query", "sent"),
    [("!!g sea", "g sea"), (":de ?x !arxiv <3", "de x arxiv 3"), ("C# and a:b", "C# and a:b"), ("!", "")],
)
def test_a_query_gives_the_server_no_orders(query: str, sent: str) -> None:
    assert harmless(query) == sent


@pytest.mark.parametrize(
    ("language", "sent"),
    [
        ("zh", "zh"),
        ("zh-TW", "zh-TW"),
        ("zh-Hant", "zh"),
        ("zh-yue", "zh"),
        ("", "all"),
        ("??", "all"),
        ("EN", "en"),
    ],
)
def test_a_language_is_said_as_the_server_takes_it(language: str, sent: str) -> None:
    assert spoken(language) == sent
