"""Six agents over all services at once: what each did is told, and a service that dies takes nobody with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from sapere import wiring
from sapere.kit.clock import SystemClock
from sapere.research.define import define
from sapere.research.ports import Agent, Scope
from sapere.research.search import search
from sapere.research.shapes import AgentStatus, Order, Search
from sapere.settings import load
from tests.cli.terminal import Terminal
from tests.fakes.world import SERVICES, World, world

pytestmark = pytest.mark.loopback
ROOT = Path(__file__).parents[2]
TOPIC = "photosynthesis"
SHOWN = {
    "mediawiki": "Wikipedia", "searxng": "SearXNG", "arxiv": "arXiv", "openalex": "OpenAlex", "pubmed": "PubMed",
    "crossref": "Crossref", "semanticscholar": "Semantic Scholar", "wikidata": "Wikidata", "wolfram": "Wolfram|Alpha",
    "youtube": "YouTube", "sepiasearch": "SepiaSearch", "stackexchange": "Stack Exchange", "hackernews": "Hacker News",
    "reddit": "Reddit",
}  # fmt: skip
Rows = dict[str, tuple[AgentStatus, int]]


def searched(fakes: World, data: Path) -> list[Search]:
    """All agents at once, as a run does it, without the reading."""
    settings = load({**fakes.environment, "SAPERE_DATA": str(data)}, data)
    index, store = wiring.build_index(settings), wiring.build_store(settings)
    with wiring.build_http(settings) as http, ThreadPoolExecutor(6) as threads:
        agents = wiring.build_agents(settings, index=index, store=store, scope=Scope("alice"), http=http)
        brief = define(Order(TOPIC, language="en"), [agent.name for agent in agents])

        def one(agent: Agent) -> Search:
            return search(agent, brief, SystemClock(), lambda _: None)

        found = list(threads.map(one, agents))
    index.close()
    return found


def rows(found: list[Search]) -> Rows:
    return {service.name: (service.status, service.found) for one in found for service in one.report.services}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rows]:
    with world(TOPIC) as fakes:
        yield rows(searched(fakes, tmp_path_factory.mktemp("whole")))


def test_every_service_but_those_with_nothing_to_say_finds_something(whole: Rows) -> None:
    assert {name.partition(" (")[0] for name in whole} == {*SHOWN.values(), "SymPy"}
    assert [name for name, (status, _) in whole.items() if status is not AgentStatus.OK] == ["SymPy"]


@pytest.mark.parametrize("victim", SERVICES)
def test_a_service_that_dies_changes_only_its_own_row(whole: Rows, tmp_path: Path, victim: str) -> None:
    with world(TOPIC) as fakes:
        fakes.servers[victim].dies = True
        after = rows(searched(fakes, tmp_path))
    changed = {name for name in whole if whole[name] != after[name]}
    assert changed
    assert {name.partition(" (")[0] for name in changed} == {SHOWN[victim]}
    assert {after[name][0] for name in changed} == {AgentStatus.FAILED}


def test_one_command_tells_what_each_did(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    with world(TOPIC) as fakes:
        environment = os.environ | fakes.environment | {"SAPERE_DATA": str(tmp_path / "data")}
        command = [sys.executable, "-m", "sapere", "research", TOPIC, "--depth", "quick", "--json", str(out)]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    told: dict[str, Any] = {agent["name"]: agent for agent in json.loads(out.read_text("utf-8"))["agents"]}
    assert list(told) == list(wiring.AGENTS)
    table = done.stdout.rpartition("agent   ")[2]
    assert all(name in table for name in told)
    assert {one["name"].partition(" (")[0] for agent in told.values() for one in agent["services"]} == {
        *SHOWN.values(), "SymPy",
    }  # fmt: skip
    assert all(told[name]["kept"] for name in ("general", "academic", "computational", "video", "social"))


def test_an_offline_run_asks_nobody(tmp_path: Path) -> None:
    with world(TOPIC) as fakes:
        done = Terminal(tmp_path, fakes.environment).run(
            "research", "generators", "--offline", "--depth", "quick"
        )
        assert {
            name: server.connections for name, server in fakes.servers.items() if server.connections
        } == {}
    assert done.returncode == 0
    assert done.stdout.count("This run stays offline.") >= 2 * len(("general", "academic", "video", "social"))
