"""Step 5: the tree. Three levels below the topic, every concept resting on passages.

The work is in :mod:`sapere.research.growing`, in the order of the imports below: parts of documents, those
that are about the topic, their groups and names, the other sources' support, what needs what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sapere.kit.ids import stable_id
from sapere.kit.tokens import tokens
from sapere.research.growing.branches import Branch, branches, passages_of
from sapere.research.growing.ground import Ground, ground
from sapere.research.growing.prerequisites import prerequisites, reading_order
from sapere.research.growing.support import Support
from sapere.research.lead import lead_sentence, question_for
from sapere.research.merge import Merged, with_texts
from sapere.research.ports import Store
from sapere.research.shapes import Brief, Concept, Passage, Source, Tree

_ROOT_SOURCES = 8
_ROOT_PASSAGES = 4


def grow(brief: Brief, merged: Merged, store: Store) -> Tree:
    """The tree of ``merged``. Its first concept is the topic itself; it is never empty."""
    soil = ground(merged.harvest.sources, merged.passages, brief.title, brief.language, store)
    found, on_topic = branches(soil, brief.depth, whole=brief.whole_library)
    return Tree(tuple(_Planting(brief, merged, soil, found).plant(found, on_topic)))


def root_concept(brief: Brief, merged: Merged, store: Store, first: Sequence[Passage] = ()) -> Concept:
    """The topic as a concept, resting on ``first`` and on the openings of its best sources."""
    best = merged.harvest.sources[:_ROOT_SOURCES]
    texts = {s.id: store.get(f"text/{s.snapshot}").decode("utf-8") for s in best}
    return _root(brief, _opening(brief, best, merged.passages, texts, first), texts)


def _root(brief: Brief, passages: Sequence[Passage], texts: Mapping[str, str]) -> Concept:
    return Concept(
        id=stable_id(brief.seed, "concept"),
        parent="",
        depth=0,
        position=0,
        title=brief.title,
        question=question_for(brief.title, brief.language),
        summary=lead_sentence(brief.title, with_texts(passages, texts), texts, brief.language),
        passages=tuple(p.id for p in passages),
    )


def _opening(
    brief: Brief,
    sources: Sequence[Source],
    passages: Sequence[Passage],
    texts: Mapping[str, str],
    first: Sequence[Passage],
) -> list[Passage]:
    """``first``, then each source's opening; sources whose title names the topic before the others."""
    topic = set(tokens(brief.title, brief.language))
    named = sorted(sources, key=lambda s: not topic <= set(tokens(s.title, s.language)))
    chosen = list(first[: _ROOT_PASSAGES * 3])
    for source in named:
        chosen += [p for p in passages if p.source == source.id and p.source in texts][:_ROOT_PASSAGES]
    return list(dict.fromkeys(chosen))


class _Planting:
    """Branches made into concepts, with ids, positions, summaries and prerequisites."""

    def __init__(self, brief: Brief, merged: Merged, soil: Ground, found: Sequence[Branch]) -> None:
        self._brief = brief
        self._merged = merged
        self._soil = soil
        self._texts = {source: document.text for source, document in soil.documents.items()}
        resting = {p.id for p in passages_of(found)} | set(soil.naming)
        said = [p for p in merged.passages if p.id in resting]
        self._support = Support(said, soil.words, from_others=not brief.whole_library)

    def plant(self, found: Sequence[Branch], on_topic: Sequence[Passage]) -> Iterator[Concept]:
        best = self._merged.harvest.sources[:_ROOT_SOURCES]
        root = _root(
            self._brief,
            _opening(self._brief, best, self._merged.passages, self._texts, on_topic),
            self._texts,
        )
        yield root
        for branch in found:
            _fold(branch, frozenset())
        yield from self._level(found, root)

    def _level(self, siblings: Sequence[Branch], parent: Concept) -> Iterator[Concept]:
        siblings = _told_apart(siblings)
        needs = prerequisites(siblings, self._soil.words)
        order = reading_order(needs)
        ids = {at: stable_id(parent.id, siblings[at].title.casefold()) for at in order}
        for position, at in enumerate(order):
            concept = self._concept(siblings[at], ids[at], parent, position, [ids[n] for n in needs[at]])
            yield concept
            yield from self._level(siblings[at].branches, concept)

    def _concept(
        self, branch: Branch, concept_id: str, parent: Concept, position: int, needs: Sequence[str]
    ) -> Concept:
        language = self._brief.language
        ranked = self._support.ranked(sorted(branch.title_words), list(dict.fromkeys(branch.passages)))
        return Concept(
            id=concept_id,
            parent=parent.id,
            depth=parent.depth + 1,
            position=position,
            title=branch.title,
            question=question_for(branch.title, language),
            summary=lead_sentence(branch.title, with_texts(ranked, self._texts), self._texts, language),
            passages=tuple(p.id for p in ranked),
            prerequisites=tuple(needs),
        )


def _fold(branch: Branch, above: frozenset[str]) -> None:
    """What stands inside under a name from the way here is no concept of its own: it gives what it has to the
    branch it stands in."""
    names = above | {branch.title.casefold()}
    inner: list[Branch] = []
    for one in branch.branches:
        _fold(one, names)
        if one.title.casefold() in names:
            branch.passages += one.passages
            inner += one.branches
        else:
            inner.append(one)
    branch.branches = inner


def _told_apart(siblings: Sequence[Branch]) -> list[Branch]:
    """Siblings under one name become one; what rests on nothing is left out."""
    named: dict[str, Branch] = {}
    for branch in siblings:
        name = branch.title.casefold()
        if name in named:
            named[name].passages += branch.passages
            named[name].branches += branch.branches
        elif branch.passages:
            named[name] = branch
    return list(named.values())
