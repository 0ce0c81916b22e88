"""Question items on a concept: out of its sources' sentences, or a model's, held to the same rules and checked."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, Field

from sapere.kit.ids import stable_id
from sapere.kit.language import language_name
from sapere.kit.text import normalise, squeeze
from sapere.research import prompts
from sapere.research.calls import Job, Prompt, Said
from sapere.research.checking.check import check
from sapere.research.citing import ADDRESS, first_good, fitting, located, numbered, other_language, texts_of
from sapere.research.models import NONE, Models
from sapere.research.prompts import inert
from sapere.research.questioning.gate import GAP, flaw
from sapere.research.questioning.making import made
from sapere.research.questioning.wording import wording
from sapere.research.replies import Excerpt, Item, ItemKind, Option
from sapere.research.shapes import Sentence, SentenceState

MOST = 8
_MOST_SAID = 900
_WITHIN = 45.0


class Proposed(BaseModel):
    stem: str
    key: str
    wrong: list[str] = Field(default_factory=list)
    c: tuple[int, str]


class Told(BaseModel):
    """What a model is asked for."""

    items: list[Proposed] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bank:
    """``dropped`` counts a model's items that broke a rule or did not pass the check; ``fallback`` says why there are
    none of the model that was asked for."""

    items: tuple[Item, ...]
    fallback: str = ""
    dropped: int = 0


def items(
    title: str, excerpts: Sequence[Excerpt], models: Models = NONE, *, language: str, most: int = MOST
) -> Bank:
    """On the concept of that title, from these passages alone. Fewer, down to none, where they do not give more: none
    is made up to fill a number. Raises ``OverBudget``."""
    quoted = made(title, excerpts, language, most)
    if not excerpts or not models.can(Job.ITEMS):
        return Bank(quoted)
    shown = fitting(excerpts)
    said, reason = first_good(
        models, _prompt(title, shown, language, most), Told, lambda told: _said(told, shown, language)
    )
    if said is None:
        return Bank(quoted, fallback=reason)
    asked = {one.explanation for one in said.items}
    rest = [one for one in quoted if one.explanation not in asked]
    return replace(said, items=(*said.items, *rest)[:most])


def _prompt(title: str, shown: Sequence[Excerpt], language: str, most: int) -> Prompt:
    told = prompts.instructions(Job.ITEMS, language=language_name(language), count=str(most))
    material = f"Concept: {inert(title)}\n\n{numbered(shown)}"
    return Prompt(Job.ITEMS, prompts.version(Job.ITEMS), told, material, _MOST_SAID, within=_WITHIN)


def _said(said: Said[Told], shown: Sequence[Excerpt], language: str) -> Bank | str:
    found = [_item(one, shown, language, said.usage.model) for one in said.value.items]
    passed = tuple({one.id: one for one in found if one is not None}.values())
    if not passed:
        return "none of its questions passed the rules." if found else "it asked nothing."
    if strange := other_language(" ".join(one.stem for one in passed), language):
        return f"it asked in {language_name(strange)}."
    return Bank(passed, dropped=len(found) - len(passed))


def _item(one: Proposed, shown: Sequence[Excerpt], language: str, model: str) -> Item | None:
    stem, key = squeeze(normalise(one.stem)), squeeze(normalise(one.key))
    wrong = [squeeze(normalise(option)) for option in one.wrong]
    citation = located(*one.c, shown)
    whole = " ".join((stem, key, *wrong))
    if len(wrong) != 2 or citation is None or ADDRESS.search(whole):
        return None
    if not key or flaw(stem, key, wrong, citation.quote, language):
        return None
    stated = Sentence(stem.replace(GAP, key), SentenceState.SUPPORTED, (citation,))
    if check(stated, texts_of(shown), language).sentence is None:
        return None
    against = wording(language).says.format(key)
    options = [Option(key), *(Option(option, against) for option in wrong)]
    random.Random(stable_id(stem)).shuffle(options)  # noqa: S311 - the same order every time
    return Item(
        id=stable_id("item", ItemKind.CHOICE, stem),
        kind=ItemKind.CHOICE,
        stem=stem,
        key=key,
        citation=citation,
        explanation=squeeze(citation.quote),
        options=tuple(options),
        writer=model,
        prompt=prompts.version(Job.ITEMS),
    )
