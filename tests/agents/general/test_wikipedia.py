from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from sapere.agents.general.answers import beginning
from sapere.agents.general.wikipedia import Wikipedia
from sapere.kit.http import HttpClient, Limits
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable, Unreadable
from sapere.research.shapes import Brief, Depth, Finding, Level
from tests.fakes.hostile import hostile
from tests.fakes.mediawiki import Article, Wiki
from tests.fakes.server import Handler, Reply, answering, serving

pytestmark = pytest.mark.loopback

CHESS = Article(
    "Chess",
    "<p>Chess is a game.<sup class='reference'><a href='#1'>[1]</a></sup></p><h2>Rules</h2><p>Turns.</p>",
)
SET = Article("Chess set", "<p>A chess set has 32 pieces.</p>")
NAMES = Article("Chess (disambiguation)", "<p>Chess may also be:</p>", disambiguation=True)
BRIEF = Brief("Chess", "en", Depth.QUICK, Level.NEW, scope="", questions=(), queries={})
QUERIES = ("chess", "chess set")
Build = Callable[..., Wikipedia]


@pytest.fixture
def build() -> Iterator[Build]:
    with ExitStack() as opened:

        def service(handler: Handler, seconds: float = 20.0) -> Wikipedia:
            server = opened.enter_context(serving(handler))
            limits = Limits(seconds=seconds, retries=0)
            http = opened.enter_context(HttpClient("me@here.example", {server.pair}, limits=limits, gap=0.0))
            return Wikipedia(http, server.url)

        yield service


def find(wiki: Wikipedia, *queries: str, limit: int = 10) -> list[Finding]:
    return list(wiki.find(BRIEF, queries or QUERIES, limit))


def finding(title: str) -> Finding:
    return Finding("general", f"https://en.wikipedia.org/wiki/{title}", title, language="en")


def test_each_article_is_found_once_best_first_with_all_a_citation_needs(build: Build) -> None:
    found = find(build(Wiki((CHESS, SET))))
    assert [item.title for item in found] == ["Chess", "Chess set"]
    assert found[1] == Finding(
        agent="general",
        locator="https://en.wikipedia.org/wiki/Chess_set",
        title="Chess set",
        kind="article",
        snippet="Chess set & more",
        language="en",
        author="Wikipedia contributors",
        licence="CC BY-SA 4.0",
        service="Wikipedia",
    )


def test_an_article_comes_whole_with_its_headings_and_without_its_reference_marks(build: Build) -> None:
    raw = build(Wiki((CHESS,))).fetch(finding("Chess"))
    page = raw.body.decode()
    assert (raw.media_type, raw.charset, raw.locator) == (
        "text/html",
        "utf-8",
        "https://en.wikipedia.org/wiki/Chess",
    )
    assert "<title>Chess</title>" in page
    assert "<p>Chess is a game.</p><h2>Rules</h2>" in page


def test_a_wiki_without_parsed_pages_gives_its_extract_and_the_headings_stay(build: Build) -> None:
    plain = replace(CHESS, text="Chess is a game.\n\n== Rules ==\n1 < 2 & so on")
    page = build(Wiki((plain,), actions=("query",))).fetch(finding("Chess")).body.decode()
    assert "<h2>Rules</h2>\n<p>1 &lt; 2 &amp; so on</p>" in page


def test_a_redirect_leads_to_the_article(build: Build) -> None:
    page = build(Wiki((CHESS,), redirects={"Royal game": "Chess"})).fetch(finding("Royal game"))
    assert b"<h1>Chess</h1>" in page.body


def test_a_page_that_only_lists_names_is_no_source(build: Build) -> None:
    with pytest.raises(Unreadable, match="only a list"):
        build(Wiki((NAMES,))).fetch(finding("Chess (disambiguation)"))


def test_a_missing_article_is_unreachable(build: Build) -> None:
    with pytest.raises(Unreachable, match="Wikipedia has no such article"):
        build(Wiki(())).fetch(finding("Chess"))


def test_every_query_is_heard_the_first_one_most(build: Build) -> None:
    stones = tuple(Article(f"Stone {at}", "<p>stone</p>") for at in range(4))
    waves = tuple(Article(f"Wave {at}", "<p>wave</p>") for at in range(3))
    titles = [item.title for item in find(build(Wiki(stones + waves)), "stone", "wave")]
    assert titles == ["Stone 0", "Stone 1", "Wave 0", "Stone 2", "Wave 1", "Stone 3", "Wave 2"]


def test_a_query_is_asked_only_when_its_turn_comes(build: Build) -> None:
    wiki = Wiki((CHESS, SET))
    found = build(wiki).find(BRIEF, QUERIES, 10)
    next(found)
    assert wiki.searched == ["chess"]


def test_nothing_found_is_an_empty_answer_and_a_proposed_spelling_is_tried(build: Build) -> None:
    assert find(build(Wiki(()))) == []
    wiki = Wiki((CHESS,), suggestion={"chezz": "chess"})
    assert [item.title for item in find(build(wiki), "chezz")] == ["Chess"]


def test_an_edition_is_asked_in_the_learners_language(build: Build) -> None:
    wiki = Wiki((CHESS,))
    [item] = build(wiki).find(replace(BRIEF, language="ja"), ("chess",), 1)
    assert item.language == "ja"


@pytest.mark.parametrize(
    ("reply", "leaf"),
    [
        (Reply(b"", status=429, headers={"Retry-After": "60"}), RateLimited),
        (Reply(b"", status=500), Unreachable),
        (Reply(b"no", status=403), Refused),
        (Reply(b"<html>not json</html>"), BadAnswer),
        (Reply(b"[1, 2]"), BadAnswer),
        (Reply(b"{}"), BadAnswer),
        (Reply(b""), BadAnswer),
        (Reply(b'{"query": {"search": [{"ti'), BadAnswer),
        (Reply(b'{"query": null}'), BadAnswer),
        (Reply(b'{"query": {"search": [{"title": null}]}}'), BadAnswer),
        (Reply(b'{"query": {"search": {"title": "A"}}}'), BadAnswer),
        (Reply(b"", status=429), RateLimited),
        (Reply(b'{"query": {"search": [{}]}}'), BadAnswer),
        (Reply(b'{"error": {"code": "internal_api_error", "info": "x"}}'), BadAnswer),
        (Reply(b'{"error": {"code": "readonly", "info": "x"}}'), RateLimited),
        (Reply(status=302, headers={"Location": "http://10.0.0.1/"}), Refused),
    ],
)
def test_no_failure_becomes_an_empty_answer(build: Build, reply: Reply, leaf: type[SourceError]) -> None:
    with pytest.raises(leaf, match=r"Wikipedia|wiki"):
        find(build(answering(reply)))


def test_a_wiki_that_hangs_is_unreachable(build: Build) -> None:
    def hangs(*given: object) -> None:
        return hostile(replace(given[0], target="/hang"), *given[1:])  # type: ignore[arg-type, type-var, return-value]

    with pytest.raises(Unreachable, match=r"did not answer within 0\.5 s"):
        build(hangs, seconds=0.5).fetch(finding("Chess"))


def test_what_a_plain_search_misses_is_found_by_how_titles_begin(build: Build) -> None:
    hidden = Wiki((CHESS, SET), topic="nothing that is asked")
    wiki = build(hidden)
    found = list(wiki.find(BRIEF, ("Chess s",), 5))
    assert [one.title for one in found] == ["Chess set"]


@pytest.mark.parametrize(
    "answer", [b"[]", b'["a", ["b"], [], []]', b'["a", ["b"], [""], ["javascript:1"]]', b"{}"]
)
def test_a_list_of_titles_that_is_none_is_refused(answer: bytes) -> None:
    with pytest.raises(BadAnswer):
        beginning(json.loads(answer), "CC BY-SA 4.0")
