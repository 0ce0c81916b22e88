"""Alice, who owns; Charlie, who is refused; and a small finished topic of Alice's."""

from __future__ import annotations

import uuid

from sapere.accounts.models import Person
from sapere.kit.ids import content_hash, stable_id
from sapere.research import shapes
from sapere.topics import actions
from sapere.topics.models import Run, Snapshot, Topic

TEXT = "Water is wet. Ice is hard."
LEVEL = shapes.Level.NEW


def person(name: str) -> Person:
    return Person.objects.create(username=name, key=uuid.uuid4())


def source(number: int, text: str = TEXT) -> shapes.Source:
    return shapes.Source(
        id=stable_id("source", number),
        snapshot=content_hash(text),
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
        quality=shapes.Quality(1, 0.5, 0.25, 1),
    )


def passage(of: shapes.Source) -> shapes.Passage:
    return shapes.Passage(stable_id(of.id, 0), of.id, 0, 13, ("Water",), "")


def concept(number: int, parent: str = "", position: int = 0, needs: tuple[str, ...] = ()) -> shapes.Concept:
    depth = 1 if parent else 0
    rests_on = (passage(source(1)).id,)
    return shapes.Concept(
        stable_id("concept", number), parent, depth, position, f"Concept {number}", "", "", rests_on, needs
    )


def page(of: shapes.Concept) -> shapes.Page:
    cited = shapes.Citation(source(1).id, "Water is wet.", 0, 13)
    sentence = shapes.Sentence("Water is wet.", shapes.SentenceState.QUOTED, (cited,))
    return shapes.Page(of.id, LEVEL, "en", (shapes.Section("", (sentence,)),))


def keep_sources(run: Run, *sources: shapes.Source) -> None:
    for one in sources:
        actions.keep_snapshot(Snapshot(sha256=one.snapshot, title=one.title, characters=len(TEXT)))
    report = shapes.AgentReport("library", shapes.AgentStatus.OK, found=1, kept=1)
    harvest = shapes.Harvest((report,), sources)
    actions.keep_harvest(run, harvest, [passage(one) for one in sources])


def topic_of(run: Run) -> Topic:
    assert run.topic is not None
    return run.topic


def finished(owner: Person, topic: str = "Water") -> Run:
    run = actions.open_topic(owner, shapes.Order(topic))
    actions.take(run.pk, "worker-1")
    actions.keep_brief(run, shapes.Brief(topic, "en", shapes.Depth.QUICK, LEVEL, "", (), {}))
    keep_sources(run, source(1))
    root = concept(1)
    first, second = concept(2, root.id), concept(3, root.id, 1, needs=(concept(2).id,))
    actions.keep_page(run, page(root))
    actions.keep_tree(run, shapes.Tree((root, first, second)))
    actions.keep_page(run, page(first))
    return actions.finish(run.pk, Run.State.DONE)
