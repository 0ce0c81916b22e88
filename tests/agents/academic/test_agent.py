"""The whole panel at once, each service a fake of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import pytest

from sapere.agents.academic import ENGINES, build
from sapere.kit.clock import SystemClock
from sapere.kit.http import HttpClient
from sapere.providers.search.nowhere import NoWebSearch
from sapere.readers import Readers
from sapere.research.ports import Agent, AgentContext, Scope
from sapere.research.read import read
from sapere.research.search import search
from sapere.research.shapes import AgentStatus, Search
from tests.agents.asking import BRIEF, CONTACT
from tests.doubles.index import MemoryIndex
from tests.doubles.store import MemoryStore
from tests.fakes.arxiv import arxiv
from tests.fakes.crossref import crossref
from tests.fakes.openalex import openalex
from tests.fakes.pubmed import pubmed
from tests.fakes.semanticscholar import semanticscholar
from tests.fakes.server import Handler, Reply, answering, serving

pytestmark = pytest.mark.loopback
FAKES: Mapping[str, Handler] = {
    "arxiv": arxiv(),
    "openalex": openalex(),
    "pubmed": pubmed(),
    "crossref": crossref(),
    "semanticscholar": semanticscholar(),
}


@contextmanager
def panel(**other: Handler) -> Iterator[Agent]:
    """The agent among all fakes, of which ``other`` take the place of some."""
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(serving(handler)) for name, handler in {**FAKES, **other}.items()
        }
        pairs = {server.pair for server in servers.values()}
        http = stack.enter_context(HttpClient(CONTACT, pairs, gap=0.0, sleep=lambda _: None))
        addresses = {name: server.url for name, server in servers.items()}
        scope = Scope("somebody")
        yield build(AgentContext(http, MemoryIndex(), MemoryStore(), scope, addresses, {}, NoWebSearch()))


def searched(agent: Agent) -> Search:
    return search(agent, BRIEF, SystemClock(), lambda _: None)


def test_all_services_are_asked_and_the_web_says_why_it_is_not() -> None:
    with panel() as agent:
        report = searched(agent).report
    told = {service.name: service.status for service in report.services}
    assert told.pop(f"SearXNG ({', '.join(ENGINES)})") is AgentStatus.SKIPPED
    assert set(told) == {"arXiv", "OpenAlex", "PubMed", "Crossref", "Semantic Scholar"}
    assert set(told.values()) == {AgentStatus.OK}


def test_the_same_work_has_the_same_address_wherever_it_was_found() -> None:
    with panel() as agent:
        found = searched(agent).findings
    review = {one.service for one in found if one.locator == "https://doi.org/10.5555/annals.2021.017"}
    assert review == {"OpenAlex", "PubMed", "Crossref", "Semantic Scholar"}
    assert len({one.locator for one in found}) == len({one.title for one in found})


@pytest.mark.parametrize("name", FAKES)
def test_one_that_is_away_changes_only_its_own_row(name: str) -> None:
    with panel() as agent:
        before = {one.name: one.found for one in searched(agent).report.services}
    with panel(**{name: answering(Reply(b"<html>Are you a robot?</html>"))}) as agent:
        after = searched(agent).report
    changed = [one for one in after.services if one.found != before[one.name]]
    assert [one.status for one in changed] == [AgentStatus.FAILED]
    assert changed[0].name.lower().replace(" ", "") == name
    assert after.status is AgentStatus.OK and changed[0].reason in after.reason


def test_every_full_text_can_be_read() -> None:
    with panel() as agent, Readers() as reader:
        store, clock = MemoryStore(), SystemClock()
        for finding in searched(agent).findings:
            reading = read(finding, agent, reader, store, clock)
            assert reading.snapshot and not reading.reason, (finding.service, finding.title, reading.reason)


def test_a_full_text_that_is_gone_leaves_the_abstract() -> None:
    with panel() as agent, Readers() as reader:
        found = next(one for one in searched(agent).findings if one.service == "OpenAlex")
        gone = replace(found, full_text=found.full_text + "0")
        reading = read(gone, agent, reader, MemoryStore(), SystemClock())
    assert reading.snapshot and reading.partial
    assert reading.reason.startswith("Only its summary was read.")


def test_a_run_that_stays_offline_asks_nobody() -> None:
    with panel() as agent:
        assert agent.skip_reason(replace(BRIEF, offline=True)) == "This run stays offline."
