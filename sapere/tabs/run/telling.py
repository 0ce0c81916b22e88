"""A run in words and as a tree, for its page: what the view of the events becomes for a reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import quantiles

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sapere.research.progress import Stage
from sapere.tabs.run.replay import ConceptView, RunView, StageView
from sapere.web.templatetags.face import seconds

STAGES = {
    Stage.UNDERSTAND: gettext_lazy("Understand"),
    Stage.SEARCH: gettext_lazy("Search"),
    Stage.READ: gettext_lazy("Read"),
    Stage.GROW: gettext_lazy("Grow"),
    Stage.WRITE: gettext_lazy("Write"),
    Stage.CHECK: gettext_lazy("Check"),
}
DOING = {
    Stage.UNDERSTAND: gettext_lazy("Understanding the topic"),
    Stage.SEARCH: gettext_lazy("Searching"),
    Stage.READ: gettext_lazy("Reading"),
    Stage.GROW: gettext_lazy("Growing the tree"),
    Stage.WRITE: gettext_lazy("Writing pages"),
    Stage.CHECK: gettext_lazy("Checking sentences"),
}
OVER = {
    "done": gettext_lazy("Finished"),
    "empty": gettext_lazy("Nothing found"),
    "failed": gettext_lazy("Failed"),
    "stopped": gettext_lazy("Stopped"),
}

ENOUGH_TO_COMPARE = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list of stages."""

    stage: str
    name: str
    state: str
    text: str
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Branch:
    """``draft``: it can be read as quotes, while a model is to write it."""

    concept: ConceptView
    ready: bool
    draft: bool
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """``status`` is the one line at the top; ``short`` the same for a tab's title; ``since`` when it began."""

    status: str
    short: str
    since: datetime | None
    took: float | None
    steps: tuple[Step, ...]
    tree: tuple[Branch, ...]
    concepts: int
    ready: int


def tell(
    view: RunView, *, state: str, started: datetime | None, stopping: bool, library: bool = False
) -> Telling:
    """What to show. ``state`` is the run's own; the events may lag behind it by a moment. ``library``: it only
    reads a library, so that reading is all there is to tell."""
    shown = [stage for stage in view.stages.values() if not library or stage.name == Stage.READ]
    steps = tuple(_step(view, stage) for stage in shown)
    status, short = _status(view, steps, state, stopping)
    if library and state == "done":
        status = _library_read(view)
    return Telling(
        status=status,
        short=short,
        since=started,
        took=view.seconds,
        steps=steps,
        tree=_tree(view),
        concepts=len(view.concepts),
        ready=len(view.pages),
    )


def usual(spans: Sequence[float]) -> tuple[float, float] | None:
    """Between which seconds the middle half of earlier runs took; None for fewer than four of them."""
    if len(spans) < ENOUGH_TO_COMPARE:
        return None
    low, _middle, high = quantiles(spans, n=4, method="inclusive")
    return low, high


def _status(view: RunView, steps: tuple[Step, ...], state: str, stopping: bool) -> tuple[str, str]:
    if state in OVER:
        return _over(view, state), str(OVER[state])
    if stopping:
        return _("Stopping at the next safe place; what exists is kept"), _("Stopping")
    if state == "queued" or all(step.state == "waiting" for step in steps):
        return _("Waiting for its turn"), _("Waiting")
    going = [step for step in steps if step.state == "started" and step.stage != Stage.CHECK]
    if not going:
        return _("Going on"), _("Working")
    doing = str(DOING[Stage(going[-1].stage)])
    return f"{doing}: {going[-1].text}" if going[-1].text else doing, doing


def _over(view: RunView, state: str) -> str:
    if state == "empty" and view.agents:
        return str(OVER[state])  # the agents say why, one by one
    if state != "done":
        return view.end_text or str(OVER[state])
    pages = ngettext("%(n)d page", "%(n)d pages", len(view.pages)) % {"n": len(view.pages)}
    kept = ngettext("%(n)d source", "%(n)d sources", view.kept) % {"n": view.kept}
    return _("%(pages)s from %(sources)s, in %(span)s") % {
        "pages": pages,
        "sources": kept,
        "span": seconds(view.seconds),
    }


def _library_read(view: RunView) -> str:
    taken = view.stages[Stage.READ].count
    if not taken:
        return _("Nothing was new or changed")
    read = ngettext("%(n)d document can be researched", "%(n)d documents can be researched", taken)
    return _("%(read)s, after %(span)s") % {"read": read % {"n": taken}, "span": seconds(view.seconds)}


def _step(view: RunView, stage: StageView) -> Step:
    state, text = _shown(view, stage)
    unwritten = stage.name == Stage.WRITE and len(view.written) < len(view.pages)
    if view.end and (state == "started" or unwritten):
        state = "done" if view.end == "done" else "cut"
    return Step(
        stage=stage.name,
        name=str(STAGES[Stage(stage.name)]),
        state=state,
        text=text,
        seconds=stage.seconds,
    )


def _shown(view: RunView, stage: StageView) -> tuple[str, str]:
    """A stage's state and words. Writing and checking go on page by page: the pages tell of them."""
    if stage.name == Stage.READ and stage.state == "started" and stage.of:
        return stage.state, _("%(n)d of %(of)d documents") % {"n": stage.count or 0, "of": stage.of}
    if not view.pages or stage.name not in (Stage.WRITE, Stage.CHECK):
        return stage.state, _counted(view, stage)
    state = stage.state if stage.state != "waiting" else "started"
    return state, _written(view) if stage.name == Stage.WRITE else _checked(view)


def _counted(view: RunView, stage: StageView) -> str:
    """What finding, reading and growing for a topic came to; of a stage that goes on, or of another, its own words."""
    n = stage.count
    if stage.state != "done" or n is None or view.stages[Stage.SEARCH].state != "done":
        return stage.text
    if stage.name == Stage.SEARCH:
        return ngettext("%(n)d found", "%(n)d found", n) % {"n": n}
    if stage.name == Stage.GROW:
        return ngettext("%(n)d concept", "%(n)d concepts", n) % {"n": n}
    if stage.name != Stage.READ:
        return stage.text
    kept, lost = ngettext("%(n)d kept", "%(n)d kept", n) % {"n": n}, len(view.unread)
    unread = ngettext("%(n)d not readable", "%(n)d not readable", lost) % {"n": lost}
    return _(", ").join([kept, unread] if lost else [kept])


def _written(view: RunView) -> str:
    if not view.concepts:
        return _("The first page")
    of = max(len(view.concepts), len(view.pages))
    if not view.modelled:
        return _("%(n)d of %(of)d pages") % {"n": len(view.pages), "of": of}
    stay = sum(view.fallbacks.values())
    drafts = len(view.pages) - len(view.written)
    n = len(view.written) - stay
    written = ngettext("%(n)d of %(of)d page written", "%(n)d of %(of)d pages written", of) % {
        "n": n,
        "of": of,
    }
    quoted = ngettext("%(n)d can be read as quotes", "%(n)d can be read as quotes", drafts) % {"n": drafts}
    stays = ngettext("%(n)d stays quoted", "%(n)d stay quoted", stay) % {"n": stay}
    return _(", ").join([written, *([quoted] if drafts else []), *([stays] if stay else [])])


def _checked(view: RunView) -> str:
    n, dropped = view.sentences, view.dropped
    if not view.modelled:
        checked = ngettext("%(n)d quote stands in its source", "%(n)d quotes stand in their sources", n)
        return checked % {"n": n}
    if not n and not dropped:
        return ""
    passed = ngettext("%(n)d sentence passed the check", "%(n)d sentences passed the check", n) % {"n": n}
    lost = ngettext("%(n)d dropped", "%(n)d dropped", dropped) % {"n": dropped}
    return _(", ").join([passed, lost] if dropped else [passed])


def _tree(view: RunView) -> tuple[Branch, ...]:
    below: dict[str, list[ConceptView]] = defaultdict(list)
    for concept in view.concepts.values():
        if concept.depth > 0:
            below[concept.parent].append(concept)
    roots = [concept.id for concept in view.concepts.values() if concept.depth == 0]
    heads = {concept.parent for concept in view.concepts.values() if concept.depth == 1}
    return tuple(
        branch for root in dict.fromkeys([*roots, *heads]) for branch in _branches(view, below, root)
    )


def _branches(view: RunView, below: dict[str, list[ConceptView]], parent: str) -> tuple[Branch, ...]:
    return tuple(
        Branch(
            concept=c, ready=view.ready(c.id), draft=view.drafted(c.id), below=_branches(view, below, c.id)
        )
        for c in sorted(below.get(parent, ()), key=lambda c: c.position)
    )
