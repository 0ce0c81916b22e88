"""Our client and a real searx, over a small corpus: what Google or arXiv really say is not tested here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sapere.kit.http import HttpClient
from sapere.providers.search.searxng import SearXNG
from sapere.research.errors import BadAnswer
from sapere.research.ports import WebAnswer
from tests.searx_house import SearxHouse

pytestmark = pytest.mark.service("searx")


@pytest.fixture
def client(searx: SearxHouse) -> Iterator[SearXNG]:
    with HttpClient(allow=searx.allow, gap=0.0) as http:
        yield SearXNG(http, searx.searx)


def ask(
    client: SearXNG, query: str = "photosynthesis", *, language: str = "en", engines: tuple[str, ...] = ()
) -> WebAnswer:
    return client.search(query, language=language, limit=10, engines=engines)


def test_its_default_engines_answer_and_the_broken_one_is_named(client: SearXNG, searx: SearxHouse) -> None:
    answer = ask(client)
    assert {result.url for result in answer.results} == {
        f"{searx.site.url}/pages/duckduckgo-1",
        f"{searx.site.url}/pages/duckduckgo-2",
        f"{searx.site.url}/pages/qwant",
        f"{searx.site.url}/closed/duckduckgo",
    }
    [(name, why)] = answer.silent
    assert name == "startpage" and why.startswith("unexpected crash")


@pytest.mark.parametrize(
    "engines",
    [("arxiv", "google scholar", "pubmed"), ("wolframalpha",), ("youtube",), ("reddit",)],
    ids=["academic", "computational", "video", "social"],
)
def test_the_engines_of_every_agent_are_found_by_their_names(
    client: SearXNG, engines: tuple[str, ...]
) -> None:
    answer = ask(client, engines=engines)
    assert {engine for result in answer.results for engine in result.engines} == set(engines)
    assert answer.silent == ()


def test_a_paper_brings_its_date(client: SearXNG) -> None:
    [paper] = ask(client, engines=("arxiv",)).results
    assert (paper.title, paper.published) == ("A paper on photosynthesis", "2024-05-06")
    assert paper.snippet == "An abstract on photosynthesis."


def test_an_engine_that_breaks_leaves_nothing_but_its_name(client: SearXNG) -> None:
    answer = ask(client, engines=("startpage",))
    assert answer.results == () and answer.silent[0][0] == "startpage"


def test_engines_it_does_not_have_are_noticed(client: SearXNG) -> None:
    with pytest.raises(BadAnswer, match="has none of these engines: bing"):
        ask(client, engines=("bing",))


@pytest.mark.parametrize("language", ["zh", "zh-TW", "ja", "ar", "zh-yue", "", "sr-Latn"])
def test_it_takes_every_language_as_we_say_it(client: SearXNG, language: str) -> None:
    assert ask(client, language=language).results


def test_a_query_that_holds_its_commands_stays_a_query(client: SearXNG) -> None:
    assert ask(client, "!!g :de photosynthesis <1 ?arx").results


def test_what_nobody_wrote_about_is_not_found(client: SearXNG) -> None:
    assert ask(client, "xylophones", engines=("reddit",)) == WebAnswer(())
