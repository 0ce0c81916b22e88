"""A whole run with a real searx; the pages that it finds and the wiki beside it are fakes on loopback."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapere.research.shapes import AgentStatus
from tests.agents.general.whole_run import addresses, report, run, services
from tests.fakes.server import Reply, answering, serving
from tests.searx_house import SearxHouse

pytestmark = pytest.mark.service("searx")


def test_a_run_reads_what_a_real_searx_finds(tmp_path: Path, searx: SearxHouse) -> None:
    with serving(answering(Reply(b'{"query": {"search": []}}'))) as wiki:
        result = run(tmp_path, wiki=wiki.url, searxng=searx.searx, allow=(*searx.allow, wiki.pair))
    assert (report(result).status, services(result)["SearXNG"].status) == (AgentStatus.OK, AgentStatus.OK)
    assert services(result)["Wikipedia"].status is AgentStatus.EMPTY
    assert addresses(result) >= {f"{searx.site.url}/pages/duckduckgo-1", f"{searx.site.url}/pages/qwant"}
    quotes = [citation.quote for page in result.pages for one in page.sentences for citation in one.citations]
    assert any("photosynthesis" in quote for quote in quotes)


def test_a_page_that_robots_txt_closes_is_found_and_left_unread(tmp_path: Path, searx: SearxHouse) -> None:
    with serving(answering(Reply(b'{"query": {"search": []}}'))) as wiki:
        result = run(tmp_path, wiki=wiki.url, searxng=searx.searx, allow=(*searx.allow, wiki.pair))
    [unread] = result.prepared.merged.harvest.unread
    assert unread.locator == f"{searx.site.url}/closed/duckduckgo"
    assert "robots.txt" in unread.reason
    assert "/closed/duckduckgo" not in [request.path for request in searx.site.requests]
