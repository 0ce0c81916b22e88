"""What an edit of the tree takes away or changes, kept beside the edit, so that taking it back loses nothing."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.core import serializers
from django.db.models import Manager, Model

from sapere.accounts.models import Person
from sapere.topics.changes import PageVersion, TreeEdit
from sapere.topics.marks import Bookmark, Card, Note, Visit
from sapere.topics.models import Concept, Page, Source
from sapere.topics.quoting import quoted_in
from sapere.topics.talks import Message

_POINTING: Mapping[str, Manager[Any]] = MappingProxyType(
    {
        "bookmark": Bookmark.objects,
        "visit": Visit.objects,
        "note": Note.objects,
        "card": Card.objects,
        "message": Message.objects,
    }
)


def taken(owner: Person, gone: Iterable[str], changed: Iterable[str]) -> dict[str, Any]:
    """As JSON: all that hangs on the concepts that go, and the pages of those that change. Of what other people left
    there only which it was, and where: theirs is not kept for them."""
    leaving = [uuid.UUID(one) for one in gone]
    rows: list[Model] = list(PageVersion.objects.filter(concept__in=leaving))
    for marks in (Bookmark.objects, Visit.objects):
        rows += marks.filter(concept__in=leaving, owner=owner)
    rows += Page.objects.filter(concept__in=[*leaving, *map(uuid.UUID, changed)])
    return {
        "rows": json.loads(serializers.serialize("json", rows)),
        "pointing": [
            [name, str(pk), str(concept)]
            for name, left in _POINTING.items()
            for pk, concept in left.filter(concept__in=leaving).values_list("pk", "concept_id")
        ],
    }


def without_what_moved(kept: dict[str, Any]) -> dict[str, Any]:
    """After the edit. A mark that went along to another concept is not made anew by whoever takes the edit back: its owner
    may have taken it away since."""
    return {
        **kept,
        "rows": [row for row in kept["rows"] if "owner" not in row["fields"] or not _is_there(row)],
    }


def give_back(edit: TreeEdit, there: Iterable[str]) -> None:
    """Inside a transaction, once the concepts are ``there`` again. A page that research wrote since the edit stays as it
    is, and one that quotes a source which is gone does not come back; nor does a mark that was taken away since."""
    concepts, kept = set(there), edit.taken
    rows = [
        row for row in kept.get("rows", ()) if row["fields"]["concept"] in concepts and _is_whole(row, edit)
    ]
    for found in serializers.deserialize("json", json.dumps(rows)):
        found.save()
    for name, pk, concept in kept.get("pointing", ()):
        if concept in concepts:
            _POINTING[name].filter(pk=pk).update(concept=concept)
    Concept.objects.filter(pk__in=concepts, pages__isnull=False).update(state=Concept.State.READY)


def _is_there(row: dict[str, Any]) -> bool:
    marks = Bookmark.objects if row["model"] == "topics.bookmark" else Visit.objects
    return marks.filter(pk=row["pk"]).exists()


def _is_whole(row: dict[str, Any], edit: TreeEdit) -> bool:
    """Whether all that the row points to is still there, and nothing newer in its place."""
    fields = row["fields"]
    if "owner" in fields:
        return bool(fields["owner"] == edit.topic.owner_id) and not _is_there(row)
    if row["model"] != "topics.page":
        return True
    same = Page.objects.filter(
        concept=fields["concept"], level=fields["level"], language=fields["language"]
    ).first()
    if same is not None and (same.written_at > edit.at or same.pk != row["pk"]):
        return False
    quoted = quoted_in([fields["sections"], fields["disagreements"]])
    return _all_there(list(quoted))


def _all_there(sources: Sequence[uuid.UUID]) -> bool:
    return Source.objects.filter(pk__in=sources).count() == len(sources)
