"""A finished topic with a tree of any size, kept through the actions of a real one: pages that are long, short, by a
model, bare and not written, titles in several scripts, and what is best read first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sapere.accounts.models import Person
from sapere.kit.ids import content_hash, stable_id
from sapere.research import shapes
from sapere.topics import actions
from sapere.topics.models import Run, Snapshot

TEXT = "A forest holds more water than the wind that crosses it. Its roots keep the ground in place."
QUOTE = TEXT[:56]
TITLES = (
    "Canopy", "Roots and fungi", "How light reaches the ground", "الغطاء النباتي وأثره في دورة المياه", "森林の生態系と水の循環について",
    "Soil", "Fire", "Trade between trees and the fungi on their roots, measured over thirty years in three valleys",
    "Seeds", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "Deadwood", "Edges",
)  # fmt: skip
BRANCHES = (7, 4, 3)  # children of a concept, by its depth


def wooded(owner: Person, concepts: int, topic: str = "Forests", titles: Sequence[str] = TITLES) -> Run:
    run = actions.open_topic(owner, shapes.Order(topic))
    actions.take(run.pk, "worker")
    actions.keep_brief(
        run,
        shapes.Brief(topic, "en", shapes.Depth.DEEP, shapes.Level.NEW, "", (), {}, seed=str(run.topic_id)),
    )
    source = _source(run)
    actions.keep_snapshot(Snapshot(sha256=source.snapshot, title=source.title, characters=len(TEXT)))
    report = shapes.AgentReport("library", shapes.AgentStatus.OK, found=1, kept=1)
    actions.keep_harvest(run, shapes.Harvest((report,), (source,)), [])
    tree = list(_tree(str(run.topic_id), topic, concepts, titles))
    actions.keep_tree(run, shapes.Tree(tuple(tree)))
    for place, concept in enumerate(tree[:120]):
        if place % 11 != 7:
            actions.keep_page(run, _page(place, concept, source))
    return actions.finish(run.pk, Run.State.DONE)


def _source(run: Run) -> shapes.Source:
    return shapes.Source(
        id=stable_id("source", run.topic_id),
        snapshot=content_hash(TEXT),
        url="file:///library/forest.md",
        title="The forest",
        agent="library",
        agents=("library",),
        kind="page",
        language="en",
        author="",
        published="",
        licence="",
        retrieved_at="2026-11-22T10:00:00Z",
        quality=shapes.Quality(1, 0.5, 0.25, 1),
    )


def _tree(seed: str, topic: str, concepts: int, titles: Sequence[str]) -> Iterator[shapes.Concept]:
    """Level by level; what is too much for the lower levels becomes children of the root."""
    root = shapes.Concept(stable_id("concept", seed, 0), "", 0, 0, topic, "", "", (), ())
    yield root
    waiting, made = [(root, place) for place in range(BRANCHES[0])], 1
    while made < concepts:
        parent, place = waiting.pop(0) if waiting else (root, made)
        title = titles[(made - 1) % len(titles)]
        one = shapes.Concept(
            id=stable_id("concept", seed, made),
            parent=parent.id,
            depth=parent.depth + 1,
            position=place,
            title=title,
            question=f"What should one know about {title}?",
            summary=f"{title}: {QUOTE}" if made % 3 else "",
            passages=(),
            prerequisites=(stable_id("concept", seed, made - 3),) if made % 9 == 5 else (),
        )
        if one.depth < 3:
            waiting += [(one, below) for below in range(BRANCHES[one.depth] - made % 2)]
        made += 1
        yield one


def _page(place: int, concept: shapes.Concept, source: shapes.Source) -> shapes.Page:
    cited = shapes.Citation(source.id, QUOTE, 0, len(QUOTE))
    sentence = shapes.Sentence(QUOTE, shapes.SentenceState.QUOTED, (cited,))
    sentences = (sentence,) * (0 if place % 13 == 9 else (3, 8, 20)[place % 3])
    writer = "openai:gpt-5-mini" if place % 5 == 2 else shapes.EXTRACTIVE
    return shapes.Page(concept.id, shapes.Level.NEW, "en", (shapes.Section("", sentences),), writer)
