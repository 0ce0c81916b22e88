"""A tutor's next turn: a hint before the answer, always; a model's words only where they give nothing away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pydantic import BaseModel, Field

from sapere.kit.language import language_name
from sapere.kit.sentences import sentences
from sapere.kit.text import normalise, squeeze
from sapere.kit.tokens import words
from sapere.research import prompts
from sapere.research.answering.arabic import fold
from sapere.research.answering.asked import asked
from sapere.research.answering.enough import doubt
from sapere.research.answering.evidence import best_lines
from sapere.research.answering.kinds import Wanted
from sapere.research.answering.leading import sayable
from sapere.research.answering.passages import Line, Weighed, rarity, weigh
from sapere.research.calls import Job, Prompt, Said
from sapere.research.citing import ADDRESS, Claim, checked, first_good, fitting, numbered, other_language
from sapere.research.models import NONE, Models
from sapere.research.prompts import inert
from sapere.research.replies import Excerpt, Speaker, Turn
from sapere.research.tutoring.allowed import Allowed
from sapere.research.tutoring.hints import Lesson, hint, shown
from sapere.research.tutoring.leaks import smuggled, spells
from sapere.research.tutoring.words import words_for

FEWEST_WORDS, MOST_WORDS = 5, 120
"""Of a model's question, and of its whole turn. One that is shorter names a thing more often than it leads to one."""
RIVALS, NEARLY = 4, 0.7
"""So many sentences may be the answer, where they are worth so much of the first: none of them is said early."""
LIKELY, READ = 20, 10_000
"""So many sentences most probably hold the answer, so many may: words of theirs are none to ask with."""
_MOST_TOKENS = 1_200  # of the excerpts
_TURNS = 8  # that a model is told
_MOST_SAID = 250
_WITHIN = 20.0
_QUESTION = re.compile("[?？؟]")
_CODED = re.compile(r"\b\w*[a-z][A-Z]\w*\b|\b\w*_\w+\b")
_NAMED = re.compile(r"(?<!^)(?<![.!?] )\b[A-ZÀ-ÞА-Я]\w+|\b\w*\d\w*\b")


class Told(BaseModel):
    """What a model is asked for: at most one sentence with its source, and one question."""

    s: list[Claim] = Field(default_factory=list)
    ask: str = ""


def tutor(
    turns: Sequence[Turn],
    question: str,
    excerpts: Sequence[Excerpt],
    models: Models = NONE,
    *,
    language: str = "",
    show: bool = False,
) -> Turn:
    """The tutor's turn after these. ``show``: the learner asks to be shown the answer, which is done once there was an
    attempt or two hints; else the next hint comes. What the learner has said already is confirmed with its source.

    Raises ``BadRequest`` for what is no question, ``OverBudget``.
    """
    read = asked(question, language)
    weighed = weigh(read, excerpts)
    lines = best_lines(sayable(weighed, read), RIVALS)
    if not lines or doubt(read, rarity(read, excerpts), lines[0], weighed) > 0:
        return Turn(Speaker.TUTOR, words_for(read.language).missing)
    home = next(one for one in weighed if one.excerpt is lines[0].excerpt)
    lesson = Lesson(read.text, read.language, lines[0], home, tuple(turns), read.kind, _rivals(lines))
    if lesson.solved or (show and lesson.may_show):
        return shown(lesson)
    quoted = hint(lesson, pleaded=show)
    if not models.can(Job.TUTOR):
        return quoted
    near = fitting([home.excerpt, *(one.excerpt for one in weighed if one is not home)][:3], _MOST_TOKENS)
    allowed = None if lesson.tried else _allowed(lesson, weighed)
    said, reason = first_good(
        models, _prompt(lesson, near), Told, lambda told: _said(told, lesson, near, quoted, allowed)
    )
    return said or replace(quoted, fallback=reason)


def _allowed(lesson: Lesson, weighed: Sequence[Weighed]) -> Allowed:
    learner = (turn.text for turn in lesson.turns if turn.speaker is Speaker.LEARNER)
    return Allowed(
        known="\n".join([lesson.question, *learner]),
        found="\n".join(f"{one.excerpt.about}\n{one.excerpt.passage.text}" for one in weighed),
        likely="\n".join(line.text for line in best_lines(weighed, LIKELY)),
        language=lesson.language,
        counts=lesson.kind is Wanted.NUMBER,
    )


def _rivals(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Those behind the first that are worth nearly as much."""
    return tuple(line for line in lines[1:] if line.worth >= NEARLY * lines[0].worth)


def _prompt(lesson: Lesson, near: Sequence[Excerpt]) -> Prompt:
    told = prompts.instructions(Job.TUTOR, language=language_name(lesson.language))
    talk = [f"{turn.speaker}: {inert(turn.text)[:600]}" for turn in lesson.turns[-_TURNS:]]
    tried = "The learner has tried." if lesson.tried else "The learner has not tried yet."
    material = "\n".join([f"Question: {inert(lesson.question)}", *talk, tried, "", numbered(near)])
    return Prompt(Job.TUTOR, prompts.version(Job.TUTOR), told, material, _MOST_SAID, within=_WITHIN)


def _said(
    said: Said[Told], lesson: Lesson, near: Sequence[Excerpt], quoted: Turn, allowed: Allowed | None
) -> Turn | str:
    """The model's turn, or why it is not taken. Before an attempt its question alone: of the sources the tutor's own
    hints say what may be said."""
    ask = squeeze(normalise(said.value.ask))
    told = checked([] if allowed is not None else said.value.s[:1], near, lesson.language)
    text = " ".join([*(one.text for one in told.sentences), ask])
    safe = allowed is not None and allowed.passes(ask)
    if not safe and _tells(ask, text, lesson):
        return "it gave the answer away."
    if fault := _fault(ask, text, lesson, near):
        return fault
    if allowed is not None and not safe:
        return "it used words that a hint does without before a try: the answer might be among them."
    named = (citation for citation in quoted.citations if not citation.quote)
    citations = (*named, *(citation for one in told.sentences for citation in one.citations))
    return replace(
        quoted,
        text=text,
        citations=citations,
        writer=said.usage.model,
        prompt=prompts.version(Job.TUTOR),
    )


def _fault(ask: str, text: str, lesson: Lesson, near: Sequence[Excerpt]) -> str:
    """Why a turn that tells nothing does not teach; empty where it does."""
    strange = other_language(text, lesson.language)
    faults = (
        (not ask, "it said nothing."),
        (not _QUESTION.search(ask[-2:]) or len(_QUESTION.findall(text)) != 1, "it did not ask one question."),
        (len(list(sentences(ask, lesson.language))) > 1, "it said something beside its question, uncited."),
        (len(words(ask, lesson.language)) < FEWEST_WORDS, "its question is too short to lead anywhere."),
        (len(words(text, lesson.language)) > MOST_WORDS, f"it said more than {MOST_WORDS} words."),
        (bool(ADDRESS.search(text)), "it named an address."),
        (_strange_names(ask, lesson, near), "it named something that neither the sources nor the talk do."),
        (bool(strange), f"it spoke {language_name(strange)}."),
    )
    return next((reason for wrong, reason in faults if wrong), "")


def _tells(ask: str, text: str, lesson: Lesson) -> bool:
    """A question asks of what few sentences say no more than of the answer itself: it may be there that it stands."""
    if spells(text) or smuggled(text, lesson.guarded, lesson.language):
        return True
    talk = " ".join([lesson.question, *(turn.text for turn in lesson.turns)])
    if any(name.casefold() not in talk.casefold() for name in _CODED.findall(ask)):
        return True
    return bool(smuggled(ask, lesson.guessed, lesson.language))


def _strange_names(ask: str, lesson: Lesson, near: Sequence[Excerpt]) -> bool:
    known = " ".join(
        [
            lesson.question,
            *(turn.text for turn in lesson.turns),
            *(f"{one.about} {one.passage.text}" for one in near),
        ]
    )
    held = set(words(fold(known), lesson.language))
    named = (word for name in _NAMED.findall(ask) for word in words(fold(name), lesson.language))
    return any(word not in held for word in named)
