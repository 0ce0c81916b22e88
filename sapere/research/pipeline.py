"""From a topic to a tree with its pages: the steps, on one screen.

    understand → search + read → merge → first page → grow → a page for each concept → index

Each step is recorded in the journal: after a restart its result is given back and it is not run again.
:func:`prepare` runs the part that must be one after the other; :func:`compose` writes one concept's page
and may run anywhere, for many concepts at once; :func:`index_topic` makes the topic searchable.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from sapere.research.ahead import Ahead
from sapere.research.asking import language_of, subject
from sapere.research.authoring import author
from sapere.research.calls import Job
from sapere.research.define import check_topic, define
from sapere.research.disagree import disagreements
from sapere.research.engine import Engine
from sapere.research.errors import NothingFound
from sapere.research.gather import Gathering, told_report, told_search, told_stage
from sapere.research.grow import grow, root_concept
from sapere.research.index import blocks_near, index_source
from sapere.research.meanings import LookedUp, choice_of, is_bare_name, look_up
from sapere.research.merge import Merged, merge, texts_of, with_texts
from sapere.research.progress import Kind, Stage
from sapere.research.put_in_words import Defined, put_in_words
from sapere.research.read import Reading
from sapere.research.revise import Revised, revise
from sapere.research.settle import settled
from sapere.research.shapes import (
    Brief,
    Concept,
    Harvest,
    Material,
    Meaning,
    Order,
    Page,
    Sentence,
    Tree,
    encode,
    rests_on,
)
from sapere.research.turns import Turns
from sapere.research.verify import examined, verify
from sapere.research.writing import Ground, ground, write

_TURNS = Turns(1)
"""What the processor does for a page goes one page after the other: were all prepared at once, no model would be asked
before the last of them was ready. Quotes to be read meanwhile are made, and sources put into the index, when no model
waits to be asked."""

_AHEAD = Ahead()

AGAIN = 1.0
"""Seconds until a first page is tried again with what has been read meanwhile."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A run whose tree has grown; what is left is a page for each of its concepts."""

    brief: Brief
    merged: Merged
    tree: Tree


def prepare(order: Order, engine: Engine, kept: Callable[[Tree], Tree] = lambda tree: tree) -> Prepared:
    """All steps up to the tree. Raises ``BadTopic``, ``NothingFound`` or a ``StorageError``.

    ``kept`` gives what became of the tree where it was kept: with what somebody did to it by hand, or, for an order that
    goes deeper at one concept, the branches that were put there.
    """
    brief, merged = _gather(_understand(order, engine), engine, whole=not order.under)
    told_stage(engine, Stage.GROW, "started")
    tree = kept(_tree(brief, merged, engine))
    top = max(0, tree.root.depth - 1)
    for concept in tree.concepts:
        engine.tell(Kind.CONCEPT, **_told(concept, top))
    below = sum(concept.depth > 0 for concept in tree.concepts)
    told_stage(engine, Stage.GROW, "done", "1 concept" if below == 1 else f"{below} concepts", count=below)
    return Prepared(brief, merged, tree)


def compose(gather: Callable[[], Material], engine: Engine) -> Page:
    """One concept's page, written and checked: a unit of work of its own.

    Where a model writes it, it is there as quotes meanwhile, and stays so when the money ends (``OverBudget``).
    """
    with _TURNS.first():
        material = gather()
        on = _AHEAD.ground(material)
    if engine.models.can(Job.WRITE):
        page = _written(material, on, engine)
    else:
        page = _step("write", material, lambda: _quoted(material, on), engine)
    return _told_page(page, material.concept, engine)


def _written(material: Material, on: Ground, engine: Engine) -> Page:
    """A model is asked at once; the quotes are made while it answers."""
    with ThreadPoolExecutor(1, "draft") as beside:
        draft = beside.submit(_drafted, material, on, engine)
        page = _step("write", material, lambda: _authored(material, on, draft.result, engine), engine)
    draft.result()  # raises what it raised
    return page


def _drafted(material: Material, on: Ground, engine: Engine) -> Page:
    """What is read until the model's page is there."""
    with _TURNS.later():
        draft = _step("draft", material, lambda: _quoted(material, on), engine)
    return _told_page(draft, material.concept, engine, draft=True)


def _step(name: str, material: Material, run: Callable[[], Page], engine: Engine) -> Page:
    concept = material.concept
    return engine.journal.step(f"{name}:{concept.id}", concept.title, Page, run)


def _told_page(
    page: Page, concept: Concept, engine: Engine, *, draft: bool = False, first: bool = False
) -> Page:
    engine.tell(
        Kind.PAGE,
        concept=concept.id,
        title=concept.title,
        sentences=len(page.sentences),
        first=first,
        writer=page.writer,
        draft=draft,
        dropped=page.dropped,
        fallback=page.fallback,
    )
    return page


def _quoted(material: Material, on: Ground) -> Page:
    """The page in its sources' words, with where they disagree, each quote of it checked."""
    page = replace(write(material, on), disagreements=disagreements(material))
    return verify(page, material.texts)


def _authored(material: Material, on: Ground, draft: Callable[[], Page], engine: Engine) -> Page:
    """The page in a model's words, each sentence told as it passes."""
    concept = material.concept.id

    def hear(place: int, heading: str, sentence: Sentence) -> None:
        engine.tell(Kind.SENTENCE, concept=concept, place=place, heading=heading, sentence=encode(sentence))

    page = author(material, on, draft, engine.models, hear)
    return examined(page, material.texts, title=material.concept.title).page


def material(concept: Concept, prepared: Prepared, engine: Engine) -> Material:
    """All that is needed to write one concept, for a run that lives in this process alone."""
    by_id = {p.id: p for p in prepared.merged.passages}
    children = prepared.tree.children(concept.id)
    chosen = [by_id[i] for i in rests_on(concept, children) if i in by_id]
    used = {p.source for p in chosen}
    sources = tuple(s for s in prepared.merged.harvest.sources if s.id in used)
    texts = texts_of(sources, engine.store)
    return Material(
        prepared.brief,
        concept,
        prepared.tree.children(concept.id),
        tuple(with_texts(chosen, texts)),
        sources,
        texts,
        blocks_near(engine.store, sources, chosen),
    )


def index_topic(prepared: Prepared, engine: Engine, check: Callable[[], None] = lambda: None) -> None:
    """Every source of the topic, searchable within the topic. No page waits for it. ``check`` may raise to leave."""
    for source in prepared.merged.harvest.sources:
        check()
        with _TURNS.later():
            index_source(engine.store, engine.index, engine.scope, source)


def _tree(brief: Brief, merged: Merged, engine: Engine) -> Tree:
    grown = engine.journal.step("grow", brief.title, Tree, lambda: grow(brief, merged, engine.store))
    if not engine.models.can(Job.GROW) or brief.whole_library:
        return grown
    before = Prepared(brief, merged, grown)
    with _AHEAD.working(material(concept, before, engine) for concept in grown.by_size):
        revised = engine.journal.step(
            "revise", brief.title, Revised, lambda: revise(brief, grown, merged, engine.models, engine.store)
        )
    if revised.missed:
        engine.tell(Kind.NOTE, text=revised.missed)
    return revised.tree


def _understand(order: Order, engine: Engine) -> Brief:
    told_stage(engine, Stage.UNDERSTAND, "started")
    names = [agent.name for agent in engine.agents]
    meanings = _meanings(order, engine)
    brief = engine.journal.step("understand", order.topic, Brief, lambda: define(order, names, meanings))
    brief = _put_in_words(brief, order, engine)
    told_stage(engine, Stage.UNDERSTAND, "done", f"{brief.title}: {brief.scope}")
    return brief


def _put_in_words(brief: Brief, order: Order, engine: Engine) -> Brief:
    """A question in a model's words for each agent; a bare name is looked for as it is, and nobody is waited for."""
    if not engine.models.can(Job.DEFINE) or order.whole_library or is_bare_name(check_topic(order.topic)):
        return brief
    defined = engine.journal.step(
        "define", order.topic, Defined, lambda: put_in_words(brief, order, engine.models)
    )
    if defined.missed:
        engine.tell(Kind.NOTE, text=defined.missed)
    return defined.brief


def _meanings(order: Order, engine: Engine) -> tuple[Meaning, ...]:
    """What the topic may stand for; empty where it is no bare name, and where nobody can be asked."""
    name = subject(check_topic(order.topic))
    dictionary = engine.dictionary
    if dictionary is None or order.offline or order.whole_library or not is_bare_name(name):
        return ()
    language = order.language or language_of(order.topic)
    found = engine.journal.step(
        "meanings", [name, language], LookedUp, lambda: look_up(dictionary, name, language)
    )
    if found.missed:
        engine.tell(Kind.NOTE, text=found.missed)
    elif found.meanings:
        engine.tell(Kind.NOTE, text=choice_of(name, found.meanings), meanings=encode(found.meanings))
    return found.meanings


def _gather(brief: Brief, engine: Engine, *, whole: bool) -> tuple[Brief, Merged]:
    """``whole``: the topic has a page of its own to begin with."""
    told_stage(engine, Stage.SEARCH, "started")
    told_stage(engine, Stage.READ, "started")
    with Gathering(brief, engine) as gathering:
        everything = gathering.wait(engine.soft_deadline)
        early = whole and not everything and _early_page(brief, gathering, engine)
        if not everything:
            gathering.wait_for_most(engine.hard_deadline)
            gathering.wait_for_what_is_here()
        if not gathering.searched:
            told_search(engine, gathering.reports())
        merged = _merged("merge", brief.title, brief, gathering.end(), gathering, engine)
    _told_harvest(merged.harvest, engine)
    brief = _settled(brief, merged, engine)
    if whole and not early:
        _first_page(brief, merged, engine, "")
    return brief, merged


def _early_page(brief: Brief, gathering: Gathering, engine: Engine) -> bool:
    """The first page out of what has been read so far; tried again as more comes, until there is one."""
    for attempt in range(int(engine.hard_deadline / AGAIN)):
        inputs = [brief.title, attempt]
        merged = _merged("merge-early", inputs, brief, gathering.readings(), gathering, engine)
        if _first_page(_settled(brief, merged, engine), merged, engine, f"{attempt}"):
            return True
        if gathering.wait(AGAIN):
            break
    return False


def _settled(brief: Brief, merged: Merged, engine: Engine) -> Brief:
    found = settled(brief, merged)
    if found == brief:
        return brief
    return engine.journal.step("settle", [brief.title, found.language], Brief, lambda: found)


def _merged(
    name: str, inputs: Any, brief: Brief, readings: Sequence[Reading], gathering: Gathering, engine: Engine
) -> Merged:
    return engine.journal.step(
        name,
        inputs,
        Merged,
        lambda: merge(readings, gathering.reports(), engine.store, brief.seed),
    )


def _told_harvest(harvest: Harvest, engine: Engine) -> None:
    for report in harvest.reports:
        told_report(engine, report)
    if not harvest.sources:
        raise NothingFound(tried(harvest), advice="Add material on it to your library, or try other words.")
    kept = len(harvest.sources)
    lost = f", {len(harvest.unread)} not readable" if harvest.unread else ""
    told_stage(engine, Stage.READ, "done", f"{kept} kept{lost}", count=kept)


def tried(harvest: Harvest) -> str:
    """What every agent came back with, as one sentence each."""
    said = [
        f"{r.name}: {r.reason or 'found ' + str(r.found) + ', none of it readable'}" for r in harvest.reports
    ]
    return "Nothing was found. " + " ".join(s if s.endswith(".") else s + "." for s in said)


def _first_page(brief: Brief, merged: Merged, engine: Engine, attempt: str) -> bool:
    """The root's page, as soon as there is something to quote; its sections come with the tree."""
    if not merged.harvest.sources:
        return False
    prepared = Prepared(brief, merged, Tree((root_concept(brief, merged, engine.store),)))
    root = material(prepared.tree.root, prepared, engine)
    page = engine.journal.step(
        "first-page", [brief.title, attempt], Page, lambda: _quoted(root, ground(root))
    )
    if page.sentences:
        _told_page(page, prepared.tree.root, engine, draft=engine.models.can(Job.WRITE), first=True)
    return bool(page.sentences)


def _told(concept: Concept, top: int) -> dict[str, object]:
    """``top`` levels above it are not this run's."""
    return {
        "id": concept.id,
        "parent": concept.parent,
        "depth": concept.depth - top,
        "position": concept.position,
        "title": concept.title,
        "state": "growing",
    }
