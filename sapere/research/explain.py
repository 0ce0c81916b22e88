"""What a term means in these sources: the sentence that defines it best, or a model's two, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydantic import BaseModel, Field

from sapere.kit.language import language_name
from sapere.kit.text import normalise, squeeze, stands
from sapere.research import prompts
from sapere.research.authoring.prompt import READERS
from sapere.research.calls import Job, Prompt, Said
from sapere.research.citing import (
    Claim,
    checked,
    first_good,
    fitting,
    numbered,
    other_language,
    texts_of,
)
from sapere.research.errors import BadRequest
from sapere.research.lead import lead_sentence
from sapere.research.models import NONE, Models
from sapere.research.prompts import inert
from sapere.research.replies import Excerpt, Explanation
from sapere.research.shapes import Citation, Level, Sentence, SentenceState
from sapere.research.writing.definition import mentions

LONGEST = 200
"""Characters of a term."""
MOST_SENTENCES = 2
_MOST_TOKENS = 1_200  # of the excerpts: a definition is found in the first of them
_MOST_SAID = 250
_WITHIN = 20.0


class Told(BaseModel):
    """What a model is asked for."""

    s: list[Claim] = Field(default_factory=list)


def explain(
    term: str, excerpts: Sequence[Excerpt], models: Models = NONE, *, language: str, level: Level = Level.NEW
) -> Explanation:
    """From these passages alone, the most central first. No sentences where none of them speaks of the term.

    Raises ``BadRequest`` for what is no term, ``OverBudget``.
    """
    name = checked_term(term)
    near = [one for one in excerpts if mentions(f"{one.about} {one.passage.text}", name) == 1]
    quoted = Explanation(name, _quoted(name, near, language))
    if not near or not models.can(Job.EXPLAIN):
        return quoted
    shown = fitting(near, _MOST_TOKENS)
    said, reason = first_good(
        models, _prompt(name, shown, language, level), Told, lambda told: _said(told, name, shown, language)
    )
    return said or replace(quoted, fallback=reason)


def checked_term(term: str) -> str:
    """Raises ``BadRequest`` for nothing, signs only, or a whole text."""
    name = squeeze(normalise(term))
    if not any(map(str.isalnum, name)):
        raise BadRequest("There is no term in this.", advice="Mark a word or a few.")
    if len(name) > LONGEST:
        raise BadRequest(f"A term has at most {LONGEST} characters.", advice="Mark fewer words.")
    return name


def _quoted(name: str, near: Sequence[Excerpt], language: str) -> tuple[Sentence, ...]:
    """The defining sentence, where one speaks of the term itself."""
    texts = texts_of(near)
    found = lead_sentence(name, [one.passage for one in near], texts, language)
    if not found or mentions(found, name) < 1:
        return ()
    for source, text in texts.items():
        if place := stands(found, text):
            quote = Citation(source, text[slice(*place)], *place)
            return (Sentence(squeeze(quote.quote), SentenceState.QUOTED, (quote,)),)
    return ()


def _prompt(name: str, shown: Sequence[Excerpt], language: str, level: Level) -> Prompt:
    told = prompts.instructions(Job.EXPLAIN, language=language_name(language), level=READERS[level])
    material = f"Term: {inert(name)}\n\n{numbered(shown)}"
    return Prompt(Job.EXPLAIN, prompts.version(Job.EXPLAIN), told, material, _MOST_SAID, within=_WITHIN)


def _said(said: Said[Told], name: str, shown: Sequence[Excerpt], language: str) -> Explanation | str:
    told = checked(said.value.s[:MOST_SENTENCES], shown, language)
    text = " ".join(one.text for one in told.sentences)
    if not text:
        return "none of what it said passed the check." if said.value.s else "it said nothing."
    if strange := other_language(text, language):
        return f"it answered in {language_name(strange)}."
    if not mentions(text, name):
        return "it spoke of something else."
    return Explanation(
        name, told.sentences, said.usage.model, prompts.version(Job.EXPLAIN), dropped=told.dropped
    )
