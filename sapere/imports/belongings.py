"""What was the exporter's own beside a topic: bookmarks, what was read, notes, cards, threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from sapere.imports.incoming import check_text_in
from sapere.research.errors import BadImport
from sapere.research.replies import Answer, Turn
from sapere.research.shapes import Citation

MOST = 50_000
Moment: TypeAlias = AwareDatetime
Words: TypeAlias = Annotated[str, Field(max_length=60_000)]
"""Three times what may be written: NFC writes some letters as three, and it was not always done before measuring."""
Name: TypeAlias = Annotated[str, Field(max_length=300)]
Place: TypeAlias = Annotated[int, Field(ge=1, lt=2**31)]


@dataclass(frozen=True, slots=True)
class Marked:
    """A bookmark."""

    concept: Name


@dataclass(frozen=True, slots=True)
class Read:
    """When a concept's page was last read."""

    concept: Name
    at: Moment


@dataclass(frozen=True, slots=True)
class Jotted:
    """A note. ``message`` is its thread's place in the list and its own place in that."""

    created_at: Moment
    changed_at: Moment
    concept: Name | None = None
    about: Name = ""
    message: tuple[int, int] | None = None
    quote: Words = ""
    before: Annotated[str, Field(max_length=80)] = ""
    after: Annotated[str, Field(max_length=80)] = ""
    text: Words = ""


@dataclass(frozen=True, slots=True)
class Carded:
    """A card. One without a moment is made now."""

    front: Annotated[Words, Field(min_length=1)]
    back: Annotated[Words, Field(min_length=1)]
    concept: Name | None = None
    message: tuple[int, int] | None = None
    citations: tuple[Citation, ...] = ()
    created_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A message. ``to`` is the place of the question that it answers."""

    position: Place
    role: Literal["question", "answer"]
    at: Moment
    text: Annotated[str, Field(max_length=200_000)] = ""
    content: dict[str, Any] | None = None
    to: Place | None = None
    concept: Name | None = None
    state: Literal["whole", "cut", "stopped", "failed"] = "whole"
    reason: Words = ""


@dataclass(frozen=True, slots=True)
class Talk:
    mode: Literal["find", "tutor"]
    title: Annotated[str, Field(max_length=120)]
    created_at: Moment
    changed_at: Moment
    messages: Annotated[tuple[Said, ...], Field(max_length=MOST)]


@dataclass(frozen=True, slots=True)
class Belongings:
    bookmarks: Annotated[tuple[Marked, ...], Field(max_length=MOST)] = ()
    read: Annotated[tuple[Read, ...], Field(max_length=MOST)] = ()
    notes: Annotated[tuple[Jotted, ...], Field(max_length=MOST)] = ()
    cards: Annotated[tuple[Carded, ...], Field(max_length=MOST)] = ()
    threads: Annotated[tuple[Talk, ...], Field(max_length=MOST)] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.bookmarks or self.read or self.notes or self.cards or self.threads)


NONE = Belongings()
_adapter = TypeAdapter(Belongings)
_replies: dict[str, TypeAdapter[Any]] = {"find": TypeAdapter(Answer), "tutor": TypeAdapter(Turn)}


def belongings(value: object) -> Belongings:
    """Raises ``BadImport``."""
    check_text_in(value)
    try:
        told = _adapter.validate_python(value)
        for talk in told.threads:
            _check(talk)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in fault["loc"])[:120]
        raise BadImport(
            f"The notes and threads in it cannot be read: {where}: {fault['msg'][:200]}."
        ) from None
    return told


def _check(talk: Talk) -> None:
    questions = {one.position for one in talk.messages if one.role == "question"}
    if len({one.position for one in talk.messages}) < len(talk.messages):
        raise BadImport("Two messages stand in one place of a thread.")
    for one in talk.messages:
        if (one.role == "answer") != (one.to in questions):
            raise BadImport("There is an answer in a thread that answers nothing.")
        if one.role == "answer" and one.content is not None:
            _replies[talk.mode].validate_python(one.content)
