"""A topic that one may read becomes one's own: the tree, its pages and sources, and nothing that anybody left in it."""

from __future__ import annotations

from functools import partial

from sapere.accounts.models import Person
from sapere.imports.incoming import incoming
from sapere.research.errors import BadRequest, CannotExport
from sapere.research.ports import Store
from sapere.research.progress import Kind
from sapere.topics.actions.importing import Imported, keep_incoming
from sapere.topics.actions.indexing import queue_indexing
from sapere.topics.models import Event, Run, Topic
from sapere.topics.portrait import topic_json, without_owner

COPIED = "Copied from a topic that somebody let others read; nothing was looked up."


def copy_topic(reader: Person, topic: Topic, store: Store) -> Topic:
    """The reader's new private topic: all of it or nothing of it. Whoever asks has seen that they may have it.

    Its texts are those that are kept already. The queued run puts it into the index; until then it is searched without.
    Raises ``BadRequest`` where a text is not kept any more.
    """
    original = Topic.objects.select_related("owner").get(pk=topic.pk)
    try:
        told = topic_json(original.owner, original.slug, store, with_text=True)
    except CannotExport:
        raise BadRequest(
            "The text of one of its sources is not kept any more, so it cannot be copied whole.",
            advice="Whoever it belongs to can update it, and you can copy it then.",
        ) from None
    return keep_incoming(reader, incoming(without_owner(told)), store, partial(_settled, original)).topic


def _settled(original: Topic, kept: Imported) -> None:
    """In the transaction in which the copy is made."""
    for run in Run.objects.filter(topic=kept.topic):
        run.order["imported"] |= {"copy_of": str(original.pk)}
        run.save(update_fields=["order"])
    Event.objects.filter(run__topic=kept.topic, kind=Kind.NOTE).update(payload={"text": COPIED})
    queue_indexing(kept.topic)
