from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from sapere import wiring
from sapere.providers.vectors.edge import EdgeIndex
from sapere.providers.vectors.server import ServerIndex
from sapere.research.budget import RunBudget
from sapere.research.errors import ModelRefuses
from sapere.research.ports import Scope
from sapere.research.service_agent import ServiceAgent
from sapere.settings import Settings
from sapere.settings.kinds import SERVICES
from tests.fakes.embeddings import Embeddings
from tests.fakes.mediawiki import mediawiki
from tests.fakes.qdrant import fake_qdrant
from tests.fakes.server import Reply, answering, serving


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


def test_without_an_address_the_index_is_embedded(settings: Settings) -> None:
    index = wiring.build_index(settings)
    assert isinstance(index, EdgeIndex)
    index.close()
    wiring.rebuild_index(settings).close()


@pytest.mark.loopback
def test_with_an_address_it_is_the_servers(settings: Settings) -> None:
    with fake_qdrant("key") as fake:
        named = replace(settings, qdrant_url=fake.url, qdrant_api_key="key")
        index = wiring.build_index(named)
        assert isinstance(index, ServerIndex)
        index.close()


def test_every_registered_agent_is_built_under_its_own_name(settings: Settings) -> None:
    index = wiring.build_index(settings)
    agents = wiring.build_agents(
        settings,
        index=index,
        store=wiring.build_store(settings),
        scope=Scope("alice"),
        http=wiring.build_http(settings),
    )
    assert [agent.name for agent in agents] == list(wiring.AGENTS)
    services = {name for agent in agents if isinstance(agent, ServiceAgent) for name in agent.services}
    assert {name.partition(" (")[0] for name in services} == set(SERVICES)
    index.close()


def test_the_store_lies_in_the_data_folder(settings: Settings, tmp_path: Path) -> None:
    wiring.build_store(settings).put("text/x", b"kept")
    assert [one.name for one in tmp_path.iterdir()] == ["store"]


@pytest.mark.loopback
def test_what_was_asked_once_is_kept_in_the_data_folder(settings: Settings, tmp_path: Path) -> None:
    with serving(answering(Reply(b"here"))) as site:
        allowed = replace(settings, fetch_allow=(site.pair,))
        for _ in range(2):
            with wiring.build_http(allowed) as http:
                assert http.get(site.url).body == b"here"
    assert len(site.requests) == 1
    assert list((tmp_path / "cache" / "http").rglob("*"))


def test_the_open_web_is_searched_where_a_server_is_named(settings: Settings) -> None:
    with wiring.build_http(settings) as http:
        assert wiring.build_web(settings, http).skip_reason()
        named = replace(settings, searxng_url="http://127.0.0.1:8888")
        assert wiring.build_web(named, http).skip_reason() == ""


@pytest.mark.loopback
def test_the_dictionary_is_the_wiki_of_the_settings(settings: Settings) -> None:
    shared = {"Mercury (planet)": "a planet", "Mercury (element)": "a metal"}
    with serving(mediawiki("mercury", meanings=shared)) as wiki:
        named = replace(settings, mediawiki_url=wiki.url, fetch_allow=(wiki.pair,))
        with wiring.build_http(named) as http:
            meanings = wiring.build_dictionary(named, http).meanings("Mercury", "en")
    assert [meaning.title for meaning in meanings] == list(shared)


@pytest.mark.loopback
def test_a_search_server_of_ones_own_is_asked_several_things_at_once(settings: Settings) -> None:
    both = threading.Barrier(2, timeout=10)

    def waits_for_another(*_: object) -> Reply:
        both.wait()
        return Reply(b'{"results": []}')

    with serving(waits_for_another) as own, ThreadPoolExecutor(2) as agents:
        named = replace(settings, searxng_url=own.url, fetch_allow=(own.pair,))
        with wiring.build_http(named) as http:
            web = wiring.build_web(named, http)
            answers = agents.map(lambda word: web.search(word, language="en", limit=1), ("sea", "land"))
            assert [answer.results for answer in answers] == [(), ()]


def test_a_price_is_the_operators_or_the_lists_or_not_known() -> None:
    price = wiring.build_price(Settings(model_prices=(("openai:mine", 1.0, 10.0),)))
    assert price("openai:mine", 1_000_000, 100_000) == 2.0
    assert price("openai:gpt-5-mini", 1_000_000, 0) == 0.25
    assert price("openai:nobody-knows-this", 1_000, 0) is None
    assert price("nowhere:at-all", 1_000, 0) is None


def test_an_order_may_do_without_the_model_that_is_set() -> None:
    assert wiring.chosen_models(Settings(model=("openai:mine",)), model="extractive") == {}


def test_no_embedder_is_built_unless_one_is_named(tmp_path: Path) -> None:
    assert wiring.build_embedder(Settings(data=tmp_path)) is None


def test_a_model_in_the_process_is_looked_for_in_the_data_folder(tmp_path: Path) -> None:
    embedder = wiring.build_embedder(Settings(data=tmp_path, embedder="fastembed:no/such"))
    assert embedder is not None
    with pytest.raises(ModelRefuses):
        _ = embedder.dimension


@pytest.mark.loopback
def test_what_an_embedder_is_asked_is_paid_at_its_price(tmp_path: Path) -> None:
    purse = RunBudget()
    with serving(Embeddings(model="text-embedding-3-small")) as server:
        settings = Settings(
            data=tmp_path,
            embedder="openai:text-embedding-3-small",
            embedder_url=f"{server.url}/v1",
            embedder_key="right",
        )
        embedder = wiring.build_embedder(settings, lambda _: purse)
        assert embedder is not None
        embedder.texts(["one two three"] * 2, Scope("alice"))
        embedder.close()
    assert [one.input_tokens for one in purse.spent] == [3]
    assert purse.usd == pytest.approx(3 * 0.02 / 1e6)


def test_an_embedder_in_the_process_costs_nothing() -> None:
    assert wiring.embedder_price(Settings(embedder="fastembed:any/model"), 1_000_000) == 0
    assert wiring.embedder_price(Settings(embedder="openai:nobody-knows-this"), 1_000_000) is None


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("own_url", "own_key", "accepted"),
    [(False, "", True), (True, "", False), (True, "right", True), (False, "wrong", False)],
)
def test_the_key_of_models_goes_to_their_address_alone(
    tmp_path: Path, own_url: bool, own_key: str, accepted: bool
) -> None:
    with serving(Embeddings(key="right")) as server:
        url = f"{server.url}/v1"
        settings = Settings(
            data=tmp_path,
            embedder="openai:tiny",
            embedder_url=url if own_url else "",
            embedder_key=own_key,
            openai_base_url="http://127.0.0.1:1/v1" if own_url else url,
            openai_api_key="right",
        )
        embedder = wiring.build_embedder(settings)
        assert embedder is not None
        if accepted:
            assert embedder.dimension == 16
        else:
            with pytest.raises(ModelRefuses, match="key"):
                _ = embedder.dimension
        embedder.close()
