"""What a model is told to write a page, or to mend sentences of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sapere.kit.language import language_name
from sapere.research import prompts
from sapere.research.authoring.excerpts import Excerpt, shown
from sapere.research.calls import Job, Prompt
from sapere.research.shapes import Level, Material

READERS: Mapping[Level, str] = MappingProxyType(
    {
        Level.NEW: "who is new to it: plain words, and every term is explained where it first comes",
        Level.SOME: "who knows some of it: exact words, without explaining the basics",
        Level.ADVANCED: "who knows it well: precise and dense, with the conditions and exceptions",
    }
)
SENTENCES: Mapping[Level, str] = MappingProxyType({Level.NEW: "10", Level.SOME: "12", Level.ADVANCED: "14"})
_MOST_SAID = 1_400  # tokens of a page
_MOST_MENDED = 900


def writing(material: Material, found: Sequence[Excerpt]) -> Prompt:
    """One concept's page out of its excerpts."""
    brief, concept = material.brief, material.concept
    told = prompts.instructions(
        Job.WRITE,
        language=language_name(brief.language),
        level=READERS[brief.level],
        sentences=SENTENCES[brief.level],
    )
    parts = "; ".join(prompts.inert(child.title) for child in material.children)
    head = [
        f"Concept: {prompts.inert(concept.title)}",
        f"Question: {prompts.inert(concept.question)}",
        f"Topic: {prompts.inert(brief.title)}",
        *([f"Parts: {parts}"] if parts else []),
    ]
    return Prompt(
        Job.WRITE, prompts.version(Job.WRITE), told, "\n".join([*head, "", shown(found)]), _MOST_SAID
    )


def mending(material: Material, found: Sequence[Excerpt], failed: Sequence[tuple[str, str]]) -> Prompt:
    """``failed`` are sentences with the reason why each did not pass, numbered from 1; with the excerpts they came from."""
    told = prompts.instructions(Job.MEND, language=language_name(material.brief.language))
    lines = [f"{at}. {prompts.inert(text)}\n   {reason}" for at, (text, reason) in enumerate(failed, 1)]
    return Prompt(
        Job.MEND, prompts.version(Job.MEND), told, "\n".join([*lines, "", shown(found)]), _MOST_MENDED
    )
