"""The tree becomes rows: as research brought it, with what the owner did to it by hand."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import F, Max

from sapere.research import shapes
from sapere.research.growing.deeper import branches_below
from sapere.research.growing.edits import Add, Deepen, Edit, edited
from sapere.research.growing.placing import DEEPEST, found, path_to, put
from sapere.research.shapes import decode, encode
from sapere.topics import history, queries
from sapere.topics.changes import TreeEdit
from sapere.topics.marks import Bookmark, Card, Note, Visit
from sapere.topics.models import Concept, Prerequisite, Run, Topic
from sapere.topics.storage import writes
from sapere.topics.talks import Message

_BATCH = 500
_OUT_OF_THE_WAY = 1_000_000  # added to positions while concepts change places


@writes
def keep_tree(run: Run, tree: shapes.Tree) -> None:
    """The topic's tree is this one from now on, with the owner's edits done again, and with what the update would take
    from a learner (see docs/decisions/0023); pages of concepts that stay are left as they are. Of a run that goes deeper
    the branches are put below the concept that it was for."""
    if run.topic_id is None:
        raise ValueError(f"run {run.pk} has no topic to keep this under")
    topic = Topic.objects.select_for_update().get(pk=run.topic_id)
    if run.kind == Run.Kind.DEEPER:
        _go_deeper(topic, run, tree)
        return
    edits = history.edits(topic)
    before = queries.tree(topic)
    if before is not None and len(before.concepts) > 1:
        _carry(before, edited(tree, edits))
        tree = _with_what_stays(topic, tree, before, edits)
    Topic.objects.filter(pk=topic.pk).update(grown=encode(tree))
    write_tree(topic.pk, edited(tree, edits))


def write_tree(topic_id: uuid.UUID, tree: shapes.Tree) -> None:
    """Inside a transaction. What is in the tree has its new place before what is not goes, and takes all below it along."""
    Concept.objects.filter(topic_id=topic_id, depth__gt=0).update(position=F("position") + _OUT_OF_THE_WAY)
    for depth in range(DEEPEST + 1):  # a parent's row before its children's
        Concept.objects.bulk_create(
            [_row(topic_id, concept) for concept in tree.concepts if concept.depth == depth],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["parent", "depth", "position", "title", "question", "summary", "passages"],
            batch_size=_BATCH,
        )
    kept = [concept.id for concept in tree.concepts]
    Concept.objects.filter(topic_id=topic_id).exclude(pk__in=kept).delete()
    _keep_prerequisites(tree)


def grown(topic: Topic) -> shapes.Tree:
    """The tree before any edit. Raises ``Concept.DoesNotExist`` before there is one."""
    if topic.grown is not None:
        return decode(shapes.Tree, topic.grown)
    there = queries.tree(topic)
    if there is None:
        raise Concept.DoesNotExist(topic.pk)
    return there


def _go_deeper(topic: Topic, run: Run, tree: shapes.Tree) -> None:
    """An edit like those made by hand. A run that keeps its tree anew, as it does when a model revised it, changes its own
    edit; where the concept was taken out meanwhile there is nowhere to put it."""
    there = queries.tree(topic)
    under = found(there, run.order["under"]) if there is not None else None
    if there is None or under is None:
        return
    mine = topic.edits.filter(kind=TreeEdit.Kind.DEEPEN, taken__run=str(run.pk)).first()
    own = history.brought_by(run)
    branches = branches_below(tree, under, [one.title for one in there.concepts if one.id not in own])
    if not branches:
        return
    edit = Deepen(under.id, branches)
    if mine is not None:
        topic.edits.filter(pk=mine.pk).update(payload=encode(edit))
    else:
        record(topic, TreeEdit.Kind.DEEPEN, edit, {"run": str(run.pk), "title": under.title})
    write_tree(topic.pk, edited(grown(topic), history.edits(topic)))


def record(topic: Topic, kind: TreeEdit.Kind, edit: Edit, taken: dict[str, Any]) -> TreeEdit:
    """The edit as the topic's last. The tree that it is the first edit of is kept too."""
    if topic.grown is None:
        topic.grown = encode(grown(topic))
        topic.save(update_fields=["grown"])
    number = (topic.edits.aggregate(Max("number"))["number__max"] or 0) + 1
    return TreeEdit.objects.create(topic=topic, number=number, kind=kind, payload=encode(edit), taken=taken)


def _carry(before: shapes.Tree, after: shapes.Tree) -> None:
    """What a learner left at a concept goes along where the update put its name somewhere else."""
    left = {one.id for one in after.concepts}
    known = {one.id for one in before.concepts}
    new: dict[str, list[str]] = defaultdict(list)
    for one in after.concepts:
        if one.id not in known:
            new[one.title.casefold()].append(one.id)
    for one in before.concepts:
        others = new[one.title.casefold()]
        if one.id not in left and len(others) == 1:
            carry_marks(one.id, others[0])


def carry_marks(gone: str, into: str) -> None:
    """Bookmarks and visits where the other has none of that person's; notes, cards and answers all."""
    old, new = uuid.UUID(gone), uuid.UUID(into)
    for marks in (Bookmark.objects, Visit.objects):
        there = list(marks.filter(concept=new).values_list("owner", flat=True))
        marks.filter(concept=old).exclude(owner__in=there).update(concept=new)
    for left in (Note.objects, Card.objects, Message.objects):
        left.filter(concept=old).update(concept=new)


def _with_what_stays(
    topic: Topic, tree: shapes.Tree, before: shapes.Tree, edits: Sequence[Edit]
) -> shapes.Tree:
    """With the concepts that research has not brought this time, and that somebody marked, or that an edit put others
    below: each where it was, or as near as there is a place."""
    old, wanted = grown(topic), _to_keep(topic, edits)
    there = {one.id for one in edited(tree, edits).concepts}
    for one in before.concepts:
        if one.id in there or one.id not in wanted or not one.parent:
            continue
        above = [found(tree, step) for step in path_to(before, one.id)[1:]]
        place = next((step for step in above if step is not None and step.depth < DEEPEST), tree.root)
        kept = found(old, one.id) or one
        tree = put(tree, replace(kept, prerequisites=()), place.id)
    return tree


def _to_keep(topic: Topic, edits: Iterable[Edit]) -> set[str]:
    """Ids of concepts that have marks, or below which an edit put something."""
    marked = {
        str(one)
        for marks in (Bookmark, Note, Card)
        for one in marks.objects.filter(concept__topic=topic).values_list("concept_id", flat=True)
    }
    for edit in edits:
        if isinstance(edit, Add):
            marked.add(edit.concept.parent)
        elif isinstance(edit, Deepen):
            marked.add(edit.under)
    return marked


def _keep_prerequisites(tree: shapes.Tree) -> None:
    Prerequisite.objects.filter(concept__in=[concept.id for concept in tree.concepts]).delete()
    Prerequisite.objects.bulk_create(
        [
            Prerequisite(concept_id=uuid.UUID(concept.id), needed_id=uuid.UUID(needed))
            for concept in tree.concepts
            for needed in concept.prerequisites
        ],
        batch_size=_BATCH,
    )


def _row(topic_id: uuid.UUID, concept: shapes.Concept) -> Concept:
    return Concept(
        id=concept.id,
        topic_id=topic_id,
        parent_id=uuid.UUID(concept.parent) if concept.parent else None,
        depth=concept.depth,
        position=concept.position,
        title=concept.title[:300],
        question=concept.question,
        summary=concept.summary,
        passages=list(concept.passages),
    )
