"""The extractive tutor: a guiding question a turn, from the heading over a neighbouring sentence to the sentence itself
with gaps. The answer's words stay withheld until the learner has tried, or had two hints and asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sapere.research.answer import quotation
from sapere.research.answering.evidence import Line, Weighed
from sapere.research.replies import Speaker, Turn
from sapere.research.shapes import Citation
from sapere.research.tutoring.leaks import (
    has_said,
    has_tried,
    leaked,
    said_by_learner,
    with_gaps,
    withheld,
)
from sapere.research.tutoring.words import words_for

ENOUGH_HINTS = 2
"""After which the answer may be shown without an attempt."""
_LONGEST = 400  # characters of a quoted sentence


@dataclass(frozen=True, slots=True)
class Lesson:
    """One question that is worked on: the sentence that answers it, and what was said so far."""

    question: str
    language: str
    direct: Line
    home: Weighed
    turns: tuple[Turn, ...]

    @property
    def kept(self) -> frozenset[str]:
        """What may not be said yet."""
        own = withheld(self.direct.text, self.question, self.language)
        return own - said_by_learner(self.turns, self.language)

    @property
    def tried(self) -> bool:
        return any(
            turn.speaker is Speaker.LEARNER and has_tried(turn.text, self.question, self.language)
            for turn in self.turns
        )

    @property
    def solved(self) -> bool:
        own = withheld(self.direct.text, self.question, self.language)
        return bool(own) and has_said(self.turns, own, self.language)

    @property
    def hints(self) -> int:
        return max((turn.hint for turn in self.turns if turn.speaker is Speaker.TUTOR), default=0)

    @property
    def may_show(self) -> bool:
        return self.tried or self.hints >= ENOUGH_HINTS


def shown(lesson: Lesson) -> Turn:
    """The answer, quoted. Only where ``lesson.may_show``, or the learner has said it."""
    words = words_for(lesson.language)
    sentence = quotation(lesson.direct)
    text = (words.right if lesson.solved else words.answer).format(sentence.text)
    return Turn(Speaker.TUTOR, text, sentence.citations, lesson.hints, may_show=True, shows=True)


def hint(lesson: Lesson, *, pleaded: bool = False) -> Turn:
    """The next one. ``pleaded``: the learner wanted the answer when it could not be shown yet."""
    words, number = words_for(lesson.language), lesson.hints + 1
    lead = words.first if pleaded else words.tried if _just_tried(lesson) else ""
    text, citations = _hint(lesson, number)
    may = lesson.tried or number >= ENOUGH_HINTS
    return Turn(Speaker.TUTOR, lead + text, citations, number, may_show=may)


def _just_tried(lesson: Lesson) -> bool:
    said = [turn for turn in lesson.turns if turn.speaker is Speaker.LEARNER]
    return bool(said) and has_tried(said[-1].text, lesson.question, lesson.language)


def _hint(lesson: Lesson, number: int) -> tuple[str, tuple[Citation, ...]]:
    words = words_for(lesson.language)
    if number == 1:
        heading = _heading(lesson)
        return (words.look.format(heading) if heading else words.look_up), ()
    if number == 2 and (near := _neighbour(lesson)) is not None:
        return words.near.format(near.text), quotation(near).citations
    template = words.gap if number <= 3 else words.more
    cloze = with_gaps(lesson.direct.text[:_LONGEST], lesson.kept, lesson.language, 1 if number <= 3 else 2)
    return template.format(_unasked(cloze)), quotation(lesson.direct).citations


def _heading(lesson: Lesson) -> str:
    """The innermost title that gives nothing away."""
    excerpt = lesson.home.excerpt
    for title in (*reversed(excerpt.passage.path), excerpt.title):
        if title and not leaked(title, lesson.kept, lesson.language):
            return _unasked(title)
    return ""


def _neighbour(lesson: Lesson) -> Line | None:
    """A sentence beside the answer that holds none of its words."""
    near: Sequence[Line] = sorted(
        (line for line in lesson.home.lines if line.place != lesson.direct.place),
        key=lambda line: abs(line.place - lesson.direct.place),
    )
    for line in near[:4]:
        plain = len(line.text) <= _LONGEST and not any(mark in line.text for mark in "?？؟")
        if plain and not leaked(line.text, lesson.kept, lesson.language):
            return line
    return None


def _unasked(text: str) -> str:
    """A turn asks one question: its own."""
    return text.rstrip(" ?？؟").replace("?", ".").replace("？", "。").replace("؟", ".")
