"""What a person has in a topic, as one plain value that goes along with it: bookmarks, what was read, notes, cards, threads."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from sapere.accounts.models import Person
from sapere.research.replies import Answer, Turn
from sapere.research.shapes import Citation, Sentence, decode, encode
from sapere.topics import notebook, queries, threads
from sapere.topics.marks import Card, Note
from sapere.topics.models import Topic
from sapere.topics.talks import Message, Thread

Places = Mapping[uuid.UUID, tuple[int, int]]
"""Message id to its thread's place in the list, from 0, and its own place in that."""


def belongings(viewer: Person, of: Topic) -> dict[str, Any]:
    """The viewer's own in that topic and nobody else's. What an answer quotes from other topics stays behind."""
    talks = sorted(threads.threads(viewer, of), key=lambda one: (one.created_at, str(one.pk)))
    said = [threads.messages(one) for one in talks]
    places = {one.pk: (at, one.position) for at, told in enumerate(said) for one in told}
    known = {str(one) for one in of.sources.values_list("id", flat=True)}
    marked = notebook.bookmarks(viewer, of)
    read = sorted(notebook.visits(viewer, of).items(), key=lambda one: (one[1], str(one[0])))
    return {
        "bookmarks": [{"concept": str(one.pk)} for one in queries.concepts(of) if one.pk in marked],
        "read": [{"concept": str(concept), "at": _moment(at)} for concept, at in read],
        "notes": [_note(one, places) for one in notebook.notes(viewer, of)],
        "cards": [_card(one, places, known) for one in notebook.cards(viewer, of)],
        "threads": [_thread(one, told, known) for one, told in zip(talks, said, strict=True)],
    }


def thread_values(viewer: Person, of: Topic) -> list[dict[str, Any]]:
    """All threads of a topic as they were said, whatever they quote."""
    told = threads.threads(viewer, of).order_by("created_at", "pk")
    return [_thread(one, threads.messages(one), None) for one in told]


def _thread(one: Thread, said: Sequence[Message], known: set[str] | None) -> dict[str, Any]:
    return {
        "mode": one.mode,
        "title": one.title,
        "created_at": _moment(one.created_at),
        "changed_at": _moment(one.changed_at),
        "messages": [_message(message, one.mode, known) for message in said],
    }


def _message(one: Message, mode: str, known: set[str] | None) -> dict[str, Any]:
    """An answer that is still waited for leaves as cut: whoever made it is not there where it arrives."""
    waiting = one.state == Message.State.WAITING
    return {
        "position": one.position,
        "role": one.role,
        "to": one.to.position if one.to is not None else None,
        "concept": _name(one.concept_id),
        "text": one.text,
        "content": one.content if known is None else _within(one, mode, known),
        "state": str(Message.State.CUT if waiting else one.state),
        "reason": one.reason,
        "at": _moment(one.at),
    }


def _within(one: Message, mode: str, known: set[str]) -> Any:
    """The answer with what it quotes from this topic."""
    if one.role == Message.Role.QUESTION or one.content is None:
        return one.content
    try:
        if mode == Thread.Mode.TUTOR:
            turn = decode(Turn, one.content)
            return encode(replace(turn, citations=_known(turn.citations, known)))
        answer = decode(Answer, one.content)
    except ValidationError:
        return None
    kept = tuple(sentence for sentence in answer.sentences if _is_from(sentence, known))
    near = tuple(excerpt for excerpt in answer.nearest if excerpt.passage.source in known)
    return encode(replace(answer, sentences=kept, nearest=near))


def _is_from(sentence: Sentence, known: set[str]) -> bool:
    return all(cited.source in known for cited in sentence.citations)


def _known(citations: Iterable[Citation], known: set[str]) -> tuple[Citation, ...]:
    return tuple(one for one in citations if one.source in known)


def _note(one: Note, places: Places) -> dict[str, Any]:
    return {
        "concept": _name(one.concept_id),
        "about": one.about,
        "message": _place(one.message_id, places),
        "quote": one.quote,
        "before": one.before,
        "after": one.after,
        "text": one.text,
        "created_at": _moment(one.created_at),
        "changed_at": _moment(one.changed_at),
    }


def _card(one: Card, places: Places, known: set[str]) -> dict[str, Any]:
    return {
        "concept": _name(one.concept_id),
        "message": _place(one.message_id, places),
        "front": one.front,
        "back": one.back,
        "citations": [cited for cited in one.citations if cited["source"] in known],
        "created_at": _moment(one.created_at),
    }


def _name(concept: uuid.UUID | None) -> str | None:
    return str(concept) if concept else None


def _place(message: uuid.UUID | None, places: Places) -> list[int] | None:
    return list(places[message]) if message is not None and message in places else None


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
