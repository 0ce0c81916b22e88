"""All that a tree grows from, read once: the sources as parts, and the words of every passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sapere.kit.tokens import tokens
from sapere.research.growing.parts import Part, part_of
from sapere.research.index import load
from sapere.research.ports import Store
from sapere.research.shapes import Document, Passage, Source


@dataclass(frozen=True, slots=True)
class Ground:
    """``words`` is by passage id; ``rank`` a source's place in the agents' own order, from 0."""

    parts: tuple[Part, ...]  # one per source
    documents: Mapping[str, Document]  # by source id
    words: Mapping[str, Sequence[str]]
    rank: Mapping[str, int]
    topic: frozenset[str]

    def words_of(self, part: Part) -> list[str]:
        """The part's words in order, its title's first."""
        return [*sorted(part.title_words), *(word for p in part.passages for word in self.words[p.id])]

    def document(self, part: Part) -> Document:
        return self.documents[part.source.id]


def ground(
    sources: Sequence[Source], passages: Sequence[Passage], topic: str, language: str, store: Store
) -> Ground:
    documents = {source.id: load(store, source.snapshot)[0] for source in sources}
    of: dict[str, list[Passage]] = {source.id: [] for source in sources}
    for passage in passages:
        of[passage.source].append(passage)
    languages = {source.id: source.language for source in sources}
    return Ground(
        parts=tuple(part_of(s, documents[s.id], of[s.id]) for s in sources),
        documents=documents,
        words={
            p.id: tokens(documents[p.source].text[p.start : p.end], languages[p.source]) for p in passages
        },
        rank={source.id: place for place, source in enumerate(sources)},
        topic=frozenset(tokens(topic, language)),
    )
