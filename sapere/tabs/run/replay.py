"""A run's stored events, played back into what there is to see: a pure function of the events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sapere.research.progress import Event, Kind, Stage


@dataclass(frozen=True, slots=True)
class StageView:
    name: str
    state: str = "waiting"  # waiting | started | done
    text: str = ""
    count: int | None = None
    of: int | None = None
    seconds: float | None = None
    began: float | None = None  # seconds after the run's first event


@dataclass(frozen=True, slots=True)
class ServiceView:
    """One outside service of an agent, once it has ended."""

    name: str
    status: str  # ok | empty | failed | skipped
    found: int = 0
    seconds: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AgentView:
    name: str
    status: str = "searching"  # searching | ok | empty | failed | skipped
    found: int = 0
    kept: int = 0
    seconds: float | None = None
    reason: str = ""
    queries: tuple[str, ...] = ()
    services: tuple[ServiceView, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceView:
    locator: str
    title: str
    agent: str
    state: str  # reading | kept | unread
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ConceptView:
    id: str
    parent: str
    depth: int
    position: int
    title: str
    state: str  # growing | ready


@dataclass(frozen=True, slots=True)
class MeaningView:
    title: str
    gloss: str = ""


@dataclass(slots=True)
class RunView:
    """What the events up to now tell. ``first_page`` is the concept that could be read first, or empty."""

    stages: dict[str, StageView] = field(default_factory=lambda: {s: StageView(s) for s in Stage})
    agents: dict[str, AgentView] = field(default_factory=dict)
    sources: dict[str, SourceView] = field(default_factory=dict)
    concepts: dict[str, ConceptView] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    sentences: int = 0
    first_page: str = ""
    notes: list[str] = field(default_factory=list)
    meanings: tuple[MeaningView, ...] = ()  # what else the topic's name stands for
    end: str = ""  # done | failed | stopped | empty, or empty while it goes on
    end_text: str = ""
    seconds: float | None = None

    @property
    def kept(self) -> int:
        """How many sources are used: as told at the end of reading, before that as they come."""
        read = self.stages[Stage.READ]
        if read.state == "done" and read.count is not None:
            return read.count
        return sum(source.state == "kept" for source in self.sources.values())

    @property
    def panel(self) -> list[AgentView]:
        """The agents, each with how many of its sources are used: counted like :attr:`kept`."""
        agents = list(self.agents.values())
        if self.stages[Stage.READ].state == "done":
            return agents
        taken = Counter(source.agent for source in self.taken)
        return [replace(agent, kept=max(agent.kept, taken[agent.name])) for agent in agents]

    @property
    def taken(self) -> list[SourceView]:
        return [source for source in self.sources.values() if source.state == "kept"]

    @property
    def unread(self) -> list[SourceView]:
        return [source for source in self.sources.values() if source.state == "unread"]

    @property
    def reading(self) -> list[SourceView]:
        return [source for source in self.sources.values() if source.state == "reading"]

    def ready(self, concept: str) -> bool:
        return concept in self.pages


def replay(events: Iterable[tuple[Event, float]]) -> RunView:
    """The view after these events, each with the seconds at which it was told.

    Told twice, or taken up again after a stop or a restart, it comes out right all the same: what is done
    stays done, and keeps the time it really took.
    """
    view = RunView()
    for event, at in events:
        if event.kind is not Kind.END and view.end:  # taken up again
            view.end, view.end_text, view.seconds = "", "", None
        if event.kind is Kind.STAGE:
            _stage(view, event.payload, at)
        else:
            _FOLD[event.kind](view, event.payload)
    return view


def _stage(view: RunView, told: Mapping[str, Any], at: float) -> None:
    name = str(told["stage"])
    before = view.stages.get(name, StageView(name))
    began = at if before.began is None else before.began
    done = told["state"] == "done" or before.state == "done"
    seconds = told.get("seconds", before.seconds)
    if seconds is None and done:
        seconds = round(at - began, 2)
    view.stages[name] = replace(
        before,
        state="done" if done else "started",
        text=str(told.get("text") or before.text),
        count=told.get("count", before.count),
        of=told.get("of", before.of),
        seconds=seconds,
        began=began,
    )


def _agent(view: RunView, told: Mapping[str, Any]) -> None:
    name = str(told["name"])
    view.agents[name] = AgentView(
        name=name,
        status=str(told["status"]),
        found=int(told.get("found") or 0),
        kept=int(told.get("kept") or 0),
        seconds=told.get("seconds"),
        reason=str(told.get("reason") or ""),
        queries=tuple(told.get("queries") or ()),
        services=tuple(_service(one) for one in told.get("services") or ()),
    )


def _service(told: Mapping[str, Any]) -> ServiceView:
    return ServiceView(
        name=str(told["name"]),
        status=str(told["status"]),
        found=int(told.get("found") or 0),
        seconds=told.get("seconds"),
        reason=str(told.get("reason") or ""),
    )


def _source(view: RunView, told: Mapping[str, Any]) -> None:
    locator = str(told["locator"])
    before = view.sources.get(locator)
    if before is not None and before.state == "kept":
        return  # one way to it is enough
    view.sources[locator] = SourceView(
        locator=locator,
        title=str(told.get("title") or locator),
        agent=str(told.get("agent") or ""),
        state=str(told["state"]),
        reason=str(told.get("reason") or ""),
    )


def _concept(view: RunView, told: Mapping[str, Any]) -> None:
    concept = ConceptView(
        id=str(told["id"]),
        parent=str(told.get("parent") or ""),
        depth=int(told["depth"]),
        position=int(told["position"]),
        title=str(told["title"]),
        state=str(told["state"]),
    )
    view.concepts[concept.id] = concept
    if concept.state == "ready":
        view.pages.add(concept.id)


def _page(view: RunView, told: Mapping[str, Any]) -> None:
    concept = str(told["concept"])
    if concept not in view.pages:
        view.sentences += int(told.get("sentences") or 0)
    view.pages.add(concept)
    if told.get("first") or not view.first_page:
        view.first_page = concept


def _note(view: RunView, told: Mapping[str, Any]) -> None:
    text = str(told["text"])
    if told.get("meanings"):
        others = list(told["meanings"])[1:]  # the first is the one that was taken
        view.meanings = tuple(MeaningView(str(one["title"]), str(one.get("gloss") or "")) for one in others)
    if text not in view.notes:
        view.notes.append(text)


def _end(view: RunView, told: Mapping[str, Any]) -> None:
    view.end = str(told["state"])
    view.end_text = str(told.get("text") or "")
    view.seconds = told.get("seconds")


_FOLD = {
    Kind.AGENT: _agent,
    Kind.SOURCE: _source,
    Kind.CONCEPT: _concept,
    Kind.PAGE: _page,
    Kind.NOTE: _note,
    Kind.END: _end,
}
