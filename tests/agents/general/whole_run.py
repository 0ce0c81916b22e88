"""A run of the engine from the topic to the last page with the general agent alone, as the settings wire it."""

from __future__ import annotations

from pathlib import Path

from sapere import wiring
from sapere.kit.clock import SystemClock
from sapere.readers import Readers
from sapere.research.alone import Researched, research
from sapere.research.ports import Scope
from sapere.research.shapes import AgentReport, Order, ServiceReport
from sapere.settings import Settings
from tests.doubles.engine import engine
from tests.doubles.index import MemoryIndex
from tests.doubles.store import MemoryStore


def run(
    data: Path, *, wiki: str, searxng: str, allow: tuple[str, ...], topic: str = "photosynthesis"
) -> Researched:
    settings = Settings(data=data, mediawiki_url=wiki, searxng_url=searxng, fetch_allow=allow)
    store, index = MemoryStore(), MemoryIndex()
    with wiring.build_http(settings) as http:
        agents = wiring.build_agents(settings, index=index, store=store, scope=Scope("alice"), http=http)
        [general] = [agent for agent in agents if agent.name == "general"]
        readers = Readers()
        try:
            words = wiring.build_dictionary(settings, http)
            made = engine(
                [general], reader=readers, store=store, index=index, clock=SystemClock(), dictionary=words
            )
            return research(Order(topic, seed="s", language="en"), made)
        finally:
            readers.close()


def report(result: Researched) -> AgentReport:
    [told] = result.prepared.merged.harvest.reports
    return told


def services(result: Researched) -> dict[str, ServiceReport]:
    return {service.name: service for service in report(result).services}


def addresses(result: Researched) -> set[str]:
    """Where everything that was read came from."""
    sources = result.prepared.merged.harvest.sources
    return {address for source in sources for address in (source.url, *source.also_at)}
