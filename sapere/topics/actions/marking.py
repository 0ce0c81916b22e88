"""What a learner leaves in a topic: each verb is done for one owner, and reaches nobody else's rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.kit.text import normalise, squeeze
from sapere.research.errors import BadRequest
from sapere.research.shapes import Citation, encode
from sapere.topics.marks import Bookmark, Card, Note, Visit
from sapere.topics.models import Concept, Topic
from sapere.topics.storage import writes
from sapere.topics.talks import Message

LONGEST_NOTE = 20_000
"""Characters of what a learner writes in one note, or of a side of a card."""
LONGEST_QUOTE = 4_000
"""Characters of a highlight."""
_AROUND = 80
Kept = TypeVar("Kept", Note, Card)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Marked text as it reads, and a little of what stands before and after it."""

    quote: str = ""
    before: str = ""
    after: str = ""


NOTHING = Quoted()


@dataclass(frozen=True, slots=True)
class Jotting:
    """A note that is to be kept: ``text`` is Markdown, and may be empty where something is quoted. ``about`` is what
    it is about in words, the concept's title unless said otherwise."""

    text: str = ""
    concept: Concept | None = None
    message: Message | None = None
    quoted: Quoted = NOTHING
    about: str = ""


@dataclass(frozen=True, slots=True)
class CardWords:
    """A card that is to be kept."""

    front: str
    back: str
    concept: Concept | None = None
    message: Message | None = None
    citations: Iterable[Citation] = ()


@writes
def bookmark(owner: Person, concept_id: uuid.UUID) -> None:
    """Raises ``Concept.DoesNotExist`` where it was taken out of the tree meanwhile."""
    _stays(concept_id).get()
    Bookmark.objects.get_or_create(owner=owner, concept_id=concept_id)


@writes
def unbookmark(owner: Person, concept_id: uuid.UUID) -> None:
    Bookmark.objects.filter(owner=owner, concept_id=concept_id).delete()


@writes
def visit(owner: Person, concept_id: uuid.UUID, at: datetime | None = None) -> None:
    """That the page was read, now unless said otherwise. Nothing where it was taken out of the tree meanwhile."""
    if _stays(concept_id).values("pk").first() is None:
        return
    read = Visit(owner=owner, concept_id=concept_id, at=at or timezone.now())
    Visit.objects.bulk_create(  # one statement, whether it is there or not: this is written with every page that is read
        [read], update_conflicts=True, unique_fields=["owner", "concept"], update_fields=["at"]
    )


@writes
def unvisit(owner: Person, concept_id: uuid.UUID) -> None:
    """As if the page had never been read."""
    Visit.objects.filter(owner=owner, concept_id=concept_id).delete()


@writes
def write_note(owner: Person, topic: Topic, said: Jotting) -> Note:
    """An answer is kept as a note once: again it is the note that is there. Raises ``BadRequest`` for one that says nothing,
    or too much, and ``Message.DoesNotExist`` where the answer was deleted meanwhile."""
    if said.message and (there := _kept_of(said.message, Note.objects.filter(owner=owner))):
        return there
    text, quote = _said(said.text, LONGEST_NOTE), _said(said.quoted.quote, LONGEST_QUOTE)
    _something(text or quote)
    return Note.objects.create(
        id=uuid.uuid4(),
        owner=owner,
        topic=topic,
        concept=said.concept,
        message=said.message,
        about=_about(said),
        quote=quote,
        before=normalise(said.quoted.before)[-_AROUND:] if quote else "",
        after=normalise(said.quoted.after)[:_AROUND] if quote else "",
        text=text,
    )


@writes
def change_note(owner: Person, note_id: uuid.UUID, text: str) -> Note:
    """Other words for it; what it marks stays. Raises ``BadRequest``, and ``Note.DoesNotExist`` for somebody else's."""
    note = Note.objects.select_for_update(of=("self",)).get(pk=note_id, owner=owner)
    note.text = _said(text, LONGEST_NOTE)
    _something(note.text or note.quote)
    note.save(update_fields=["text", "changed_at"])
    return note


@writes
def delete_note(owner: Person, note_id: uuid.UUID) -> None:
    """Raises ``Note.DoesNotExist``; for somebody else's too."""
    Note.objects.get(pk=note_id, owner=owner).delete()


@writes
def keep_card(owner: Person, topic: Topic, card: CardWords) -> Card:
    """An answer becomes a card once, as in :func:`write_note`. Raises ``BadRequest`` for one that has an empty side, or
    says too much, and ``Message.DoesNotExist`` where the answer was deleted meanwhile."""
    if card.message and (there := _kept_of(card.message, Card.objects.filter(owner=owner))):
        return there
    front, back = _said(card.front, LONGEST_NOTE), _said(card.back, LONGEST_NOTE)
    _something(front)
    _something(back)
    return Card.objects.create(
        id=uuid.uuid4(),
        owner=owner,
        topic=topic,
        concept=card.concept,
        message=card.message,
        front=front,
        back=back,
        citations=[encode(one) for one in card.citations],
    )


@writes
def delete_card(owner: Person, card_id: uuid.UUID) -> None:
    """Raises ``Card.DoesNotExist``; for somebody else's too."""
    Card.objects.get(pk=card_id, owner=owner).delete()


def _stays(concept_id: uuid.UUID) -> QuerySet[Concept]:
    """To be looked at before a mark is put there: until this transaction ends nobody takes the concept away."""
    return Concept.objects.select_for_update(no_key=True).filter(pk=concept_id)


def _kept_of(answer: Message, mine: QuerySet[Kept]) -> Kept | None:
    """What was made of the answer before. Of two clicks at once the second waits here, and sees what the first made."""
    Message.objects.select_for_update(of=("self",), no_key=True).get(pk=answer.pk)
    return mine.filter(message=answer).first()


def _about(said: Jotting) -> str:
    told = said.about or (said.concept.title if said.concept else "")
    return squeeze(normalise(told))[:300]


def _said(text: str, most: int) -> str:
    """In the one form in which text is kept, and measured as it is kept: NFC writes some letters as three."""
    said = normalise(text).strip()
    if len(said) > most:
        raise BadRequest(
            f"That is {len(said):,} characters; a note has room for {most:,}.",
            advice="Nothing was kept of it. Make two notes of it, or shorten it.",
        )
    return said


def _something(said: str) -> None:
    if not said:
        raise BadRequest("There is nothing written in it.", advice="Write a few words.")
