"""All that a tree grows from, read once: the sources as parts, and the words of every passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sapere.kit.tokens import tokens
from sapere.research.growing.parts import Part, part_of
from sapere.research.index import load
from sapere.research.ports import Store
from sapere.research.shapes import Document, Passage, Source

_STUB = 4
"""Characters of a word that stemming leaves alone."""


class Words:
    """The words of a passage, stemmed; taken from its text when first asked for."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._known: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, passage: Passage) -> tuple[str, ...]:
        known = self._known.get(passage.id)
        if known is None:
            document = self._documents[passage.source]
            known = tuple(tokens(document.text[passage.start : passage.end], document.language))
            self._known[passage.id] = known
        return known


@dataclass(frozen=True, slots=True)
class Ground:
    """``rank`` is a source's place in the agents' own order, from 0; ``naming`` the ids of the passages that use
    all the words of the topic."""

    parts: tuple[Part, ...]  # one per source
    documents: Mapping[str, Document]  # by source id
    words: Words
    rank: Mapping[str, int]
    topic: frozenset[str]
    naming: frozenset[str]

    def words_of(self, part: Part) -> list[str]:
        """The part's words in order, its title's first."""
        return [*sorted(part.title_words), *(word for p in part.passages for word in self.words[p])]

    def document(self, part: Part) -> Document:
        return self.documents[part.source.id]


def ground(
    sources: Sequence[Source], passages: Sequence[Passage], topic: str, language: str, store: Store
) -> Ground:
    documents = {source.id: load(store, source.snapshot)[0] for source in sources}
    of: dict[str, list[Passage]] = {source.id: [] for source in sources}
    for passage in passages:
        of[passage.source].append(passage)
    words = Words(documents)
    wanted = frozenset(tokens(topic, language))
    return Ground(
        parts=tuple(part_of(s, documents[s.id], of[s.id]) for s in sources),
        documents=documents,
        words=words,
        rank={source.id: place for place, source in enumerate(sources)},
        topic=wanted,
        naming=frozenset(p.id for p in passages if _names(p, wanted, documents, words)),
    )


def _names(passage: Passage, topic: frozenset[str], documents: Mapping[str, Document], words: Words) -> bool:
    text = documents[passage.source].text[passage.start : passage.end].lower()
    return all(word[:_STUB] in text for word in topic) and topic <= set(words[passage])
