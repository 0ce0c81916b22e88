"""What SearXNG servers really answered, where the recordings are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapere.kit.http import HttpClient
from sapere.providers.search.searxng import SearXNG
from sapere.research.ports import WebAnswer
from tests.fakes.server import Reply, answering, serving

RECORDED = Path(__file__).parents[3].parent / "shared" / "data" / "api" / "searxng"
pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(not RECORDED.is_dir(), reason="the recorded answers of SearXNG are not here"),
]


def asked(name: str, limit: int) -> WebAnswer:
    reply = Reply((RECORDED / name).read_bytes(), headers={"Content-Type": "application/json"})
    with serving(answering(reply)) as server, HttpClient(allow={server.pair}, gap=0.0) as http:
        return SearXNG(http, server.url).search("x", language="en", limit=limit)


def test_a_recorded_search_gives_its_pages_and_the_engines_that_were_suspended() -> None:
    answer = asked("search_unresponsive_engines.json", 6)
    assert len(answer.results) == 6
    assert (
        answer.results[1].url
        == "https://editorial.rottentomatoes.com/article/10-shows-to-watch-if-you-love-severance/"
    )
    assert answer.results[1].title == "Love Severance? Here Are 10 Shows To Watch Next"
    assert all(result.snippet and result.engines == ("google cse",) for result in answer.results)
    assert answer.silent == (
        ("brave", "Suspended: too many requests"),
        ("duckduckgo", "CAPTCHA"),
        ("startpage", "Suspended: CAPTCHA"),
    )


def test_a_sparse_answer_with_mixed_forms_is_read() -> None:
    answer = asked("handmade_mixed_unresponsive_engines.json", 2)
    assert [(r.title, r.engines) for r in answer.results] == [
        ("Rust Programming Language", ("duckduckgo", "bing")),
        ("rust-lang/book", ("github",)),
    ]
    assert dict(answer.silent) == {"brave": "timeout", "wikidata": "timeout", "google": "HTTP error 429"}
