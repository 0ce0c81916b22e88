"""All that a tree grows from, read once: the sources as parts, and the words of every passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sapere.kit.tokens import tokens
from sapere.research.growing.parts import Part, part_of
from sapere.research.growing.subject import Subject
from sapere.research.index import load
from sapere.research.ports import Store
from sapere.research.shapes import Document, Passage, Source


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
    """``rank`` is a source's place in the agents' own order, from 0; ``naming`` says of the passages that speak of
    the subject how much they do (0 to 1)."""

    parts: tuple[Part, ...]  # one per source
    documents: Mapping[str, Document]  # by source id
    words: Words
    rank: Mapping[str, int]
    subject: Subject
    naming: Mapping[str, float]

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
    subject = Subject(topic, language)
    return Ground(
        parts=tuple(part_of(s, documents[s.id], of[s.id]) for s in sources),
        documents=documents,
        words=Words(documents),
        rank={source.id: place for place, source in enumerate(sources)},
        subject=subject,
        naming=subject.weigh({p.id: documents[p.source].text[p.start : p.end] for p in passages}),
    )
