"""The plain values that travel through the engine, in the order in which they come to be.

All are frozen; all survive :func:`encode` and :func:`decode` unchanged, so that any of them can be
written to a journal and given back after a restart. Offsets are counts of Unicode code points into
``Document.text`` (never bytes), half open: ``text[start:end]``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar, cast

from pydantic import TypeAdapter

from sapere.kit.ids import content_hash

T = TypeVar("T")

EXTRACTIVE = "extractive"
"""The writer who needs no model."""

Blocks: TypeAlias = tuple[tuple[int, int, str], ...]
"""(start, end, kind) of code, table, list, formula, quote; in the text's order."""


class Depth(StrEnum):
    """How far a run goes; the learner's word for its size."""

    QUICK = "quick"
    STANDARD = "standard"
    DEEP = "deep"


class Level(StrEnum):
    """For whom a page is written."""

    NEW = "new"
    SOME = "some"
    ADVANCED = "advanced"


class AgentStatus(StrEnum):
    """Every agent ends in exactly one of these."""

    OK = "ok"
    EMPTY = "empty"
    FAILED = "failed"
    SKIPPED = "skipped"


class SentenceState(StrEnum):
    """How a sentence stands to its evidence. Unsupported ones are never shown as fact."""

    QUOTED = "quoted"
    SUPPORTED = "supported"
    INFERRED = "inferred"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Order:
    """What a learner asked for, already checked (see :mod:`sapere.research.define`)."""

    topic: str
    depth: Depth = Depth.STANDARD
    level: Level = Level.NEW
    language: str = ""  # BCP 47 primary subtag; empty means: find out
    offline: bool = False
    library: tuple[str, ...] = ()  # roots to read first and to look in; empty: the learner's whole library
    whole_library: bool = False  # every document of it goes in, not only those that a search finds
    seed: str = ""  # makes the ids of this topic's sources and concepts its own
    model: str = ""  # asked in every job, in place of those that the settings name; ``extractive`` is none
    budget: float = 0.0  # dollars that the run may cost; 0 leaves that to the settings
    under: str = ""  # the concept below which it goes deeper; empty: the whole topic


@dataclass(frozen=True, slots=True)
class Meaning:
    """One of the things that a name stands for: ``Mercury (planet)``, and a few words that tell it from the others."""

    title: str
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """Step 1: the topic understood. ``meanings`` is empty for a name of one thing; else the first was taken.
    ``guessed``: the learner did not say the language.
    """

    title: str
    language: str
    depth: Depth
    level: Level
    scope: str  # one sentence for the run page: what will be looked at
    questions: tuple[str, ...]
    queries: Mapping[str, tuple[str, ...]]  # agent name -> its queries, best first
    offline: bool = False
    whole_library: bool = False
    seed: str = ""
    meanings: tuple[Meaning, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Step 2: something an agent would have us read.

    ``body`` is text that came with the service's own answer (an abstract, a worked result), as HTML: it is read
    where nothing longer is to be had. ``full_text`` is the address of the whole work where that is not ``locator``.
    """

    agent: str
    locator: str  # http(s) address, ``file:`` address, or ``python:TOPIC``; unique per document
    title: str
    kind: str = "page"  # page | article | paper | manual | book | video | discussion | reference | facts
    snippet: str = ""
    language: str = ""
    author: str = ""
    published: str = ""  # ISO 8601 date or part of one ("2024", "2024-05")
    licence: str = ""
    score: float = 0.0  # the agent's own ranking, higher is better; comparable within one agent only
    snapshot: str = ""  # sha256 of text already kept, when the document was read before
    service: str = ""  # the one that gave it, by the name a learner knows: "arXiv"
    full_text: str = ""
    body: str = ""
    citations: int | None = None  # by how many other works, where the service counts them


@dataclass(frozen=True, slots=True)
class ServiceReport:
    """What one outside service of an agent did. ``reason`` is a plain sentence unless ``status`` is ok."""

    name: str
    status: AgentStatus
    found: int = 0
    seconds: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AgentReport:
    """What one agent did, in words and figures a learner understands."""

    name: str
    status: AgentStatus
    found: int = 0
    kept: int = 0
    seconds: float = 0.0
    reason: str = ""  # plain sentence; never empty unless status is ok
    queries: tuple[str, ...] = ()
    services: tuple[ServiceReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """One agent's finished search."""

    report: AgentReport
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as they came, before any reader saw them."""

    body: bytes
    media_type: str = ""  # as announced; readers look at the bytes too
    charset: str = ""  # as announced
    locator: str = ""
    partial: bool = False  # cut at a limit of size or time


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a document and the extent of what stands under it.

    ``start`` is where its own title begins in the text; ``end`` where the next heading of the same or a
    higher level begins, or the text ends.
    """

    level: int  # 1 is the highest
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that is not text: page 12, or second 195. ``kind`` is ``page`` or ``second``."""

    kind: str
    value: int
    start: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the main text or, with a ``rel``, in the page's own navigation (up, prev, next, index)."""

    target: str
    text: str = ""
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Step 3: one readable text with its structure. ``text`` holds no control characters but newline."""

    text: str
    title: str
    language: str
    headings: tuple[Heading, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    blocks: Blocks = ()
    author: str = ""
    published: str = ""
    licence: str = ""
    partial: bool = False

    @property
    def sha256(self) -> str:
        """Content hash of the kept text: the name under which it is stored."""
        return content_hash(self.text)


@dataclass(frozen=True, slots=True)
class Unread:
    """A finding that gave no text, and why, in a sentence for the learner."""

    locator: str
    title: str
    agent: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quality:
    """The parts of a source's score, each 0 to 1, shown to the learner; never a bare number.

    ``age`` and ``citations`` are None where they do not matter or are not known, and then do not count.
    """

    kind: float
    agreement: float
    completeness: float
    readability: float
    age: float | None = None
    citations: float | None = None

    @property
    def parts(self) -> dict[str, float]:
        """Those that count, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @property
    def score(self) -> float:
        """Their mean."""
        return round(sum(self.parts.values()) / len(self.parts), 3)


@dataclass(frozen=True, slots=True)
class Source:
    """Step 4: a document that is used: deduplicated, scored, attributable."""

    id: str
    snapshot: str  # sha256 of the kept text
    url: str
    title: str
    agent: str
    agents: tuple[str, ...]  # all that found it or a near-duplicate of it
    kind: str
    language: str
    author: str
    published: str
    licence: str
    retrieved_at: str  # ISO 8601, UTC
    quality: Quality
    also_at: tuple[str, ...] = ()  # other addresses of the same text, or of nearly the same


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source, cut at headings and sentences; never across a heading."""

    id: str
    source: str
    start: int
    end: int
    path: tuple[str, ...]  # titles of the headings above it, outermost first
    text: str


@dataclass(frozen=True, slots=True)
class Harvest:
    """What search, read and merge gave together."""

    reports: tuple[AgentReport, ...]
    sources: tuple[Source, ...]
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """Step 5: one place in the tree. Depth 0 is the topic itself; 1 to 3 lie below it."""

    id: str
    parent: str  # empty for the root
    depth: int
    position: int  # among its siblings, from 0
    title: str
    question: str
    summary: str
    passages: tuple[str, ...]  # ids of the passages it rests on, most central first
    prerequisites: tuple[str, ...] = ()  # ids of concepts


@dataclass(frozen=True, slots=True)
class Tree:
    """Concepts in reading order: a parent before its children, siblings by position."""

    concepts: tuple[Concept, ...]

    @property
    def root(self) -> Concept:
        return self.concepts[0]

    @property
    def by_size(self) -> tuple[Concept, ...]:
        """The topic itself first, then those with most to write from: the last pages to be written are short ones."""
        return tuple(sorted(self.concepts, key=lambda one: (one.depth > 0, -len(one.passages))))

    def children(self, concept_id: str) -> tuple[Concept, ...]:
        return tuple(c for c in self.concepts if c.parent == concept_id)


@dataclass(frozen=True, slots=True)
class Citation:
    """``source_text[start:end] == quote``, always."""

    source: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    state: SentenceState
    citations: tuple[Citation, ...]
    kind: str = "prose"  # prose | code | list | formula (TeX) | table (a line per row, " | " between cells)


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says on a disputed point. ``value`` is the part of the quote that differs: ``3,474 km``."""

    value: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Sources that say different things of the same subject, side by side. ``kind``: number | date | claim."""

    subject: str
    kind: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Steps 6 and 7: what a learner reads of one concept.

    ``writer`` is ``extractive`` or the model's name; ``prompt`` then the version of what it was told. ``fallback`` says
    why it was not written by the model that was asked for.
    """

    concept: str
    level: Level
    language: str
    sections: tuple[Section, ...]
    writer: str = EXTRACTIVE
    dropped: int = 0  # sentences that did not pass the check
    disagreements: tuple[Disagreement, ...] = ()
    prompt: str = ""
    fallback: str = ""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for section in self.sections for s in section.sentences)


@dataclass(frozen=True, slots=True)
class Material:
    """All that is needed to write one concept's page, on any worker, without asking anyone."""

    brief: Brief
    concept: Concept
    children: tuple[Concept, ...]
    passages: tuple[Passage, ...]
    sources: tuple[Source, ...]
    texts: Mapping[str, str] = field(default_factory=dict)  # source id -> kept text
    blocks: Mapping[str, Blocks] = field(default_factory=dict)  # source id -> those that touch its passages


CHILD_PASSAGES = 3
"""Of each child, read for its parent's page."""


def rests_on(concept: Concept, children: Sequence[Concept]) -> list[str]:
    """Ids of the passages that a concept's page is written from: its own, and the openings of its children."""
    openings = (passage for child in children for passage in child.passages[:CHILD_PASSAGES])
    return list(dict.fromkeys([*concept.passages, *openings]))


_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(shape: type[Any]) -> TypeAdapter[Any]:
    return _adapters.get(shape) or _adapters.setdefault(shape, TypeAdapter(shape))


def encode(value: Any) -> Any:
    """The JSON form of any shape (dicts, lists, strings, numbers)."""
    return _adapter(type(value)).dump_python(value, mode="json")


def decode(shape: type[T], value: Any) -> T:
    """The shape again. Raises ``pydantic.ValidationError`` when the JSON is not of that shape."""
    return cast(T, _adapter(shape).validate_python(value))
