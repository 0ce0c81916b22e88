"""A crew that plays a small run: every step says in a file that it began, and may be the death of its worker."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sapere.kit.ids import content_hash, stable_id
from sapere.research.errors import DiskFull
from sapere.research.merge import Merged
from sapere.research.ports import Listener
from sapere.research.progress import Event, Kind
from sapere.research.read import Reading
from sapere.research.shapes import (
    AgentReport,
    AgentStatus,
    Brief,
    Citation,
    Concept,
    Depth,
    Finding,
    Harvest,
    Level,
    Page,
    Passage,
    Quality,
    Search,
    Section,
    Sentence,
    SentenceState,
    Source,
    Tree,
)
from sapere.topics.journal import RowJournal
from sapere.topics.models import Concept as ConceptRow
from sapere.topics.models import Run

T = TypeVar("T")

READINGS = 30
CHILDREN = 100
STEP_SECONDS = 0.01


@dataclass(frozen=True)
class Grown:
    tree: Tree


@dataclass
class Death:
    """When this worker dies: at the start or the end of its ``step``-th step body, or some time after."""

    step: int
    where: str  # start | end | later; or stop: it only falls asleep
    seconds: float = 0.0


class ScriptedCrew:
    """``poison`` names a step that kills its worker each time, ``full`` one that finds no room to write."""

    def __init__(self, log: Path, death: Death | None = None, poison: str = "", full: str = "") -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._death = death
        self._poison = poison
        self._full = full
        self._lock = threading.Lock()
        self._begun = 0

    def prepare(self, run: Run, journal: RowJournal, listener: Listener) -> Grown:
        topic = str(run.topic_id) if run.order["seed"] == "" else "seeded"
        self._step(journal, "understand", topic, Brief, _brief)
        found = self._step(journal, "search:library", topic, Search, _search)
        with ThreadPoolExecutor(2) as threads:
            readings = list(threads.map(lambda one: self._read(journal, listener, one), found.findings))
        merged = self._step(journal, "merge", topic, Merged, lambda: _merged(readings))
        self._step(journal, "first-page", topic, Page, lambda: _page(ROOT, merged))
        tree = self._step(journal, "grow", topic, Tree, lambda: _tree(merged))
        return Grown(tree)

    def compose(self, run: Run, concept: ConceptRow, journal: RowJournal, listener: Listener) -> None:
        merged = Merged(
            Harvest((), ()), tuple(Passage(p, _source(0).id, 0, 5, (), "") for p in concept.passages)
        )
        name = str(concept.pk)
        page = self._step(journal, f"write:{name}", name, Page, lambda: _page(name, merged))
        listener.tell(Event(Kind.PAGE, {"concept": name, "sentences": len(page.sentences), "first": False}))

    def index(self, run: Run, prepared: Any, journal: RowJournal, listener: Listener) -> None:
        pass

    def complete(self, run: Run, prepared: Any, journal: RowJournal, listener: Listener) -> None:
        listener.tell(Event(Kind.NOTE, {"text": "All is there."}))

    def export(self, run: Run, journal: RowJournal, listener: Listener) -> None:
        raise AssertionError("nobody exports here")

    def tidy(self) -> None:
        pass

    def collect(self, run: Run, journal: RowJournal, listener: Listener) -> None:
        raise NotImplementedError

    def close(self) -> None:
        os.close(self._log)

    def _read(self, journal: RowJournal, listener: Listener, finding: Finding) -> Reading:
        name = f"read:{finding.locator}"
        reading = self._step(journal, name, finding.locator, Reading, lambda: _reading(finding))
        listener.tell(Event(Kind.SOURCE, {"locator": finding.locator, "state": "kept"}))
        return reading

    def _step(self, journal: RowJournal, name: str, inputs: str, shape: type[T], give: Callable[[], T]) -> T:
        return journal.step(name, inputs, shape, lambda: self._body(name, give))

    def _body(self, name: str, give: Callable[[], T]) -> T:
        with self._lock:
            self._begun += 1
            mine = self._begun
            os.write(self._log, f"{os.getpid()} {name}\n".encode())
        self._die_if_due(mine, name, "start")
        time.sleep(STEP_SECONDS)
        if name == self._full:
            raise DiskFull("There is no room left.", advice="Free some space.")
        value = give()
        self._die_if_due(mine, name, "end")
        return value

    def _die_if_due(self, mine: int, name: str, where: str) -> None:
        due = self._death is not None and self._death.step == mine
        if name == self._poison or (due and self._death.where == where):  # type: ignore[union-attr]
            die()
        if due and where == "start" and self._death.where == "stop":  # type: ignore[union-attr]
            os.kill(os.getpid(), signal.SIGSTOP)
        if due and self._death.where == "later" and where == "start":  # type: ignore[union-attr]
            threading.Timer(self._death.seconds, die).start()  # type: ignore[union-attr]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


ROOT = stable_id("scripted", "root")


def _text(number: int) -> str:
    return f"Fact number {number} stands in its own source."


def _brief() -> Brief:
    return Brief(
        "Scripted", "en", Depth.QUICK, Level.NEW, "What is scripted.", (), {"library": ("scripted",)}
    )


def _search() -> Search:
    findings = tuple(Finding("library", f"memory:{number}", f"Text {number}") for number in range(READINGS))
    return Search(AgentReport("library", AgentStatus.OK, found=READINGS), findings)


def _reading(finding: Finding) -> Reading:
    text = _text(int(finding.locator.partition(":")[2]))
    return Reading(finding, content_hash(text), title=finding.title, language="en", characters=len(text))


def _source(number: int) -> Source:
    return Source(
        id=stable_id("scripted", "source", number),
        snapshot=content_hash(_text(number)),
        url=f"memory:{number}",
        title=f"Text {number}",
        agent="library",
        agents=("library",),
        kind="page",
        language="en",
        author="",
        published="",
        licence="",
        retrieved_at="2026-11-22T10:00:00Z",
        quality=Quality(0.5, 0.5, 0.5, 0.5),
    )


def _merged(readings: list[Reading]) -> Merged:
    sources = tuple(_source(number) for number in range(len(readings)))
    passages = tuple(
        Passage(stable_id(source.id, "passage"), source.id, 0, len(_text(number)), (), "")
        for number, source in enumerate(sources)
    )
    report = AgentReport("library", AgentStatus.OK, found=len(readings), kept=len(sources))
    return Merged(Harvest((report,), sources), passages)


def _tree(merged: Merged) -> Tree:
    ids = [passage.id for passage in merged.passages]
    root = Concept(ROOT, "", 0, 0, "Scripted", "", "", tuple(ids))
    children = tuple(
        Concept(stable_id("scripted", "concept", n), ROOT, 1, n, f"Part {n}", "", "", (ids[n % len(ids)],))
        for n in range(CHILDREN)
    )
    return Tree((root, *children))


def _page(concept: str, merged: Merged) -> Page:
    quotes = tuple(
        Sentence("Fact.", SentenceState.QUOTED, (Citation(passage.source, "Fact ", 0, 5),))
        for passage in merged.passages
    )
    return Page(concept, Level.NEW, "en", (Section("", quotes),))
