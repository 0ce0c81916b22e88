"""Step 5 with a model: the tree that grew from the sources, revised as a teacher would. Every concept goes on resting
on its passages; no concept comes from nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, Field

from sapere.kit.language import language_name
from sapere.kit.text import squeeze
from sapere.research import prompts
from sapere.research.authoring.titles import title_from
from sapere.research.calls import Job, Prompt
from sapere.research.errors import NoModel, OverBudget
from sapere.research.growing.changes import dropped, moved, ordered, renamed
from sapere.research.merge import Merged, texts_of, with_texts
from sapere.research.models import Models
from sapere.research.ports import Store
from sapere.research.shapes import Brief, Concept, Tree

MOST_CONCEPTS = 120
"""That are shown to a model; those beyond stay as they are."""
_LONGEST_SUMMARY = 70  # characters
_MOST_SAID = 500
_MOST_DROPPED = 0.5  # of a tree; who would drop more did not understand it


class Changes(BaseModel):
    """What a model is asked for; concepts by their numbers."""

    drop: list[int] = Field(default_factory=list)
    rename: list[tuple[int, str]] = Field(default_factory=list)
    move: list[tuple[int, int]] = Field(default_factory=list)
    order: list[int] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Revised:
    """``missed`` says why the tree is as it grew, in a sentence for the learner; empty where a model answered."""

    tree: Tree
    missed: str = ""


def revise(brief: Brief, tree: Tree, merged: Merged, models: Models, store: Store) -> Revised:
    """The tree with those of a model's changes that hold: see :mod:`~sapere.research.growing.changes`."""
    if len(tree.concepts) < 3:
        return Revised(tree)
    told = prompts.instructions(Job.GROW, language=language_name(brief.language))
    prompt = Prompt(Job.GROW, prompts.version(Job.GROW), told, listed(tree), _MOST_SAID)
    try:
        said = models.ask(prompt, Changes).value
    except (NoModel, OverBudget) as error:
        return Revised(tree, f"The tree is as it grew from the sources: {error.what}")
    return Revised(_changed(tree, said, _Evidence(brief, merged, store)))


def listed(tree: Tree) -> str:
    """A line for each concept: ``12 < 3 | Title | what it is``."""
    numbers = {concept.id: at for at, concept in enumerate(tree.concepts)}
    lines = [f"0 | {_cell(tree.root.title)}"]
    for at, concept in enumerate(tree.concepts[1:MOST_CONCEPTS], 1):
        summary = _cell(concept.summary)[:_LONGEST_SUMMARY]
        lines.append(f"{at} < {numbers[concept.parent]} | {_cell(concept.title)} | {summary}".rstrip(" |"))
    return "\n".join(lines)


def _cell(text: str) -> str:
    return squeeze(prompts.inert(text)).replace("|", "/")


class _Evidence:
    """The words that a concept's title may be made of."""

    def __init__(self, brief: Brief, merged: Merged, store: Store) -> None:
        self._brief = brief
        self._passages = {passage.id: passage for passage in merged.passages}
        self._sources = {source.id: source for source in merged.harvest.sources}
        self._store = store

    def title(self, concept: Concept, said: str) -> str:
        passages = [self._passages[one] for one in concept.passages if one in self._passages]
        used = {passage.source for passage in passages}
        texts = texts_of([self._sources[one] for one in used], self._store)
        said_there = [f"{' '.join(p.path)} {p.text}" for p in with_texts(passages, texts)]
        return title_from(
            said, "\n".join([concept.title, concept.summary, *said_there]), self._brief.language
        )


def _changed(tree: Tree, said: Changes, evidence: _Evidence) -> Tree:
    """Numbers are those of the tree as it was shown, whatever changed before."""
    by_number = dict(enumerate(tree.concepts[:MOST_CONCEPTS]))
    named = {number: concept.id for number, concept in by_number.items()}
    for number, title in said.rename:
        if number > 0 and number in by_number and (fit := evidence.title(by_number[number], title)):
            tree = renamed(tree, named[number], fit)
    for number, parent in said.move:
        if number > 0 and number in named and parent in named:
            tree = moved(tree, named[number], named[parent])
    gone = [named[number] for number in said.drop if number > 0 and number in named]
    if len(gone) <= _MOST_DROPPED * (len(tree.concepts) - 1):
        for one in gone:
            tree = dropped(tree, one)
    return ordered(tree, [named[number] for number in said.order if number in named])
