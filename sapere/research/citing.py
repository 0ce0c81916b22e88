"""Models' sentences that cite numbered excerpts: shown to them, asked of each model in turn, and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import BaseModel, Field

from sapere.kit.language import detect, primary
from sapere.kit.sentences import sentences
from sapere.kit.text import matches, normalise, squeeze
from sapere.kit.token_estimate import estimated_tokens
from sapere.research.calls import Job, Prompt, Said
from sapere.research.checking.check import check
from sapere.research.errors import NoModel
from sapere.research.models import Models
from sapere.research.prompts import fenced
from sapere.research.replies import Excerpt
from sapere.research.shapes import Citation, Sentence, SentenceState

T = TypeVar("T")
R = TypeVar("R")

MOST_TOKENS = 2_000
"""Of the excerpts in one prompt; with question and instructions it stays under about 2,500."""
LONGEST = 600
"""Characters of one sentence."""
ADDRESS = re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|org|example|ru|cn)\b|@\w+\.\w|\]\(", re.IGNORECASE)
"""What no model's sentence is shown with: where it would lead is nobody's to know."""
_FENCE = 25  # tokens of a fence with its title
_MOST_CITED = 4
_TELLING = 40  # letters from which a language can be told


class Claim(BaseModel):
    """A sentence and the words it rests on: ``[[2, "words of excerpt 2"]]``."""

    t: str
    c: list[tuple[int, str]] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Checked:
    sentences: tuple[Sentence, ...]
    dropped: int


def texts_of(excerpts: Iterable[Excerpt]) -> dict[str, str]:
    """Each source as far as the excerpts show it, every passage at its own offsets, blank between."""
    texts: dict[str, str] = {}
    for passage in sorted((one.passage for one in excerpts), key=lambda one: (one.source, one.start)):
        so_far = texts.get(passage.source, "")
        texts[passage.source] = so_far[: passage.start].ljust(passage.start, "\n") + passage.text
    return texts


def fitting(excerpts: Sequence[Excerpt], most: int = MOST_TOKENS) -> tuple[Excerpt, ...]:
    """The first of them that fit together; one too long for what room is left is cut behind a sentence."""
    taken: list[Excerpt] = []
    for excerpt in excerpts:
        room = most - _FENCE
        cut = _cut(excerpt, room)
        if cut is None:
            break
        taken.append(cut)
        most = room - estimated_tokens(cut.passage.text)
    return tuple(taken)


def _cut(excerpt: Excerpt, room: int) -> Excerpt | None:
    text = excerpt.passage.text
    if estimated_tokens(text) <= room:
        return excerpt
    ends = [end for _, end in sentences(text, excerpt.language) if estimated_tokens(text[:end]) <= room]
    if not ends:
        return None
    passage = replace(excerpt.passage, text=text[: ends[-1]], end=excerpt.passage.start + ends[-1])
    return replace(excerpt, passage=passage)


def numbered(excerpts: Sequence[Excerpt]) -> str:
    """As they go into a prompt, from 1."""
    return "\n".join(fenced(at, one.passage.text, about=one.about) for at, one in enumerate(excerpts, 1))


def checked(claims: Sequence[Claim], excerpts: Sequence[Excerpt], language: str) -> Checked:
    """Those that pass, in order, none twice; how many did not."""
    texts, passed, dropped = texts_of(excerpts), dict[str, Sentence](), 0
    for claim in claims:
        sentence = _checked(claim, excerpts, texts, language)
        if sentence is None:
            dropped += 1
        else:
            passed.setdefault(squeeze(sentence.text).casefold(), sentence)
    return Checked(tuple(passed.values()), dropped)


def _checked(
    claim: Claim, excerpts: Sequence[Excerpt], texts: dict[str, str], language: str
) -> Sentence | None:
    text = squeeze(normalise(claim.t))
    cited = tuple(located(number, quote, excerpts) for number, quote in claim.c[:_MOST_CITED])
    if not 0 < len(text) <= LONGEST or ADDRESS.search(text) or not cited or None in cited:
        return None
    found = tuple(citation for citation in cited if citation is not None)
    return check(Sentence(text, SentenceState.SUPPORTED, found), texts, language).sentence


def located(number: int, quote: str, excerpts: Sequence[Excerpt]) -> Citation | None:
    """The quoted words in the excerpt of that number, else in the first other that has them; None in none."""
    named = [excerpts[number - 1]] if 1 <= number <= len(excerpts) else []
    for excerpt in (*named, *excerpts):
        passage = excerpt.passage
        if place := matches(quote, passage.text):
            start, end = place
            return Citation(
                passage.source, passage.text[start:end], passage.start + start, passage.start + end
            )
    return None


def other_language(text: str, language: str) -> str:
    """The language that a text is in where it surely is not the one it should be in; else empty."""
    if not language or sum(map(str.isalpha, text)) < _TELLING:
        return ""
    found = detect(text)
    return found if found and found != primary(language) else ""


def first_good(
    models: Models, prompt: Prompt, shape: type[T], judge: Callable[[Said[T]], R | str]
) -> tuple[R | None, str]:
    """What ``judge`` makes of the first answer that it does not find fault with, or None and every model's reason.
    A judge gives its fault as a sentence. Raises ``OverBudget``."""
    return in_turn(models, prompt.job, lambda left: left.ask(prompt, shape), judge)


def in_turn(
    models: Models, job: Job, ask: Callable[[Models], Said[T]], judge: Callable[[Said[T]], R | str]
) -> tuple[R | None, str]:
    """As :func:`first_good`, however the models that are left are asked."""
    reasons: list[str] = []
    while models.can(job):
        try:
            said = ask(models)
        except NoModel as error:
            reasons.append(error.what)
            break
        judged = judge(said)
        if not isinstance(judged, str):
            return judged, ""
        reasons.append(f"{said.usage.model}: {judged}")
        models = models.after(job, said.usage.model)
    return None, " ".join(reasons)
