"""A question answered from passages: the direct sentence first, then what supports it, all cited; or honestly not.

find → weigh → (a model's sentences, each checked as it comes | the best sentences themselves) → answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from sapere.kit.language import language_name
from sapere.kit.tokens import stop_words, words
from sapere.research import prompts
from sapere.research.answering.asked import Asked, asked
from sapere.research.answering.enough import doubt
from sapere.research.answering.evidence import best_lines
from sapere.research.answering.found import Shelf, find
from sapere.research.answering.leading import sayable
from sapere.research.answering.passages import Line, Weighed, rarity, weigh
from sapere.research.answering.telling import MOST_SENTENCES, Telling
from sapere.research.asking import language_of
from sapere.research.authoring.prompt import READERS
from sapere.research.calls import Job, Prompt, Said
from sapere.research.citing import fitting, in_turn, numbered
from sapere.research.models import NONE, Models
from sapere.research.prompts import inert
from sapere.research.replies import Answer, Excerpt
from sapere.research.shapes import Citation, Level, Sentence, SentenceState

MOST_NEAREST = 10
_SHOWN = 8  # passages that a model is shown at most
_HOPELESS = 2.0  # doubt from which no model is asked: the sources are about something else
_MOST_SAID = 400  # tokens
_WITHIN = 30.0  # seconds


Heard = Callable[[Answer], None]
"""Is given the answer as far as a model's sentences have come and passed the check."""


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
    hear: Heard = lambda _: None,
) -> Answer:
    """From these passages alone, which come best first. ``nearest`` are the best of them, ranked anew. What was heard
    before the end need not stay: where no model's answer holds, the sources' own sentences take its place.

    Raises ``BadRequest`` for what is no question, ``OverBudget``.
    """
    read = asked(question, language)
    weighed = weigh(read, excerpts)
    quoted, unsure = _quoted(read, weighed, rarity(read, excerpts))
    if not models.can(Job.ANSWER) or unsure > _HOPELESS:
        return quoted
    shown = fitting([one.excerpt for one in weighed[:_SHOWN]])
    talk = _Talk(quoted, shown, hear)
    prompt = _prompt(read, shown, level)
    said, reason = in_turn(models, Job.ANSWER, lambda left: left.stream(prompt, talk.take), talk.judge)
    return said or replace(quoted, fallback=reason)


def chosen(question: str, excerpts: Sequence[Excerpt], *, language: str = "") -> tuple[Sentence, ...]:
    """The sources' own sentences that answer best, whether or not that is enough to say them. Raises ``BadRequest``."""
    read = asked(question, language)
    return tuple(map(quotation, best_lines(sayable(weigh(read, excerpts), read), MOST_SENTENCES)))


def _quoted(read: Asked, weighed: Sequence[Weighed], weights: dict[str, float]) -> tuple[Answer, float]:
    """The extractive answer, and how much there is to doubt in it."""
    lines = best_lines(sayable(weighed, read), MOST_SENTENCES)
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


class _Talk:
    """What each model tells in its turn, heard as it comes and judged as a whole."""

    def __init__(self, quoted: Answer, shown: Sequence[Excerpt], hear: Heard) -> None:
        self._quoted = quoted
        self._shown = shown
        self._hear = hear
        self._tellings: dict[str, Telling] = {}

    def take(self, model: str, piece: str) -> None:
        telling = self._tellings.setdefault(model, self._telling())
        if telling.take(piece):
            self._hear(self._answer(telling, model))

    def judge(self, said: Said[str]) -> Answer | str:
        """The answer, or what is wrong with it."""
        telling = self._tellings.get(said.usage.model)
        if telling is None or telling.text != said.value:
            telling = self._telling()
            telling.take(said.value)
        if telling.missing:
            return replace(self._answer(telling, said.usage.model), sentences=(), abstained=True, dropped=0)
        if not telling.sentences:
            return "none of what it said passed the check." if telling.claims else "it said nothing."
        if telling.strange:
            return f"it answered in {language_name(telling.strange)}."
        return self._answer(telling, said.usage.model)

    def _telling(self) -> Telling:
        return Telling(self._shown, self._quoted.language)

    def _answer(self, telling: Telling, model: str) -> Answer:
        return replace(
            self._quoted,
            sentences=telling.sentences,
            abstained=False,
            writer=model,
            prompt=prompts.version(Job.ANSWER),
            dropped=telling.dropped,
        )
