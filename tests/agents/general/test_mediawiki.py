from __future__ import annotations

from collections.abc import Iterator

import pytest

from sapere.agents.general.mediawiki import MediaWiki
from sapere.kit.http import HttpClient
from sapere.research.errors import RateLimited
from tests.fakes.mediawiki import Article, Wiki
from tests.fakes.server import Reply, Request, Server, answering, serving

pytestmark = pytest.mark.loopback
ARTICLES = tuple(
    Article(f"Stone {number}", "<p>A stone.</p>", links=("Rock", "Sand")) for number in range(600)
)


@pytest.fixture
def wiki() -> Wiki:
    return Wiki(ARTICLES)


@pytest.fixture
def server(wiki: Wiki) -> Iterator[Server]:
    with serving(wiki) as server:
        yield server


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def client(server: Server, slept: list[float]) -> Iterator[MediaWiki]:
    with HttpClient("me@here.example", {server.pair}, gap=0.0) as http:
        yield MediaWiki(http, f"{server.url}/{{language}}/w/api.php", sleep=slept.append)


def test_every_request_keeps_the_etiquette(client: MediaWiki, server: Server) -> None:
    client.search("stone", "en")
    request = server.requests[0]
    assert "me@here.example" in request.headers["user-agent"]
    assert (request.query["maxlag"], request.query["format"]) == ("5", "json")


def test_no_request_holds_a_parameter_the_wiki_does_not_know(
    client: MediaWiki, server: Server, wiki: Wiki
) -> None:
    client.search("stone", "en")
    client.page("Stone 1", "en")
    client.links("Stone 1", "en")
    client.named("Stone 1", "en")
    client.glosses(["Stone 1", "Stone 2"], "en")
    client.list_page("Stone 1", "en")
    assert all("warnings" not in wiki.answer(request.query) for request in server.requests)


def test_any_language_edition_is_asked_and_nothing_else_can_be(client: MediaWiki, server: Server) -> None:
    for language in ("de", "zh-yue", "", "x@evil.example/", "DE"):
        client.search("stone", language)
    assert [request.path for request in server.requests] == [
        "/de/w/api.php", "/zh-yue/w/api.php", "/en/w/api.php", "/en/w/api.php", "/de/w/api.php",
    ]  # fmt: skip


def test_more_than_the_wiki_gives_is_not_asked_for(client: MediaWiki, server: Server) -> None:
    assert len(client.search("stone", "en", limit=5000).found) == 500
    assert server.requests[0].query["srlimit"] == "500"


def test_a_long_query_is_cut_at_a_word(client: MediaWiki, server: Server) -> None:
    client.search("stone " * 100, "en")
    sent = server.requests[0].query["srsearch"]
    assert len(sent) <= 300
    assert sent.endswith("stone")


def test_a_lagging_wiki_is_asked_once_more_after_its_pause(
    client: MediaWiki, wiki: Wiki, slept: list[float]
) -> None:
    wiki.lags = 1
    assert client.search("stone 1", "en").found
    wiki.lags = 2
    with pytest.raises(RateLimited, match="busy"):
        client.search("stone 1", "en")
    assert slept == [5, 5]


def test_links_are_followed_through_every_answer() -> None:
    def paged(request: Request, *_: object) -> Reply:
        first = "plcontinue" not in request.query
        rest = b'"continue": {"plcontinue": "7|0|Sand", "continue": "||"},' if first else b""
        title = b"Rock" if first else b"Sand"
        return Reply(
            b'{%s "query": {"pages": [{"title": "S", "links": [{"ns": 0, "title": "%s"}]}]}}' % (rest, title)
        )

    with serving(paged) as server, HttpClient(allow={server.pair}, gap=0.0) as http:
        assert MediaWiki(http, server.url).links("S", "en") == ("Rock", "Sand")


def test_a_wiki_that_goes_on_for_ever_is_left() -> None:
    more = (
        b'{"continue": {"plcontinue": "same"}, "query": {"pages": [{"links": [{"ns": 0, "title": "Rock"}]}]}}'
    )
    with serving(answering(Reply(more))) as server, HttpClient(allow={server.pair}, gap=0.0) as http:
        assert MediaWiki(http, server.url).links("S", "en") == ("Rock", "Rock")


def test_without_its_own_word_a_wiki_is_believed_to_be_laid_out_as_usual() -> None:
    bare = Reply(b'{"query": {"search": [{"ns": 0, "title": "A b/c?"}]}}')
    with serving(answering(bare)) as server, HttpClient(allow={server.pair}, gap=0.0) as http:
        found = MediaWiki(http, f"{server.url}/w/api.php").search("a", "en").found[0]
    assert (found.address, found.licence) == (f"{server.url}/wiki/A_b/c%3F", "CC BY-SA 4.0")


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("", "/w/api.php"),
        ("/", "/w/api.php"),
        ("/w/api.php", "/w/api.php"),
        ("/api.php", "/api.php"),
        ("/{language}", "/en/w/api.php"),
    ],
)
def test_an_address_may_be_the_wikis_server_or_its_api(given: str, asked: str) -> None:
    with serving(Wiki(ARTICLES)) as server, HttpClient("me@here.example", {server.pair}, gap=0.0) as http:
        MediaWiki(http, server.url + given).search("stone", "en")
    assert server.requests[0].path == asked


def test_a_title_is_cleaned_and_a_date_checked() -> None:
    odd = Reply(b'{"query": {"search": [{"title": "A<b>b</b>\\u202e c", "timestamp": "soon"}]}}')
    with serving(answering(odd)) as server, HttpClient(allow={server.pair}, gap=0.0) as http:
        found = MediaWiki(http, server.url).search("a", "en").found[0]
    assert (found.title, found.changed) == ("Ab c", "")
