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


@dataclass(frozen=True, slots=True)
class CostView:
    """What the models cost so far. ``usd`` is None where nobody knows; ``of_usd`` the cap, 0 without one."""

    usd: float | None
    calls: int
    tokens: int
    of_usd: float = 0.0
    unpriced: int = 0  # calls whose price nobody knows


@dataclass(frozen=True, slots=True)
class PageView:
    """A page's sentences and how many did not pass. ``draft``: quoted for now, a model is to write it anew;
    ``first``: from before the tree; ``fallback``: why no model wrote it."""

    sentences: int = 0
    dropped: int = 0
    draft: bool = False
    first: bool = False
    fallback: str = ""


@dataclass(slots=True)
class RunView:
    """What the events up to now tell. ``pages`` can be read, ``anew`` are those that a model is to write, each with
    the sentences that are checked so far. ``first_page`` is the concept that could be read first, or empty."""

    stages: dict[str, StageView] = field(default_factory=lambda: {s: StageView(s) for s in Stage})
    agents: dict[str, AgentView] = field(default_factory=dict)
    sources: dict[str, SourceView] = field(default_factory=dict)
    concepts: dict[str, ConceptView] = field(default_factory=dict)
    pages: dict[str, PageView] = field(default_factory=dict)
    anew: dict[str, int] = field(default_factory=dict)
    first_page: str = ""
    notes: list[str] = field(default_factory=list)
    meanings: tuple[MeaningView, ...] = ()  # what else the topic's name stands for
    end: str = ""  # done | failed | stopped | empty, or empty while it goes on
    end_text: str = ""
    over_budget: bool = False
    cost: CostView | None = None
    seconds: float | None = None

    @property
    def modelled(self) -> bool:
        """Whether a model writes in this run."""
        return bool(self.anew)

    @property
    def written(self) -> list[PageView]:
        """The pages that stand as they are."""
        return [page for page in self.pages.values() if not page.draft]

    @property
    def sentences(self) -> int:
        """How many were checked: of the pages that stand, and of those that a model is just writing."""
        going = (n for concept, n in self.anew.items() if self.drafted(concept))
        return sum(page.sentences for page in self.written) + sum(going)

    @property
    def dropped(self) -> int:
        return sum(page.dropped for page in self.written)

    @property
    def fallbacks(self) -> dict[str, int]:
        """Why no model wrote a page that one was asked for, and of how many pages that is so."""
        return dict(Counter(page.fallback for page in self.written if page.fallback))

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

    def drafted(self, concept: str) -> bool:
        return self.pages.get(concept, PageView()).draft


def replay(events: Iterable[tuple[Event, float]]) -> RunView:
    """The view after these events, each with the seconds at which it was told.

    Told twice, or taken up again after a stop or a restart, it comes out right all the same: what is done
    stays done, and keeps the time it really took.
    """
    view = RunView()
    for event, at in events:
        if event.kind is not Kind.END and view.end:  # taken up again
            view.end, view.end_text, view.over_budget, view.seconds = "", "", False, None
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
        view.pages.setdefault(concept.id, PageView())


def _page(view: RunView, told: Mapping[str, Any]) -> None:
    concept = str(told["concept"])
    page = PageView(
        sentences=int(told.get("sentences") or 0),
        dropped=int(told.get("dropped") or 0),
        draft=bool(told.get("draft")),
        first=bool(told.get("first")),
        fallback=str(told.get("fallback") or ""),
    )
    if page.draft:
        view.anew.setdefault(concept, 0)
    before = view.pages.get(concept)
    if before is None or before.first or (before.draft and not page.first):
        view.pages[concept] = page
    if page.first or not view.first_page:
        view.first_page = concept


def _sentence(view: RunView, told: Mapping[str, Any]) -> None:
    view.anew[str(told["concept"])] = int(told["place"]) + 1


def _cost(view: RunView, told: Mapping[str, Any]) -> None:
    usd = told.get("usd")
    view.cost = CostView(
        usd=None if usd is None else float(usd),
        calls=int(told.get("calls") or 0),
        tokens=int(told.get("input_tokens") or 0) + int(told.get("output_tokens") or 0),
        of_usd=float(told.get("of_usd") or 0),
        unpriced=int(told.get("unpriced") or 0),
    )


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
    view.over_budget = bool(told.get("budget"))
    view.seconds = told.get("seconds")


_FOLD = {
    Kind.AGENT: _agent,
    Kind.SOURCE: _source,
    Kind.CONCEPT: _concept,
    Kind.PAGE: _page,
    Kind.SENTENCE: _sentence,
    Kind.COST: _cost,
    Kind.NOTE: _note,
    Kind.END: _end,
}
