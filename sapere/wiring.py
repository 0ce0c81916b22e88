"""The one place that chooses implementations. Above it is Django, below it none.

An agent is added by its folder under ``agents/`` and one line in :data:`AGENTS`.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from sapere.agents.general.meanings import WikiDictionary
from sapere.kit.http import Cache, HttpClient
from sapere.providers.embeddings.cached import CachedEmbedder
from sapere.providers.embeddings.fastembed import FastEmbedder
from sapere.providers.embeddings.openai import OPENAI, OpenAIEmbedder
from sapere.providers.embeddings.paying import Till, nobody
from sapere.providers.models.access import Access
from sapere.providers.search.nowhere import NoWebSearch
from sapere.providers.search.searxng import SearXNG
from sapere.providers.store.folder import FolderStore
from sapere.providers.vectors.edge import EdgeIndex
from sapere.readers import Readers
from sapere.research.calls import Job
from sapere.research.errors import BadRequest
from sapere.research.ports import (
    Agent,
    AgentContext,
    Dictionary,
    Embedder,
    Index,
    Model,
    Purses,
    Scope,
    Store,
    Vectors,
    WebSearch,
)
from sapere.research.service_agent import ServiceAgent
from sapere.research.shapes import EXTRACTIVE
from sapere.settings import Settings, data_folder
from sapere.settings.kinds import models as models_named

if TYPE_CHECKING:
    from sapere.providers.models.remote import Remote, RemoteModel

AGENTS = (
    "library",
    "general",
    "academic",
    "computational",
    "video",
    "social",
)
"""The folders under ``agents/``. Each has ``build(context: AgentContext) -> Agent``."""


def build_store(settings: Settings) -> Store:
    """Kept texts and bytes, in the data folder."""
    return FolderStore(data_folder(settings) / "store")


def index_folder(settings: Settings) -> Path:
    """Where the embedded index lies."""
    return data_folder(settings) / "index"


def build_embedder(settings: Settings, purses: Purses = nobody) -> Embedder | None:
    """What turns texts into vectors, each text once; None where search is by words alone. Asks nobody anything yet.
    ``purses`` pay for what an endpoint is asked."""
    provider, _, model = settings.embedder.partition(":")
    if not provider:
        return None
    folder = data_folder(settings)
    embedder: Embedder = FastEmbedder(model, folder / "models")
    if provider == "openai":
        embedder = _endpoint(settings, model, purses)
    return CachedEmbedder(embedder, folder / "cache" / "embeddings.sqlite3")


def _endpoint(settings: Settings, model: str, purses: Purses) -> OpenAIEmbedder:
    """Its way out is its own: what is let through for it is let through for nothing else. OpenAI's key goes to no other
    address than OpenAI's models have."""
    address = settings.embedder_url or settings.openai_base_url or OPENAI
    key = settings.embedder_key
    if not key and address == (settings.openai_base_url or OPENAI):
        key = settings.openai_api_key
    parts = urlsplit(address)
    pair = parts.netloc.rpartition("@")[2].lower()
    if not parts.port:
        pair += ":443" if parts.scheme == "https" else ":80"
    http = HttpClient(settings.contact, (pair,), own=(pair,), gap=0.0)
    till = Till(purses, lambda tokens: embedder_price(settings, tokens))
    return OpenAIEmbedder(http, model, address=address, key=key, till=till)


def embedder_price(settings: Settings, tokens: int) -> float | None:
    """Dollars that an embedder takes for so many; None where nobody knows. One in the process takes none."""
    if settings.embedder.startswith("fastembed:"):
        return 0.0
    return build_price(settings)(settings.embedder, tokens, 0)


def build_index(settings: Settings, purses: Purses = nobody) -> Vectors:
    """A Qdrant server where one is named, else the embedded index, which one process may have open; with the embedder
    that the settings choose, paid out of ``purses``.

    Raises ``AlreadyOpen``, ``StorageError`` for a damaged or outdated one (:func:`rebuild_index` helps), or
    ``IndexAway`` when the server does not answer.
    """
    embedder = build_embedder(settings, purses)
    if settings.qdrant_url:
        from sapere.providers.vectors.server import ServerIndex  # more than a second to load, seldom needed

        return ServerIndex(settings.qdrant_url, settings.qdrant_api_key, embedder=embedder)
    return EdgeIndex(index_folder(settings), embedder=embedder)


def rebuild_index(settings: Settings, purses: Purses = nobody) -> Vectors:
    """An empty index in place of the one that is there; what it held is put in again from the kept texts."""
    embedder = build_embedder(settings, purses)
    if settings.qdrant_url:
        from sapere.providers.vectors.server import ServerIndex

        return ServerIndex.rebuild(settings.qdrant_url, settings.qdrant_api_key, embedder=embedder)
    return EdgeIndex.rebuild(index_folder(settings), embedder=embedder)


def build_readers(settings: Settings) -> Readers:  # noqa: ARG001  (its limits are not settings so far)
    """Has child processes: ``close`` it."""
    return Readers()


def build_http(settings: Settings) -> HttpClient:
    """The guarded way out. Shared by all agents of a run, so that no host is asked twice at once: but for the
    operator's own search server, which several agents need at the same time.

    Public answers are kept in the data folder's ``cache/http``, which may be deleted any time.
    """
    kept = Cache(data_folder(settings) / "cache" / "http")
    own = [pair for pair in settings.fetch_allow if pair == urlsplit(settings.searxng_url).netloc.lower()]
    return HttpClient(settings.contact, settings.fetch_allow, own=own, cache=kept)


def build_models(
    settings: Settings, *, model: str = "", offline: bool = False
) -> Mapping[Job, tuple[Model, ...]]:
    """The models of each job, the first to be tried first; a job that has none is not in it.

    ``model`` stands in for all that was chosen in the settings, written as ``SAPERE_MODEL`` is; ``offline`` leaves those
    that answer on this very machine. Raises ``BadRequest``
    for one that cannot be asked: an unknown provider, no key. They share their connections with all that were built
    before in this process (:func:`close_models`).
    """
    chosen = chosen_models(settings, model=model, offline=offline)
    if not chosen:
        return {}
    remote = _remote(settings)
    return {job: tuple(remote.model(name) for name in names) for job, names in chosen.items()}


def chosen_models(
    settings: Settings, *, model: str = "", offline: bool = False
) -> dict[Job, tuple[str, ...]]:
    """The names of each job's models; none where ``model`` is ``extractive``. What is sent back for mending is mended
    by who wrote it."""
    if model == EXTRACTIVE:
        return {}
    try:
        every, single = (models_named(model), {}) if model else (settings.model, dict(settings.model_for))
    except ValueError as error:
        raise BadRequest(f"{model} names no model. {error}") from None
    if Job.WRITE in single:
        single.setdefault(Job.MEND, single[Job.WRITE])
    names = {job: single.get(job, every) for job in Job}
    if offline:
        here = {one.provider for one in _accesses(settings) if one.here}
        names = {job: tuple(n for n in chain if n.partition(":")[0] in here) for job, chain in names.items()}
    return {job: chain for job, chain in names.items() if chain}


def every_model(settings: Settings) -> list[RemoteModel]:
    """Each model that was chosen for any job, once."""
    names = dict.fromkeys(name for chain in chosen_models(settings).values() for name in chain)
    return [_remote(settings).model(name) for name in names]


_remotes: dict[Settings, Remote] = {}
_remotes_lock = threading.Lock()


def _remote(settings: Settings) -> Remote:
    """One for each settings there are, which is one."""
    from sapere.providers.models.remote import Remote

    with _remotes_lock:
        if settings not in _remotes:
            _remotes[settings] = Remote(
                _accesses(settings),
                at_once=settings.calls_at_once,
                patience=settings.model_patience,
                prices=settings.model_prices,
                contact=settings.contact,
            )
        return _remotes[settings]


def _accesses(settings: Settings) -> tuple[Access, ...]:
    return (
        Access("openai", settings.openai_api_key, settings.openai_base_url),
        Access("anthropic", settings.anthropic_api_key, settings.anthropic_base_url),
        Access("google", settings.google_api_key, settings.google_base_url),
    )


def interrupt_models(asker: int | None = None) -> None:
    """Ends what is under way with models, or what one thread waits for (by its ident): it is told so, and what came
    until then is counted."""
    with _remotes_lock:
        for remote in _remotes.values():
            remote.interrupt(asker)


@atexit.register
def close_models() -> None:
    """Ends every connection to models, and what is under way with it."""
    with _remotes_lock:
        while _remotes:
            _remotes.popitem()[1].close()


def build_web(settings: Settings, http: HttpClient) -> WebSearch:
    """The web search that several agents share."""
    return SearXNG(http, settings.searxng_url) if settings.searxng_url else NoWebSearch()


def build_dictionary(settings: Settings, http: HttpClient) -> Dictionary:
    """Tells what a name stands for."""
    return WikiDictionary(http, settings.mediawiki_url)


def build_price(settings: Settings) -> Callable[[str, int, int], float | None]:
    """From a model's name (``provider:NAME``), tokens in and tokens out to dollars; None where nobody knows."""
    from sapere.providers.models.prices import Prices

    prices = Prices(settings.model_prices)

    def price(name: str, into: int, out: int) -> float | None:
        provider, _, model = name.partition(":")
        return prices.most(Access(provider), model, (into, out))

    return price


def build_agents(
    settings: Settings, *, index: Index, store: Store, scope: Scope, http: HttpClient
) -> tuple[Agent, ...]:
    """All agents there are, for one owner's run. Whether one takes part it says itself (``skip_reason``)."""
    context = AgentContext(
        http=http,
        index=index,
        store=store,
        scope=scope,
        addresses=settings.addresses,
        keys=settings.keys,
        web=build_web(settings, http),
    )
    agents = (_builder(name)(context) for name in AGENTS)
    return tuple(
        agent.without(settings.services_off) if isinstance(agent, ServiceAgent) else agent for agent in agents
    )


def _builder(name: str) -> Callable[[AgentContext], Agent]:
    return cast(Callable[[AgentContext], Agent], import_module(f"sapere.agents.{name}").build)
