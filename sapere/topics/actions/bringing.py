"""What was somebody's own in a topic elsewhere becomes the importer's own here, at the moments at which it was made."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from sapere.accounts.models import Person
from sapere.imports.arriving import Arrived
from sapere.imports.belongings import Belongings, Carded, Jotted, Said, Talk
from sapere.imports.incoming import check_citation
from sapere.kit.text import normalise
from sapere.research import shapes
from sapere.research.errors import BadImport
from sapere.research.ports import Store
from sapere.research.renaming import renamed
from sapere.research.replies import Answer, Turn
from sapere.research.shapes import Citation, decode, encode
from sapere.research.verify import verify
from sapere.topics.actions.importing import Imported, keep_incoming
from sapere.topics.actions.indexing import queue_indexing
from sapere.topics.marks import Bookmark, Card, Note, Visit
from sapere.topics.models import Topic
from sapere.topics.storage import writes
from sapere.topics.talks import Message, Thread

_BATCH = 500


def import_file(owner: Person, file: Arrived, store: Store) -> Topic:
    """A topic of the owner's out of a file that was checked, with all that is the owner's own in it: all of it or nothing.
    Raises ``BadImport`` and leaves of ``StorageError``."""
    topic = keep_incoming(owner, file.topic, store, lambda kept: bring(owner, kept, file.mine)).topic
    if file.topic.sources:
        queue_indexing(topic)
    return topic


@writes
def bring(owner: Person, into: Imported, mine: Belongings) -> None:
    """Raises ``BadImport`` for what names a concept or quotes a text that is not there."""
    _Bringing(owner, into).all_of(mine)


class _Bringing:
    def __init__(self, owner: Person, into: Imported) -> None:
        self._owner = owner
        self._topic = into.topic
        self._names = into.planted.names
        self._concepts = {one.id for one in into.planted.tree.concepts} if into.planted.tree else set()
        self._texts = into.planted.texts
        self._said: dict[tuple[int, int], uuid.UUID] = {}

    def all_of(self, mine: Belongings) -> None:
        for at, talk in enumerate(mine.threads):
            self._thread(at, talk)
        marked = dict.fromkeys(self._concept(one.concept) for one in mine.bookmarks)
        Bookmark.objects.bulk_create([Bookmark(owner=self._owner, concept_id=one) for one in marked])
        read = {one.concept: one.at for one in mine.read}
        Visit.objects.bulk_create(
            [Visit(owner=self._owner, concept_id=self._concept(one), at=at) for one, at in read.items()],
            batch_size=_BATCH,
        )
        self._notes(mine.notes)
        self._cards(mine.cards)

    def _notes(self, notes: Sequence[Jotted]) -> None:
        rows = Note.objects.bulk_create([self._note(one) for one in notes], batch_size=_BATCH)
        for row, one in zip(rows, notes, strict=True):
            row.created_at, row.changed_at = one.created_at, one.changed_at
        Note.objects.bulk_update(rows, ["created_at", "changed_at"], batch_size=_BATCH)

    def _note(self, one: Jotted) -> Note:
        text, quote = normalise(one.text).strip(), normalise(one.quote).strip()
        if not text and not quote:
            raise BadImport("There is a note in it that says nothing.")
        return Note(
            id=uuid.uuid4(),
            owner=self._owner,
            topic=self._topic,
            concept_id=self._about(one.concept),
            message_id=self._message(one.message),
            about=one.about,
            quote=quote,
            before=one.before,
            after=one.after,
            text=text,
        )

    def _cards(self, cards: Sequence[Carded]) -> None:
        now = timezone.now()
        rows = Card.objects.bulk_create([self._card(one) for one in cards], batch_size=_BATCH)
        for row, one in zip(rows, cards, strict=True):
            row.created_at = one.created_at or now
        Card.objects.bulk_update(rows, ["created_at"], batch_size=_BATCH)

    def _card(self, one: Carded) -> Card:
        front, back = normalise(one.front).strip(), normalise(one.back).strip()
        if not front or not back:
            raise BadImport("There is a card in it that has an empty side.")
        return Card(
            id=uuid.uuid4(),
            owner=self._owner,
            topic=self._topic,
            concept_id=self._about(one.concept),
            message_id=self._message(one.message),
            front=front,
            back=back,
            citations=[encode(self._cited(cited)) for cited in one.citations],
        )

    def _thread(self, at: int, talk: Talk) -> None:
        thread = Thread.objects.create(
            id=uuid.uuid4(), owner=self._owner, topic=self._topic, mode=talk.mode, title=talk.title
        )
        ids = {one.position: uuid.uuid4() for one in talk.messages}
        self._said |= {(at, position): name for position, name in ids.items()}
        ordered = sorted(talk.messages, key=lambda one: (one.role != "question", one.position))
        rows = [self._row(one, thread, ids) for one in ordered]  # a question's row before its answers'
        Message.objects.bulk_create(rows, batch_size=_BATCH)
        for row, one in zip(rows, ordered, strict=True):
            row.at = one.at
        Message.objects.bulk_update(rows, ["at"], batch_size=_BATCH)
        Thread.objects.filter(pk=thread.pk).update(created_at=talk.created_at, changed_at=talk.changed_at)

    def _row(self, one: Said, thread: Thread, ids: Mapping[int, uuid.UUID]) -> Message:
        return Message(
            id=ids[one.position],
            thread=thread,
            to_id=ids[one.to] if one.to is not None else None,
            concept_id=self._about(one.concept),
            position=one.position,
            role=one.role,
            text=one.text,
            content=self._content(one, thread.mode),
            state=one.state,
            reason=one.reason,
        )

    def _content(self, one: Said, mode: str) -> Any:
        """What an answer says, as far as its quotes carry it."""
        if one.content is None or one.role == "question":
            return one.content
        told = renamed(one.content, self._names)
        if mode == Thread.Mode.TUTOR:
            turn = decode(Turn, told)
            for cited in turn.citations:
                check_citation(cited, self._texts)
            return encode(turn)
        return encode(self._checked(decode(Answer, told)))

    def _checked(self, answer: Answer) -> Answer:
        for cited in (cited for sentence in answer.sentences for cited in sentence.citations):
            check_citation(cited, self._texts)
        for excerpt in answer.nearest:
            place = excerpt.passage
            check_citation(Citation(place.source, place.text, place.start, place.end), self._texts)
        page = shapes.Page(
            "", shapes.Level.NEW, answer.language, (shapes.Section("", answer.sentences),), answer.writer
        )
        found = verify(page, self._texts)
        return replace(answer, sentences=found.sentences, dropped=answer.dropped + found.dropped)

    def _cited(self, one: Citation) -> Citation:
        mine = replace(one, source=self._names.get(one.source, ""))
        check_citation(mine, self._texts)
        return mine

    def _concept(self, name: str) -> uuid.UUID:
        mine = self._names.get(name, "")
        if mine not in self._concepts:
            raise BadImport("There is something in it about a concept that is not in its tree.")
        return uuid.UUID(mine)

    def _about(self, name: str | None) -> uuid.UUID | None:
        return self._concept(name) if name is not None else None

    def _message(self, place: tuple[int, int] | None) -> uuid.UUID | None:
        return self._said.get(place) if place is not None else None
