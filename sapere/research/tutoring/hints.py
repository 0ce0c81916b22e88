"""The extractive tutor: a guiding question a turn, from the heading over a neighbouring sentence to the sentence itself
with gaps. The answer's words stay withheld until the learner has tried, or had two hints and asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sapere.kit.tokens import words
from sapere.research.answer import quotation
from sapere.research.answering.asked import terms
from sapere.research.answering.kinds import Wanted, holds
from sapere.research.answering.passages import Line, Weighed
from sapere.research.replies import Speaker, Turn
from sapere.research.shapes import Citation
from sapere.research.tutoring.leaks import (
    has_said,
    has_tried,
    leaked,
    said_by_learner,
    seldom,
    with_gaps,
    withheld,
)
from sapere.research.tutoring.words import words_for

ENOUGH_HINTS = 2
"""After which the answer may be shown without an attempt."""
_LONGEST = 400  # characters of a quoted sentence
_NAME_OF_CODE = re.compile(r"\w_\w|\b_+\w|\w\(\)")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One question that is worked on: the sentence that answers it, and what was said so far. ``rivals`` are the
    sentences that come next to it: one of them may be the answer after all."""

    question: str
    language: str
    direct: Line
    home: Weighed
    turns: tuple[Turn, ...]
    kind: Wanted = Wanted.OTHER
    rivals: tuple[Line, ...] = ()

    @property
    def kept(self) -> frozenset[str]:
        """What may not be said yet."""
        own = withheld(self.direct.text, self.question, self.language)
        return own - said_by_learner(self.turns, self.language)

    @property
    def guarded(self) -> frozenset[str]:
        """What nobody but a source says yet: the words of the rivals too."""
        return self._unsaid(line.text for line in self.rivals)

    @property
    def guessed(self) -> frozenset[str]:
        """What no model may ask about: of all that is near, what few sentences say."""
        others = seldom((line.text for line in self.home.lines), self.question, self.language)
        return self.guarded | (others - said_by_learner(self.turns, self.language))

    def _unsaid(self, texts: Iterable[str]) -> frozenset[str]:
        others = (withheld(text, self.question, self.language) for text in texts)
        return self.kept.union(*others) - said_by_learner(self.turns, self.language)

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
    told = words_for(lesson.language)
    sentence = quotation(lesson.direct)
    text = (told.right if lesson.solved else told.answer).format(sentence.text)
    return Turn(Speaker.TUTOR, text, sentence.citations, lesson.hints, may_show=True, shows=True)


def hint(lesson: Lesson, *, pleaded: bool = False) -> Turn:
    """The next one. ``pleaded``: the learner wanted the answer when it could not be shown yet."""
    told, number = words_for(lesson.language), lesson.hints + 1
    lead = told.first if pleaded else told.tried if _just_tried(lesson) else ""
    text, citations = _hint(lesson, number)
    may = lesson.tried or number >= ENOUGH_HINTS
    return Turn(Speaker.TUTOR, lead + text, citations, number, may_show=may)


def _just_tried(lesson: Lesson) -> bool:
    said = [turn for turn in lesson.turns if turn.speaker is Speaker.LEARNER]
    return bool(said) and has_tried(said[-1].text, lesson.question, lesson.language)


def _hint(lesson: Lesson, number: int) -> tuple[str, tuple[Citation, ...]]:
    told = words_for(lesson.language)
    if number == 1:
        heading = _heading(lesson)
        return (told.look.format(heading) if heading else told.look_up), _named(lesson)
    if number == 2 and (near := _neighbour(lesson)) is not None:
        return told.near.format(near.text), quotation(near).citations
    template = told.gap if number <= 3 else told.more
    cloze = with_gaps(lesson.direct.text[:_LONGEST], lesson.kept, lesson.language, 1 if number <= 3 else 2)
    return template.format(_unasked(cloze)), quotation(lesson.direct).citations


def _heading(lesson: Lesson) -> str:
    """The innermost heading that gives nothing away, else the title of the document. Where a name is looked for, and of
    a document in any case, only one that says a word of the question: else it may be the answer itself."""
    excerpt, own = lesson.home.excerpt, frozenset(terms(lesson.question, lesson.language))
    named = lesson.kind in (Wanted.WHO, Wanted.WHERE, Wanted.OTHER)
    for title in (*reversed(excerpt.passage.path), excerpt.title):
        safe = own & frozenset(terms(title, lesson.language)) or not (named or title == excerpt.title)
        if title and safe and not leaked(title, lesson.kept, lesson.language):
            return _unasked(title)
    return ""


def _named(lesson: Lesson) -> tuple[Citation, ...]:
    """The document to look in, by none of its words; none where its title says a word of what may be the answer."""
    excerpt, language = lesson.home.excerpt, lesson.language
    kept = [withheld(line.text, lesson.question, language) for line in (lesson.direct, *lesson.rivals)]
    if leaked(excerpt.title, frozenset[str]().union(*kept), language):
        return ()
    return (Citation(excerpt.passage.source, "", excerpt.passage.start, excerpt.passage.start),)


def _neighbour(lesson: Lesson) -> Line | None:
    """A sentence beside the answer that holds none of its words, and nothing that could be taken for the answer."""
    near: Sequence[Line] = sorted(
        (line for line in lesson.home.lines if line.place != lesson.direct.place),
        key=lambda line: abs(line.place - lesson.direct.place),
    )
    return next((line for line in near[:4] if _gives_nothing_away(line, lesson)), None)


def _gives_nothing_away(line: Line, lesson: Lesson) -> bool:
    if line in lesson.rivals or len(words(line.text, lesson.language)) < 4 or len(line.text) > _LONGEST:
        return False
    if (
        any(mark in line.text for mark in "?？؟")
        or line.text[:1].islower()
        or not line.text[:1].isalnum()
        or _NAME_OF_CODE.search(line.text)
    ):
        return False
    wanted = lesson.kind in (Wanted.NUMBER, Wanted.WHEN) and bool(holds(line.text, lesson.kind))
    return not wanted and not leaked(line.text, lesson.kept, lesson.language)


def _unasked(text: str) -> str:
    """A turn asks one question: its own."""
    return text.rstrip(" ?？؟").replace("?", ".").replace("？", "。").replace("؟", ".")
