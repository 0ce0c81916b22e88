"""A concept that the owner adds by hand: what it rests on in the topic's own sources, and its page out of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from sapere.kit.ids import stable_id
from sapere.research import shapes
from sapere.research.errors import BadRequest
from sapere.research.growing.edits import Add
from sapere.research.growing.subject import Subject
from sapere.research.lead import lead_sentence, question_for
from sapere.research.ports import Store
from sapere.research.verify import verify
from sapere.research.writing import ground, write
from sapere.topics import history, materials, queries
from sapere.topics.models import Concept, Passage, Topic

MOST_PASSAGES = 24


def adding(topic: Topic, parent_id: str, title: str, store: Store) -> tuple[Add, shapes.Page | None]:
    """The edit that adds the concept, and its page in the words of the sources; no page where none speaks of it."""
    tree = queries.tree(topic)
    parent = next((one for one in tree.concepts if one.id == parent_id), None) if tree else None
    if tree is None or parent is None:
        raise BadRequest("The concept is not in the tree any more.", advice="Nothing was changed.")
    taken = {one.id for one in tree.concepts}
    names = (stable_id(parent.id, title.casefold(), *([] if n == 0 else [n])) for n in count())
    new = shapes.Concept(
        id=next(one for one in names if one not in taken),
        parent=parent.id,
        depth=parent.depth + 1,
        position=0,
        title=title,
        question=question_for(title, topic.language),
        summary="",
        passages=passages_on(topic, title, store),
    )
    if not new.passages:
        return Add(new), None
    return _written(topic, new, store)


def passages_on(topic: Topic, title: str, store: Store) -> tuple[str, ...]:
    """Ids of the passages that speak of it, those most that name it most, or stand under a heading that does."""
    subject = Subject(title, topic.language)
    rows = list(
        Passage.objects.filter(source__topic=topic).select_related("source").order_by("source__number")
    )
    sources = {row.source_id: row.source for row in rows}
    whole = {key: queries.text(source, store) for key, source in sources.items()}
    said = {str(row.pk): whole[row.source_id][row.start : row.end] for row in rows}
    named = {str(row.pk): subject.named_by(row.path[-1]) for row in rows if row.path}
    weight = subject.weigh(said)
    worth = {one: weight.get(one, 0.0) + 2.0 * named.get(one, False) for one in said}
    best = sorted((one for one in worth if worth[one]), key=lambda one: -worth[one])
    return tuple(best[:MOST_PASSAGES])


def found_anew(topic: Topic, store: Store) -> dict[str, tuple[str, ...]]:
    """For the concepts that were added by hand and that research did not bring: id to what it rests on now."""
    brought = {one["id"] for one in (topic.grown or {}).get("concepts", ())}
    added = [one.concept for one in history.edits(topic) if isinstance(one, Add)]
    return {one.id: passages_on(topic, one.title, store) for one in added if one.id not in brought}


def _written(topic: Topic, new: shapes.Concept, store: Store) -> tuple[Add, shapes.Page | None]:
    row = Concept(
        id=new.id, topic=topic, depth=new.depth, position=0, title=new.title, passages=list(new.passages)
    )
    material = materials.material(topic, row, store)
    summary = lead_sentence(new.title, material.passages, material.texts, topic.language)
    page = verify(write(material, ground(material)), material.texts)
    return Add(replace(new, summary=summary)), page if page.sentences else None
