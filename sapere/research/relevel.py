"""The same page for another level, its sources kept: chosen anew by readability, or a model's words, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydantic import BaseModel, Field

from sapere.kit.language import language_name
from sapere.kit.text import normalise, squeeze
from sapere.research import prompts
from sapere.research.authoring.prompt import READERS
from sapere.research.calls import Job, Prompt, Said
from sapere.research.checking.check import check
from sapere.research.citing import LONGEST, first_good, other_language
from sapere.research.models import NONE, Models
from sapere.research.prompts import fenced
from sapere.research.shapes import Level, Material, Page, Section, Sentence, SentenceState
from sapere.research.writing import write

_LEAST_SHARE = 0.4  # of the sentences that a model put anew have to pass before its page is taken
_MOST_SAID = 1_400
_WITHIN = 60.0


class Rewritten(BaseModel):
    """Sentence ``n`` of the page, from 1, in other words."""

    n: int
    t: str


class Told(BaseModel):
    """What a model is asked for."""

    s: list[Rewritten] = Field(default_factory=list)


def relevel(page: Page, level: Level, material: Material, models: Models = NONE) -> Page:
    """``material`` is what the page was written from. Every sentence of the new page cites what one of the old page
    cited, or is a quote of the same sources. Raises ``OverBudget``."""
    numbered = dict(enumerate(_prose(page), 1))
    reason = ""
    if numbered and models.can(Job.RELEVEL):
        prompt = _prompt(numbered, page.language, level)
        said, reason = first_good(
            models, prompt, Told, lambda told: _said(told, page, level, material, numbered)
        )
        if said is not None:
            return said
    chosen = write(replace(material, brief=replace(material.brief, level=level)))
    return replace(chosen, disagreements=page.disagreements, fallback=reason)


def _prose(page: Page) -> list[Sentence]:
    return [one for one in page.sentences if one.kind == "prose"]


def _prompt(numbered: Mapping[int, Sentence], language: str, level: Level) -> Prompt:
    told = prompts.instructions(Job.RELEVEL, language=language_name(language), level=READERS[level])
    material = "\n".join(
        fenced(at, "\n".join(dict.fromkeys((one.text, *(c.quote for c in one.citations)))))
        for at, one in numbered.items()
    )
    return Prompt(Job.RELEVEL, prompts.version(Job.RELEVEL), told, material, _MOST_SAID, within=_WITHIN)


def _said(
    said: Said[Told], page: Page, level: Level, material: Material, numbered: Mapping[int, Sentence]
) -> Page | str:
    """Sentences that do not pass stay as they were, for these are checked already."""
    asked = {one.n: one.t for one in said.value.s if one.n in numbered}
    put = {at: _checked(text, numbered[at], material, page.language) for at, text in asked.items()}
    passed = {id(numbered[at]): one for at, one in put.items() if one is not None}
    if not passed or len(passed) < _LEAST_SHARE * len(put):
        return f"only {len(passed)} of the {len(said.value.s)} sentences that it gave passed the check."
    if strange := other_language(" ".join(one.text for one in passed.values()), page.language):
        return f"it answered in {language_name(strange)}."
    sections = tuple(
        Section(section.heading, tuple(passed.get(id(one), one) for one in section.sentences))
        for section in page.sections
    )
    return replace(
        page,
        level=level,
        sections=sections,
        writer=said.usage.model,
        prompt=prompts.version(Job.RELEVEL),
        dropped=len(put) - len(passed),
        fallback="",
    )


def _checked(text: str, old: Sentence, material: Material, language: str) -> Sentence | None:
    text = squeeze(normalise(text))
    if not 0 < len(text) <= LONGEST:
        return None
    return check(Sentence(text, SentenceState.SUPPORTED, old.citations), material.texts, language).sentence
