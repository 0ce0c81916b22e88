from __future__ import annotations

from contextlib import ExitStack

import pytest

from sapere.agents.video import build
from sapere.kit.http import HttpClient
from sapere.providers.search.nowhere import NoWebSearch
from sapere.providers.search.searxng import SearXNG
from sapere.research.ports import AgentContext, Scope, WebSearch
from sapere.research.service_agent import ServiceAgent
from sapere.research.shapes import AgentStatus, Finding, ServiceReport
from tests.agents.video.asking import brief
from tests.doubles.index import MemoryIndex
from tests.doubles.store import MemoryStore
from tests.fakes import searxng, sepiasearch, youtube
from tests.fakes.server import Handler, serving

pytestmark = pytest.mark.loopback


def agent(opened: ExitStack, *, key: str = youtube.KEY, searched: bool = True) -> ServiceAgent:
    fakes: dict[str, Handler] = {
        "youtube": youtube.Youtube(),
        "sepiasearch": sepiasearch.SepiaSearch(),
        "searxng": searxng.SearXNG(),
    }
    servers = {name: opened.enter_context(serving(fake)) for name, fake in fakes.items()}
    allowed = {server.pair for server in servers.values()}
    http = opened.enter_context(HttpClient("me@here.example", allowed, gap=0.0, sleep=lambda _: None))
    web: WebSearch = SearXNG(http, servers["searxng"].url) if searched else NoWebSearch()
    addresses = {name: server.url for name, server in servers.items()}
    context = AgentContext(http, MemoryIndex(), MemoryStore(), Scope("me"), addresses, {"youtube": key}, web)
    return build(context)


def test_three_services_are_asked_at_once_and_each_says_how_it_went() -> None:
    with ExitStack() as opened:
        told = list(agent(opened).find(brief()))
    reports = {one.name: (one.status, one.found) for one in told if isinstance(one, ServiceReport)}
    assert reports == {
        "YouTube": (AgentStatus.OK, 3),
        "SepiaSearch": (AgentStatus.OK, 3),
        "SearXNG (youtube)": (AgentStatus.OK, 3),
    }


def test_each_finding_is_fetched_from_the_service_that_gave_it() -> None:
    with ExitStack() as opened:
        video = agent(opened)
        found = [one for one in video.find(brief()) if isinstance(one, Finding)]
        captions = [video.fetch(one).body for one in found if not one.body]
    assert len(captions) == len(found) == 9
    assert all(body.startswith(b"CAPTIONS {") for body in captions)


def test_without_key_and_search_server_one_service_is_left() -> None:
    with ExitStack() as opened:
        told = list(agent(opened, key="", searched=False).find(brief()))
    skipped = {
        one.name for one in told if isinstance(one, ServiceReport) and one.status is AgentStatus.SKIPPED
    }
    assert skipped == {"YouTube", "SearXNG (youtube)"}
    assert {one.service for one in told if isinstance(one, Finding)} == {"SepiaSearch"}
