"""The owner changes the tree by hand: what was done and what came of it are kept together or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.utils import timezone

from sapere.accounts.models import Person
from sapere.research import shapes
from sapere.research.errors import BadRequest, TreeChanged
from sapere.research.growing.edits import (
    Add,
    Edit,
    Merge,
    Move,
    Remove,
    Rename,
    about,
    changed,
    edited,
    merged_pairs,
)
from sapere.research.growing.joining import joined
from sapere.research.growing.placing import in_place, path_to
from sapere.research.shapes import Disagreement, Level, Section, decode
from sapere.topics import history, queries
from sapere.topics.actions.pages import keep_version, put_page
from sapere.topics.actions.planting import carry_marks, grown, record, write_tree
from sapere.topics.actions.taking import give_back, taken, without_what_moved
from sapere.topics.changes import TreeEdit
from sapere.topics.marks import Visit
from sapere.topics.models import Concept, Page, Topic
from sapere.topics.storage import writes

_KINDS: Mapping[type[Edit], TreeEdit.Kind] = MappingProxyType(
    {
        Rename: TreeEdit.Kind.RENAME,
        Move: TreeEdit.Kind.MOVE,
        Merge: TreeEdit.Kind.MERGE,
        Remove: TreeEdit.Kind.REMOVE,
        Add: TreeEdit.Kind.ADD,
    }
)


@writes
def edit_tree(
    owner: Person, slug: str, edit: Edit, *, seen: int, page: shapes.Page | None = None
) -> TreeEdit:
    """The owner's edit as the last of the topic's, and the tree as it is with it. ``seen``: the last edit that the owner
    knew of (:func:`sapere.topics.history.seen`); ``page``: of an added concept.

    Raises ``Topic.DoesNotExist``, for somebody else's too; ``TreeChanged`` where another edit came between;
    ``BadRequest`` for what cannot be done.
    """
    topic, before = _tree(owner, slug, seen)
    after = changed(before, edit)
    pairs = merged_pairs(before, edit) if isinstance(edit, Merge) else []
    into = dict(pairs)
    left = {one.id for one in after.concepts}
    gone = {one.id: into.get(one.id, "") for one in before.concepts if one.id not in left}
    kept = taken(owner, gone, set(into.values())) | {"gone": gone} | _names(after, before, edit)
    for one, other in reversed(pairs):  # what is below goes first
        _join(one, other)
    row = record(topic, _KINDS[type(edit)], edit, kept)
    write_tree(topic.pk, after)
    if isinstance(edit, Add):
        _open(edit, page)
    TreeEdit.objects.filter(pk=row.pk).update(at=timezone.now(), taken=without_what_moved(kept))
    return row


@writes
def undo_edit(owner: Person, slug: str, *, seen: int) -> TreeEdit:
    """Takes the last edit back, with all that it took away: the edit as it was. What anybody left at a concept that goes
    with it is kept at the next one above. Raises as :func:`edit_tree`."""
    topic, before = _tree(owner, slug, seen)
    last = history.last_edit(topic)
    if last is None:
        raise BadRequest("There is no edit to take back.")
    if history.is_researched(last):
        raise BadRequest(
            "What this change brings is still being researched.", advice="Wait for its end, or stop it first."
        )
    row = TreeEdit.objects.get(pk=last.pk)
    last.delete()
    after = edited(grown(topic), history.edits(topic))
    _carry_up(before, after)
    write_tree(topic.pk, after)
    give_back(row, (one.id for one in after.concepts))
    return row


@writes
def keep_found(topic_id: uuid.UUID, found: Mapping[str, Iterable[str]]) -> None:
    """What added concepts rest on in the sources of now: concept id to passages, most central first."""
    for row in TreeEdit.objects.filter(topic=topic_id, kind=TreeEdit.Kind.ADD):
        edit = history.as_edit(row)
        if isinstance(edit, Add) and edit.concept.id in found:
            passages = list(found[edit.concept.id])
            row.payload["concept"]["passages"] = passages
            row.save(update_fields=["payload"])
            Concept.objects.filter(topic=topic_id, pk=edit.concept.id).update(passages=passages)


def _tree(owner: Person, slug: str, seen: int) -> tuple[Topic, shapes.Tree]:
    topic = Topic.objects.select_for_update().get(owner=owner, slug=slug)
    if history.seen(topic) != seen:
        raise TreeChanged(
            "Somebody else, or you in another window, changed the tree meanwhile.",
            advice="Nothing of what you asked for was done. Look at the tree as it is now, then ask again.",
        )
    tree = queries.tree(topic)
    if tree is None:
        raise BadRequest("There is no tree yet.", advice="Wait until it has grown.")
    return topic, tree


def _names(after: shapes.Tree, before: shapes.Tree, edit: Edit) -> dict[str, Any]:
    """What the concepts of the edit were called, for whoever reads of it later, and the place (from 1) of one that stays
    below the same."""
    titles = {one.id: one.title for one in (*after.concepts, *before.concepts)}
    concept, other = about(edit)
    left = {one.id for one in after.concepts}
    gone = {one.id: one.title for one in before.concepts if one.id not in left}
    names = {"title": titles.get(concept, ""), "other": titles.get(other, ""), "titles": gone}
    if isinstance(edit, Move) and in_place(before, concept).parent == edit.parent:
        return {**names, "place": in_place(after, concept).position + 1}
    return names


def _carry_up(before: shapes.Tree, after: shapes.Tree) -> None:
    """What was read of a page that goes says nothing of the page above."""
    left = {one.id for one in after.concepts}
    for one in before.concepts:
        if one.id not in left:
            Visit.objects.filter(concept__id=one.id).delete()
            carry_marks(one.id, next(step for step in path_to(before, one.id) if step in left))


def _join(gone: str, into: str) -> None:
    """What was left at the one goes to the other, and its pages into the other's."""
    carry_marks(gone, into)
    heading = Concept.objects.values_list("title", flat=True).get(pk=gone)
    place = Concept.objects.get(pk=into)
    for page in Page.objects.filter(concept__id=gone):
        there = place.pages.filter(level=page.level, language=page.language).first()
        if there is None:
            page.concept = place
            page.save(update_fields=["concept", "written_at"])
        else:
            both = joined(_shape(there), _shape(page), heading)
            keep_version(there, both)
            put_page(place, both)


def _open(edit: Add, page: shapes.Page | None) -> None:
    """The added concept with its page; without one where nothing in the sources speaks of it."""
    Concept.objects.filter(pk=edit.concept.id).update(state=Concept.State.READY)
    if page is not None and page.sentences:
        put_page(Concept.objects.get(pk=edit.concept.id), page)


def _shape(row: Page) -> shapes.Page:
    return shapes.Page(
        concept=str(row.concept_id),
        level=Level(row.level),
        language=row.language,
        sections=tuple(decode(Section, one) for one in row.sections),
        writer=row.writer,
        dropped=row.dropped,
        disagreements=tuple(decode(Disagreement, one) for one in row.disagreements),
        prompt=row.prompt,
        fallback=row.fallback,
    )
