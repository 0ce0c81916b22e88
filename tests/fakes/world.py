"""All outside services at once, on loopback, each answering after the same time: a world to research in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module

from tests.fakes.server import Handler, Server, serving

SERVICES = (
    "mediawiki", "searxng", "arxiv", "openalex", "pubmed", "crossref", "semanticscholar", "wikidata", "wolfram",
    "youtube", "sepiasearch", "stackexchange", "hackernews", "reddit",
)  # fmt: skip
"""Each has a fake of its name in a module of its name."""
_KEYS = {"WOLFRAM_APP_ID": "FAKE-APPID0", "YOUTUBE_API_KEY": "fake-key-of-youtube"}


@dataclass(frozen=True)
class World:
    """``environment`` leads a Sapere here and lets it in; closing one of ``servers`` takes that service away."""

    servers: Mapping[str, Server]

    @property
    def environment(self) -> dict[str, str]:
        found = {_variable(name): server.url for name, server in self.servers.items()}
        allowed = ",".join(server.pair for server in self.servers.values())
        return {**found, **_KEYS, "SAPERE_FETCH_ALLOW": allowed}


@contextmanager
def world(topic: str, *, latency: float = 0.0) -> Iterator[World]:
    """``latency`` in seconds, before every answer of every service."""
    with ExitStack() as stack:
        servers = {}
        for name in SERVICES:
            servers[name] = stack.enter_context(serving(handler_of(name, topic, latency=latency)))
        yield World(servers)


def _variable(name: str) -> str:
    return "SEARXNG_URL" if name == "searxng" else f"SAPERE_{name.upper()}_URL"


def handler_of(name: str, topic: str, *, latency: float = 0.0) -> Handler:
    """The service's fake: what bears its name in its module, however that is capitalised."""
    module = import_module(f"tests.fakes.{name}")
    made: Callable[..., Handler] = next(getattr(module, one) for one in dir(module) if one.lower() == name)
    return made(topic=topic, latency=latency)
