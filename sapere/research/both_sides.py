"""What sources disagree about, in a sentence or two, every side cited: their own words, or a model's, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from pydantic import BaseModel, Field

from sapere.kit.language import language_name, primary
from sapere.kit.text import squeeze
from sapere.research import prompts
from sapere.research.calls import Job, Prompt, Said
from sapere.research.citing import Claim, checked, first_good, numbered, other_language
from sapere.research.models import NONE, Models
from sapere.research.prompts import inert
from sapere.research.replies import Excerpt, Summary
from sapere.research.shapes import Disagreement, Passage, Sentence, SentenceState

_SAYS: Mapping[str, str] = MappingProxyType(
    {
        "en": "{} says: “{}”",
        "de": "{} sagt: „{}“",
        "fr": "{} dit : « {} »",
        "es": "{} dice: «{}»",
        "it": "{} dice: «{}»",
        "pt": "{} diz: “{}”",
        "ru": "{}: «{}»",
        "zh": "{}说：“{}”",
        "ja": "{}によると「{}」",
        "ar": "يقول {}: «{}»",
    }
)
_MOST_SAID = 250
_WITHIN = 20.0


class Told(BaseModel):
    """What a model is asked for."""

    s: list[Claim] = Field(default_factory=list)


def both_sides(
    told: Disagreement, titles: Mapping[str, str], models: Models = NONE, *, language: str
) -> Summary:
    """``titles`` are those of the sources, by id. Raises ``OverBudget``."""
    quoted = Summary(tuple(_quoted(told, titles, language)))
    if not models.can(Job.DISAGREE):
        return quoted
    sides = [_excerpt(at, told, titles, language) for at in range(len(told.sides))]
    said, reason = first_good(
        models, _prompt(told, sides, language), Told, lambda said: _said(said, sides, language)
    )
    return said or replace(quoted, fallback=reason)


def _quoted(told: Disagreement, titles: Mapping[str, str], language: str) -> list[Sentence]:
    """Our words are only who says it; what is said is the side's own."""
    says = _SAYS.get(primary(language), "{}: “{}”")
    return [
        Sentence(
            says.format(titles.get(side.citation.source, "?"), squeeze(side.citation.quote)),
            SentenceState.SUPPORTED,
            (side.citation,),
        )
        for side in told.sides
    ]


def _excerpt(at: int, told: Disagreement, titles: Mapping[str, str], language: str) -> Excerpt:
    cited = told.sides[at].citation
    passage = Passage(f"side-{at}", cited.source, cited.start, cited.end, (), cited.quote)
    return Excerpt(passage, titles.get(cited.source, ""), language=language)


def _prompt(told: Disagreement, sides: Sequence[Excerpt], language: str) -> Prompt:
    instructions = prompts.instructions(Job.DISAGREE, language=language_name(language))
    material = f"They differ in: {inert(told.subject)}\n\n{numbered(sides)}"
    return Prompt(
        Job.DISAGREE, prompts.version(Job.DISAGREE), instructions, material, _MOST_SAID, within=_WITHIN
    )


def _said(said: Said[Told], sides: Sequence[Excerpt], language: str) -> Summary | str:
    told = checked(said.value.s[:2], sides, language)
    cited = {citation.source for sentence in told.sentences for citation in sentence.citations}
    if missing := {one.passage.source for one in sides} - cited:
        return f"{len(missing)} of {len(sides)} sides are missing from what passed the check."
    if strange := other_language(" ".join(one.text for one in told.sentences), language):
        return f"it answered in {language_name(strange)}."
    return Summary(told.sentences, said.usage.model, prompts.version(Job.DISAGREE), dropped=told.dropped)
