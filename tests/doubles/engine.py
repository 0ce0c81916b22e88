"""Stand-ins for the engine's ports: they keep to the contracts, in memory, and do as they are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from sapere.research.alone import MemoryJournal
from sapere.research.engine import Engine
from sapere.research.errors import SourceError
from sapere.research.ports import Agent, Scope
from sapere.research.progress import Event
from sapere.research.shapes import Brief, Document, Finding, Heading, Link, Raw
from tests.doubles.index import MemoryIndex
from tests.doubles.store import MemoryStore


class Recorder:
    """Remembers every event it is told."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def tell(self, event: Event) -> None:
        self.events.append(event)

    def kinds(self) -> list[str]:
        return [event.kind.value for event in self.events]


class SteppingClock:
    """A second passes each time it is asked."""

    def __init__(self) -> None:
        self._passed = 0.0

    def monotonic(self) -> float:
        self._passed += 1.0
        return self._passed

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self._passed)


class StillClock:
    def monotonic(self) -> float:
        return 0.0

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)


class ScriptedAgent:
    """Finds the given texts (locator -> Markdown-like text); then fails, if it is told to."""

    needs_network = False

    def __init__(
        self,
        name: str,
        texts: dict[str, str] | None = None,
        *,
        fails: SourceError | None = None,
        skips: str = "",
    ) -> None:
        self.name = name
        self.texts = texts or {}
        self.fails = fails
        self.skips = skips
        self.fetched: list[str] = []

    def skip_reason(self, brief: Brief) -> str:
        return self.skips

    def find(self, brief: Brief) -> Iterator[Finding]:
        for locator, text in self.texts.items():
            yield Finding(self.name, locator, text.split("\n")[0].lstrip("# "), "article")
        if self.fails:
            raise self.fails

    def fetch(self, finding: Finding) -> Raw:
        self.fetched.append(finding.locator)
        return Raw(self.texts[finding.locator].encode(), "text/markdown", locator=finding.locator)


class HashReader:
    """Reads text whose headings are lines that begin with ``#``."""

    def read(self, raw: Raw) -> Document:
        return document(raw.body.decode())


def document(source: str, *, language: str = "en", links: tuple[Link, ...] = ()) -> Document:
    """A document of a text whose headings are marked with ``#``; the marks themselves are not kept."""
    text, found = "", []
    for line in source.strip().split("\n"):
        bare = line.lstrip("#")
        if bare != line:
            found.append((len(line) - len(bare), bare.strip(), len(text)))
        text += bare.strip() + "\n"
    ends = [
        next((s for lower, _, s in found[at + 1 :] if lower <= level), len(text))
        for at, (level, _, _) in enumerate(found)
    ]
    headings = tuple(
        Heading(level, title, start, end) for (level, title, start), end in zip(found, ends, strict=True)
    )
    return Document(text, found[0][1] if found else "", language, headings, links=links)


def engine(agents: Iterable[Agent], **parts: object) -> Engine:
    """An engine of doubles; any of its parts can be given."""
    chosen: dict[str, object] = {
        "reader": HashReader(),
        "store": MemoryStore(),
        "index": MemoryIndex(),
        "journal": MemoryJournal(),
        "listener": Recorder(),
        "clock": StillClock(),
        "scope": Scope("alice", "topic"),
    }
    return Engine(agents=tuple(agents), **(chosen | parts))  # type: ignore[arg-type]
