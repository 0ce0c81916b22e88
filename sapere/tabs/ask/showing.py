"""A thread as it is read: questions, and answers with the numbers that lead to their sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from sapere.kit.language import direction
from sapere.research.replies import Answer, Excerpt, Turn
from sapere.research.shapes import EXTRACTIVE, SentenceState, decode
from sapere.tabs.ask.sources import Cited, Sources
from sapere.topics import notebook, threads
from sapere.topics.talks import Message, Thread
from sapere.web.citations import Line

MOST_NEAREST = 3
_LONGEST_NEAR = 300  # characters of a passage that did not answer


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that comes close: where it stands, its beginning, and the address of it, empty where there is none."""

    about: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """A message. ``lines`` are its cited sentences, the direct one first; ``turn`` what the tutor said. ``told`` counts
    what there was to be seen of it, so that a page need not be told again what it has."""

    id: str
    role: str
    state: str
    url: str
    text: str = ""
    reason: str = ""
    scope: str = ""
    concept: str = ""
    show: bool = False
    asked: str = ""  # the question that it answers
    to: str = ""  # and its id
    language: str = ""
    direction: str = ""
    there: bool = False
    lines: tuple[Line, ...] = ()
    cited: tuple[Cited, ...] = ()
    nearest: tuple[Near, ...] = ()
    abstained: bool = False
    turn: Turn | None = None
    model: str = ""
    fallback: str = ""
    dropped: int = 0
    copy: str = ""
    told: int = 0
    noted: bool = False
    carded: bool = False

    @property
    def keepable(self) -> bool:
        """Whether it can become a note or a card: it has come to an end, and says something that is cited."""
        over = self.state != Message.State.WAITING
        return over and bool(self.cited) and (self.turn is None or self.turn.shows)


@dataclass(frozen=True, slots=True)
class Talk:
    said: tuple[Said, ...]

    @property
    def working(self) -> bool:
        return any(one.state == Message.State.WAITING for one in self.said)

    @property
    def may_show(self) -> bool:
        """Whether the tutor's last turn allows that the answer be asked for."""
        turn = next((one.turn for one in reversed(self.said) if one.turn), None)
        return turn is not None and turn.may_show

    @property
    def over(self) -> bool:
        """Whether the tutor has shown the answer."""
        return any(one.turn.shows for one in self.said if one.turn)


def talk(thread: Thread, messages: Sequence[Message]) -> Talk:
    known = _sources(thread, messages)
    answers = [one.pk for one in messages if one.role == threads.ANSWER]
    noted = notebook.answers_noted(thread.owner, answers)
    carded = notebook.answers_carded(thread.owner, answers)
    said = (_said(thread, one, known) for one in messages)
    kept = zip(said, messages, strict=True)
    return Talk(tuple(replace(one, noted=of.pk in noted, carded=of.pk in carded) for one, of in kept))


def one(thread: Thread, answer: Message) -> Said:
    """A single answer, as it stands in its talk when it is new."""
    return _said(thread, answer, _sources(thread, [answer]))


def _said(thread: Thread, message: Message, known: Sources) -> Said:
    url = reverse("ask:answer", args=[thread.topic.slug, thread.pk, message.pk])
    state = threads.state(message)
    bare = Said(str(message.pk), message.role, state, url, message.text, message.reason, told=message.told)
    if message.role == threads.QUESTION:
        content = message.content or {}
        concept = message.concept.title if message.concept else ""
        return replace(bare, scope=content.get("scope", ""), concept=concept, show=bool(content.get("show")))
    if message.to is not None:
        bare = replace(bare, asked=message.to.text, to=str(message.to_id))
    if message.content is None:
        return bare
    if thread.mode == Thread.Mode.TUTOR:
        return _of_tutor(bare, decode(Turn, message.content), known)
    return _of_sources(bare, decode(Answer, message.content), known, everywhere=known.everywhere(message))


def _of_sources(bare: Said, answer: Answer, known: Sources, *, everywhere: bool) -> Said:
    cited = known.cited((c for sentence in answer.sentences for c in sentence.citations), everywhere)
    lines = tuple(
        Line(
            sentence.text,
            str(sentence.state),
            tuple(
                known.mark(one, sentence.state, cited[one.source], f"{bare.url}/card?at={at}-{place}")
                for place, one in enumerate(sentence.citations)
            ),
        )
        for at, sentence in enumerate(answer.sentences)
    )
    told = tuple(cited.values())
    return replace(
        bare,
        there=True,
        lines=lines,
        cited=told,
        abstained=answer.abstained,
        nearest=tuple(_near(one, known) for one in answer.nearest[:MOST_NEAREST]),
        copy=copied(lines, told),
        **_how(answer, answer.language),
    )


def _of_tutor(bare: Said, turn: Turn, known: Sources) -> Said:
    """The source is named once it may be: with the answer, or where a hint says in which to look, by none of its words."""
    cited = known.cited((one for one in turn.citations if turn.shows or not one.quote), everywhere=False)
    told = turn.citations if turn.shows else ()
    marks = tuple(known.mark(one, SentenceState.QUOTED, cited[one.source]) for one in told)
    line = Line(turn.text, "quoted", marks)
    return replace(bare, there=True, turn=turn, lines=(line,), cited=tuple(cited.values()), **_how(turn, ""))


def _how(said: Answer | Turn, language: str) -> dict[str, Any]:
    return {
        "model": "" if said.writer == EXTRACTIVE else said.writer,
        "fallback": said.fallback,
        "dropped": said.dropped if isinstance(said, Answer) else 0,
        "language": language,
        "direction": direction(language) if language else "auto",
    }


def _near(excerpt: Excerpt, known: Sources) -> Near:
    short = " ".join(excerpt.passage.text.split())
    text = short if len(short) <= _LONGEST_NEAR else f"{short[:_LONGEST_NEAR].rsplit(' ', 1)[0]} …"
    return Near(excerpt.about, text, known.passage(excerpt.passage.source, excerpt.passage.start))


def copied(lines: Sequence[Line], cited: Sequence[Cited]) -> str:
    """The answer in plain words with its numbers, and below it what they stand for."""
    said = " ".join(f"{line.text} {''.join(f'[{mark.number}]' for mark in line.marks)}" for line in lines)
    return "\n".join([said, "", *(f"[{one.number}] {one.named}" for one in cited)]) if lines else ""


def _sources(thread: Thread, messages: Sequence[Message]) -> Sources:
    """All that these messages name, read at once."""
    return Sources.of(thread.owner, thread.topic, _named(thread, messages))


def _named(thread: Thread, messages: Sequence[Message]) -> set[str]:
    shape: type[Answer | Turn] = Turn if thread.mode == Thread.Mode.TUTOR else Answer
    found: set[str] = set()
    for message in messages:
        if message.role == threads.ANSWER and message.content is not None:
            said = decode(shape, message.content)
            if isinstance(said, Turn):
                found.update(citation.source for citation in said.citations)
            else:
                found.update(c.source for sentence in said.sentences for c in sentence.citations)
                found.update(one.passage.source for one in said.nearest[:MOST_NEAREST])
    return found
