"""What the engine asks of the world. Implementations are chosen in :mod:`sapere.wiring`, nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sapere.kit.http import HttpClient
from sapere.research.calls import Chore, Job, Prompt, Said, Usage
from sapere.research.progress import Event
from sapere.research.shapes import Brief, Document, Finding, Meaning, Raw, ServiceReport

T = TypeVar("T")


class Agent(Protocol):
    """Finds what is worth reading about a brief.

    ``find`` yields findings as they come, best first, and simply ends when there are no more; and a report of
    each of its services as that one ends. It raises a leaf of :class:`~sapere.research.errors.SourceError`
    when it failed as a whole, and never turns a failure into an empty result. ``fetch`` gives the bytes behind one of its own findings, or raises likewise.
    ``skip_reason`` is empty, or says why this agent takes no part in this run (no key, offline, no library).
    """

    name: str
    needs_network: bool

    def skip_reason(self, brief: Brief) -> str: ...

    def find(self, brief: Brief) -> Iterable[Finding | ServiceReport]: ...

    def fetch(self, finding: Finding) -> Raw: ...


class Service(Protocol):
    """One outside service of an agent: a client of its own, in a file of its own.

    ``name`` is the one a learner knows it by. ``find`` yields at most about ``limit`` findings, best first, each
    with ``service=name``; no hits is an empty answer, a failure is raised as a leaf of ``SourceError``.
    ``skip_reason`` is empty, or says why it is not asked (no key, no address, not in this language).
    """

    name: str
    needs_network: bool

    def skip_reason(self, brief: Brief) -> str: ...

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterable[Finding]: ...

    def fetch(self, finding: Finding) -> Raw: ...


@dataclass(frozen=True, slots=True)
class WebResult:
    """One hit of a web search. ``engines`` are the search engines that gave it, as they are called there."""

    url: str
    title: str
    snippet: str = ""
    published: str = ""  # ISO 8601 date, or empty
    author: str = ""
    engines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """``silent`` names each engine that did not answer and says why: ``("google", "CAPTCHA")``."""

    results: tuple[WebResult, ...]
    silent: tuple[tuple[str, str], ...] = ()


class WebSearch(Protocol):
    """Searches the web through other search engines. Raises leaves of ``SourceError``.

    ``engines`` and ``categories`` narrow it, by the names the server knows; both empty: its own default.
    """

    name: str

    def skip_reason(self) -> str: ...

    def search(
        self,
        query: str,
        *,
        language: str,
        limit: int,
        engines: Sequence[str] = (),
        categories: Sequence[str] = (),
    ) -> WebAnswer: ...


class Dictionary(Protocol):
    """Tells what a name stands for, the likeliest first; one meaning or none when it is not ambiguous.

    Raises leaves of ``SourceError`` when it cannot be asked.
    """

    def meanings(self, name: str, language: str) -> Sequence[Meaning]: ...


class Reader(Protocol):
    """Bytes to a document. Raises ``Unreadable`` with a reason; never hangs, never exceeds its limits."""

    def read(self, raw: Raw) -> Document: ...


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose passages, and of which topic. Built from the session or the run, never from a request.

    ``topic`` empty means the owner's library; ``roots`` then narrows it to what lies under these roots
    (the paths or addresses as they were added), empty meaning all of it.
    """

    owner: str
    topic: str = ""
    roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage on its way into the index. ``document`` is the sha256 of the kept text."""

    id: str
    document: str
    start: int
    end: int
    title: str  # of the document
    path: tuple[str, ...]
    text: str
    language: str
    locator: str = ""  # where the document came from
    root: str = ""  # the library root it lies under


@dataclass(frozen=True, slots=True)
class Listed:
    """A document that has passages in the index."""

    document: str
    title: str
    locator: str
    language: str
    passages: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, best first; ``score`` is comparable within one answer only."""

    id: str
    document: str
    start: int
    end: int
    title: str
    path: tuple[str, ...]
    score: float
    locator: str = ""
    language: str = ""


class Index(Protocol):
    """Derived data: all of it can be rebuilt from passages. Raises ``StorageError`` leaves."""

    def upsert(self, scope: Scope, entries: Sequence[Entry]) -> None: ...

    def search(self, scope: Scope, query: str, *, language: str, limit: int) -> list[Hit]: ...

    def remove(self, scope: Scope, document: str | None = None) -> None: ...

    def count(self, scope: Scope) -> int: ...

    def documents(self, scope: Scope) -> list[Listed]: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Embedded:
    """Whose vectors an index holds beside its words. ``whole`` once every passage had one: from then on it is searched
    by meaning too."""

    embedder: str
    dimension: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Unembedded:
    """A passage that wants its vector; ``key`` is the index's own name of it, ``scope`` the shelf it stands on."""

    key: str
    document: str
    start: int
    end: int
    title: str
    path: tuple[str, ...]
    scope: Scope = Scope("")


class Vectors(Index, Protocol):
    """An index that is searched by meaning too, where it has an embedder. What is put in is found by its words at once;
    its vector is given to it later (:mod:`sapere.research.embedding`), for all owners alike."""

    @property
    def embedder(self) -> Embedder | None: ...

    def embedded(self) -> Embedded | None: ...

    def begin_vectors(self, embedder: str, dimension: int) -> None:
        """Room for this embedder's vectors. Those of another are thrown away; the same one's are kept."""
        ...

    def unembedded(self) -> Iterable[list[Unembedded]]:
        """All that want a vector, some at a time. What comes in meanwhile may be among them or not."""
        ...

    def put_vectors(self, vectors: Sequence[tuple[Unembedded, Sequence[float]]]) -> None:
        """A passage that has gone meanwhile, or is another by now, is left out."""
        ...

    def end_vectors(self) -> None:
        """Searches use the vectors from now on."""
        ...

    def with_vector(self) -> tuple[int, int]:
        """How many passages have a vector, and how many there are; of all owners."""
        ...


class Store(Protocol):
    """Bytes by name, where the name holds their content hash. ``put`` is atomic; ``get`` raises ``KeyError``;
    ``remove`` of what is not there does nothing. ``names`` gives every ``kind/HASH`` of a kind."""

    def put(self, name: str, body: bytes) -> None: ...

    def get(self, name: str) -> bytes: ...

    def has(self, name: str) -> bool: ...

    def remove(self, name: str) -> None: ...

    def names(self, kind: str) -> Iterable[str]: ...


@dataclass(frozen=True, slots=True)
class AgentContext:
    """All an agent is built from: each ``agents/<name>/__init__.py`` has ``build(context) -> Agent``.

    ``addresses`` holds, by the service's lower-case name (``mediawiki``), where it is; a service that has no
    address of the operator's is not in it, and its client knows the public one. ``keys`` holds, by the same
    names, the keys that the operator has.
    """

    http: HttpClient
    index: Index
    store: Store
    scope: Scope
    addresses: Mapping[str, str]
    keys: Mapping[str, str]
    web: WebSearch


class Model(Protocol):
    """A language model. ``name`` is as it was chosen (``openai:gpt-5-mini``); raises leaves of ``ModelError``.

    Retries, deadlines, how many are asked at once and the caching of instructions are its own business: one
    call here is one answer or one reason. Safe to call from several threads.
    """

    name: str

    def ask(self, prompt: Prompt, shape: type[T]) -> Said[T]:
        """An answer of that shape (anything that pydantic can check)."""
        ...

    def stream(self, prompt: Prompt, hear: Callable[[str], None]) -> Said[str]:
        """The whole text; ``hear`` is given each piece as it comes, in order, from the calling thread."""
        ...

    def most_usd(self, prompt: Prompt, shape: Any = None) -> float | None:
        """What the call can cost at most, all that it is tried again counted in; ``shape`` None is a text. None where
        nobody knows its price."""
        ...


class Budget(Protocol):
    """What may be spent. ``reserve`` comes before a call, ``settle`` after it.

    ``key`` names the call (the same before and after a restart: what was reserved then is taken up again).
    """

    def reserve(self, key: str, job: Job | Chore, model: str, most_usd: float | None) -> None:
        """Sets the most that a call can cost aside. Raises ``OverBudget`` when that is more than is left."""
        ...

    def settle(self, key: str, usage: Usage) -> None:
        """What the call really cost takes the place of what was set aside."""
        ...


Purses = Callable[[Scope], Budget]
"""From whose passages or questions something is about to who pays for it."""


class Embedder(Protocol):
    """Texts to vectors of length 1, all of ``dimension`` numbers. ``name`` tells its vectors from another's.

    ``query`` and ``texts`` may be embedded differently; no text is blank. ``whose`` they are pays for it, where it
    costs anything; None is nobody. Both raise ``OverBudget`` then, and leaves of ``StorageError``. All of it raises leaves of ``ModelError``,
    ``dimension`` too: it may have to be asked for. Safe to call from several threads.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def texts(self, texts: Sequence[str], whose: Scope | None = None) -> list[list[float]]: ...

    def query(self, text: str, whose: Scope | None = None) -> list[float]: ...

    def close(self) -> None: ...


class Journal(Protocol):
    """Runs a step once and gives its recorded result ever after.

    The key of a step is its ``name`` and a hash of ``inputs`` (any JSON value). ``shape`` is the type that
    ``run`` returns, from :mod:`sapere.research.shapes`. Safe to call from several threads.
    """

    def step(self, name: str, inputs: Any, shape: type[T], run: Callable[[], T]) -> T: ...


class Listener(Protocol):
    """Is told every event of a run, in order, from any thread."""

    def tell(self, event: Event) -> None: ...
