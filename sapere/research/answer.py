"""A question answered from passages: the direct sentence first, then what supports it, all cited; or honestly not.

find → weigh → (a model's sentences, checked | the best sentences themselves) → answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from pydantic import BaseModel, Field

from sapere.kit.language import language_name
from sapere.kit.tokens import stop_words, words
from sapere.research import prompts
from sapere.research.answering.asked import Asked, asked
from sapere.research.answering.enough import doubt
from sapere.research.answering.evidence import Line, Weighed, best_lines, rarity, weigh
from sapere.research.answering.found import Shelf, find
from sapere.research.asking import language_of
from sapere.research.authoring.prompt import READERS
from sapere.research.calls import Job, Prompt, Said
from sapere.research.citing import Claim, checked, first_good, fitting, numbered, other_language
from sapere.research.models import NONE, Models
from sapere.research.prompts import inert
from sapere.research.replies import Answer, Excerpt
from sapere.research.shapes import Citation, Level, Sentence, SentenceState

MOST_SENTENCES = 3
MOST_NEAREST = 10
_SHOWN = 8  # passages that a model is shown at most
_HOPELESS = 3.0  # doubt from which no model is asked: the sources are about something else
_MOST_SAID = 400  # tokens
_WITHIN = 30.0  # seconds


class Told(BaseModel):
    """What a model is asked for."""

    found: bool = True
    s: list[Claim] = Field(default_factory=list)


def ask(
    shelf: Shelf, question: str, models: Models = NONE, *, language: str = "", level: Level = Level.SOME
) -> Answer:
    """Looks on the shelf and answers. Raises ``BadRequest`` for what is no question, ``StorageError`` leaves,
    ``OverBudget``."""
    found, spoken = look(lambda words, code: find(shelf, words, language=code), question, language)
    return answer(question, found, models, language=spoken, level=level)


def look(
    finder: Callable[[str, str], Sequence[Excerpt]], question: str, language: str = ""
) -> tuple[Sequence[Excerpt], str]:
    """What the finder has for the question in a language, and the language that the question turned out to be in."""
    read = asked(question, language)
    found = finder(read.text, read.language)
    if not language and (spoken := _spoken(read.text, found)) != read.language:
        read = asked(question, spoken)
        found = finder(read.text, spoken)
    return found, read.language


def _spoken(text: str, found: Sequence[Excerpt]) -> str:
    """The language of what was found, where the question has as many of its little words as of the one that it was
    taken for: a few words in Latin letters are too short to tell by."""
    guessed = language_of(text)
    counted = Counter(excerpt.language for excerpt in found if excerpt.language)
    likely = counted.most_common(1)[0][0] if counted else guessed
    return likely if _little(text, likely) >= max(1, _little(text, guessed)) else guessed


def _little(text: str, language: str) -> int:
    return sum(word in stop_words(language) for word in words(text, language))


def answer(
    question: str,
    excerpts: Sequence[Excerpt],
    models: Models = NONE,
    *,
    language: str = "",
    level: Level = Level.SOME,
) -> Answer:
    """From these passages alone, which come best first. ``nearest`` are the best of them, ranked anew.

    Raises ``BadRequest`` for what is no question, ``OverBudget``.
    """
    read = asked(question, language)
    weighed = weigh(read, excerpts)
    quoted, unsure = _quoted(read, weighed, rarity(read, excerpts))
    if not models.can(Job.ANSWER) or unsure > _HOPELESS:
        return quoted
    shown = fitting([one.excerpt for one in weighed[:_SHOWN]])
    said, reason = first_good(
        models, _prompt(read, shown, level), Told, lambda told: _said(told, read, shown, quoted)
    )
    if said is not None:
        return said
    return replace(quoted, fallback=reason)


def _quoted(read: Asked, weighed: Sequence[Weighed], weights: dict[str, float]) -> tuple[Answer, float]:
    """The extractive answer, and how much there is to doubt in it."""
    lines = best_lines(weighed, MOST_SENTENCES)
    nearest = tuple(replace(one.excerpt, score=round(one.worth, 4)) for one in weighed[:MOST_NEAREST])
    unsure = doubt(read, weights, lines[0], weighed) if lines else float("inf")
    if unsure > 0:
        return Answer(read.text, read.language, abstained=True, nearest=nearest), unsure
    return Answer(read.text, read.language, tuple(map(quotation, lines)), nearest=nearest), unsure


def quotation(line: Line) -> Sentence:
    """The line as a cited sentence."""
    passage = line.excerpt.passage
    quote = passage.text[line.start - passage.start : line.end - passage.start]
    return Sentence(line.text, SentenceState.QUOTED, (Citation(passage.source, quote, line.start, line.end),))


def _prompt(read: Asked, shown: Sequence[Excerpt], level: Level) -> Prompt:
    told = prompts.instructions(Job.ANSWER, language=language_name(read.language), level=READERS[level])
    material = f"Question: {inert(read.text)}\n\n{numbered(shown)}"
    return Prompt(Job.ANSWER, prompts.version(Job.ANSWER), told, material, _MOST_SAID, within=_WITHIN)


def _said(said: Said[Told], read: Asked, shown: Sequence[Excerpt], quoted: Answer) -> Answer | str:
    model, version = said.usage.model, prompts.version(Job.ANSWER)
    if not said.value.found:
        return Answer(
            read.text, read.language, abstained=True, nearest=quoted.nearest, writer=model, prompt=version
        )
    told = checked(said.value.s[: MOST_SENTENCES + 1], shown, read.language)
    if not told.sentences:
        return "none of what it said passed the check." if said.value.s else "it said nothing."
    if strange := other_language(" ".join(one.text for one in told.sentences), read.language):
        return f"it answered in {language_name(strange)}."
    return Answer(
        read.text,
        read.language,
        told.sentences[:MOST_SENTENCES],
        nearest=quoted.nearest,
        writer=model,
        prompt=version,
        dropped=told.dropped,
    )
