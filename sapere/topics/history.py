"""How a topic became what it is: what its owner did to the tree, and how its pages read before."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sapere.research.growing.edits import Add, Deepen, Edit, Merge, Move, Remove, Rename
from sapere.research.shapes import EXTRACTIVE, SentenceState, decode
from sapere.topics.changes import PageVersion, TreeEdit
from sapere.topics.models import Concept, Page, Run, Topic

KINDS: Mapping[str, type[Edit]] = MappingProxyType(
    {
        TreeEdit.Kind.RENAME: Rename,
        TreeEdit.Kind.MOVE: Move,
        TreeEdit.Kind.MERGE: Merge,
        TreeEdit.Kind.REMOVE: Remove,
        TreeEdit.Kind.ADD: Add,
        TreeEdit.Kind.DEEPEN: Deepen,
    }
)
_SHOWN = frozenset({SentenceState.QUOTED, SentenceState.SUPPORTED, SentenceState.INFERRED})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence as it reads; ``kind`` as of :class:`~sapere.research.shapes.Sentence`, or ``heading``."""

    text: str
    kind: str = "prose"


@dataclass(frozen=True, slots=True)
class Since:
    """``sentences`` are new on the page since it was read at ``at``; ``version`` is how it read then."""

    at: datetime
    sentences: int
    version: int


def edits(of: Topic) -> list[Edit]:
    """In the order in which they were made."""
    return [as_edit(row) for row in of.edits.order_by("number")]


def as_edit(row: TreeEdit) -> Edit:
    return decode(KINDS[row.kind], row.payload)


def brought_by(run: Run) -> set[str]:
    """Ids of the concepts that a run which went deeper put into its topic's tree."""
    found = TreeEdit.objects.filter(topic=run.topic_id, kind=TreeEdit.Kind.DEEPEN, taken__run=str(run.pk))
    edits = [as_edit(row) for row in found]
    return {one.id for edit in edits if isinstance(edit, Deepen) for one in edit.concepts}


def is_researched(row: TreeEdit) -> bool:
    """Whether the run that made this edit goes on, and may change it yet."""
    made_by = Run.objects.filter(pk=row.taken.get("run"))
    return made_by.filter(state__in=[Run.State.QUEUED, Run.State.RUNNING]).exists()


def brought(row: TreeEdit) -> tuple[int, int]:
    """How many concepts an edit that went deeper has put into the tree, and how many of their pages a model wrote."""
    edit = as_edit(row)
    ids = [one.id for one in edit.concepts] if isinstance(edit, Deepen) else []
    there = Concept.objects.filter(topic=row.topic_id, pk__in=ids)
    written = Page.objects.filter(concept__in=there).exclude(writer=EXTRACTIVE)
    return there.count(), written.count()


def last_edit(of: Topic) -> TreeEdit | None:
    return of.edits.order_by("-number").first()


def seen(of: Topic) -> int:
    """What a form carries, so that it is known whether somebody changed the tree meanwhile; 0 before any edit. No edit
    that was taken back gives its number to another."""
    return of.edits.order_by("-number").values_list("pk", flat=True).first() or 0


def fate(of: Topic, concept_id: uuid.UUID | str) -> tuple[TreeEdit | None, Concept | None]:
    """What became of a concept that is not there: the edit that took it away, if one did, and the concept that it was
    merged into, if that is still there."""
    rows = list(of.edits.filter(kind__in=[TreeEdit.Kind.MERGE, TreeEdit.Kind.REMOVE]).order_by("-number"))
    gone, first = str(concept_id), None
    for _ in rows:
        row = next((one for one in rows if gone in one.taken.get("gone", {})), None)
        if row is None:
            break
        first = first or row
        gone = row.taken["gone"][gone]
    there = of.concepts.filter(pk=gone).first() if first is not None and gone else None
    return first, there


def versions(of: Concept) -> list[PageVersion]:
    """How its pages read before, the last first."""
    return list(of.versions.order_by("-replaced_at", "-pk"))


def version(of: Concept, number: int) -> PageVersion:
    """Raises ``PageVersion.DoesNotExist``; for another concept's too."""
    return of.versions.get(pk=number)


def since(read: datetime | None, page: Page | None) -> Since | None:
    """What is new on a page since somebody last read it; None where nothing is, or it was never read."""
    if page is None or read is None or read >= page.written_at:
        return None
    then = PageVersion.objects.filter(
        concept=page.concept_id, level=page.level, language=page.language, replaced_at__gt=read
    )
    version = then.order_by("replaced_at", "pk").first()
    if version is None:
        return None
    known = {said.text for said in spoken(version.sections)}
    new = sum(said.text not in known for said in spoken(page.sections) if said.kind != "heading")
    return Since(read, new, version.pk) if new else None


def spoken(sections: Iterable[Mapping[str, Any]]) -> list[Spoken]:
    """What a page says, heading by heading and sentence by sentence, as far as it may be shown."""
    said = []
    for section in sections:
        shown = [one for one in section["sentences"] if one["state"] in _SHOWN and one["citations"]]
        if shown and section["heading"]:
            said.append(Spoken(section["heading"], "heading"))
        said += [Spoken(one["text"], one.get("kind", "prose")) for one in shown]
    return said
