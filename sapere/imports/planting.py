"""A checked topic under ids of its own, as the engine's values.

Ids are made as the engine makes them, from the topic's id and from what a thing is: no file can claim one that belongs
to another topic, and a later research of the same topic finds its sources and concepts again.
"""

from __future__ import annotations

import uuid
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from sapere.imports.believing import Kept, document_of
from sapere.imports.incoming import Incoming, Leaf, Node, Origin
from sapere.kit.ids import stable_id
from sapere.research import shapes
from sapere.research.cut import Span
from sapere.research.index import passage_id
from sapere.research.shapes import Citation, Disagreement, Section
from sapere.research.verify import verify


@dataclass(frozen=True, slots=True)
class Planted:
    """``names`` lead from the file's ids of concepts and sources to ours."""

    topic: uuid.UUID
    brief: shapes.Brief
    kept: tuple[Kept, ...]
    sources: tuple[shapes.Source, ...]
    passages: tuple[shapes.Passage, ...]
    tree: shapes.Tree | None
    pages: tuple[shapes.Page, ...]
    names: Mapping[str, str]

    @property
    def texts(self) -> dict[str, str]:
        """Our source id to the text."""
        return {source.id: one.document.text for source, one in zip(self.sources, self.kept, strict=True)}


def planted(told: Incoming, topic: uuid.UUID) -> Planted:
    """With every sentence that is no quote checked against its quotes once more."""
    told = replace(told, concepts=_numbered(told.concepts))
    brief = _brief(told, topic)
    kept = tuple(map(document_of, told.sources))
    sources = {one.id: stable_id(topic, one.sha256) for one in told.sources}
    concepts = _concept_names(told.concepts, str(topic))
    texts = {sources[one.id]: one.text or "" for one in told.sources}
    cited = _cited(told, kept, sources)
    tree = tuple(_concept(one, concepts, sources, cited) for one in _downwards(told.concepts))
    return Planted(
        topic=topic,
        brief=brief,
        kept=kept,
        sources=tuple(_source(one, sources[one.id]) for one in told.sources),
        passages=tuple(_passages(told, kept, sources)),
        tree=shapes.Tree(tree) if tree else None,
        pages=tuple(verify(_page(leaf, concepts, sources, brief.language), texts) for leaf in told.pages),
        names={**sources, **concepts},
    )


def _brief(told: Incoming, topic: uuid.UUID) -> shapes.Brief:
    if told.topic.brief is not None:
        return replace(told.topic.brief, seed=str(topic))
    level = next((leaf.level for leaf in told.pages), shapes.Level.NEW)
    return shapes.Brief(
        title=told.topic.title,
        language=told.topic.language,
        depth=shapes.Depth.STANDARD,
        level=level,
        scope="",
        questions=(),
        queries={},
        seed=str(topic),
    )


def _downwards(concepts: Sequence[Node]) -> list[Node]:
    """A parent before its children, siblings in their order."""
    return sorted(concepts, key=lambda one: (one.depth, one.position))


def _numbered(concepts: Sequence[Node]) -> tuple[Node, ...]:
    """Siblings counted from nought in the order they have: an edit adds to places, and a file may say any number."""
    counted: Counter[str | None] = Counter()
    numbered = []
    for one in _downwards(concepts):
        numbered.append(replace(one, position=counted[one.parent]))
        counted[one.parent] += 1
    return tuple(numbered)


def _concept_names(concepts: Sequence[Node], topic: str) -> dict[str, str]:
    """As they grow: the root by its topic, the others by their parent and title; of equal ones the later by its place."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in _downwards(concepts):
        if one.parent is None:
            name = stable_id(topic, "concept")
        else:
            name = stable_id(names[one.parent], one.title.casefold())
            if name in taken:
                name = stable_id(names[one.parent], one.title.casefold(), one.position)
        taken.add(name)
        names[one.id] = name
    return names


def _source(one: Origin, name: str) -> shapes.Source:
    parts = {field.name for field in fields(shapes.Quality)}
    return shapes.Source(
        id=name,
        snapshot=one.sha256,
        url=one.url,
        title=one.title,
        agent=one.agent,
        agents=one.agents,
        kind=one.kind,
        language=one.language,
        author=one.author,
        published=one.published,
        licence=one.licence,
        retrieved_at=one.retrieved_at,
        quality=shapes.Quality(**{part: value for part, value in one.quality.items() if part in parts}),
        also_at=one.also_at,
    )


def _passages(told: Incoming, kept: Sequence[Kept], sources: Mapping[str, str]) -> Iterator[shapes.Passage]:
    """Those of every text, and what a concept rests on beside them."""
    places = {
        (origin.id, span.start, span.end): span.path
        for origin, one in zip(told.sources, kept, strict=True)
        for span in one.spans
    }
    for node in told.concepts:
        for place in node.passages:
            places.setdefault(place, ())
    for (source, start, end), path in places.items():
        name = sources[source]
        yield shapes.Passage(passage_id(name, start, end), name, start, end, path, "")


def _cited(told: Incoming, kept: Sequence[Kept], sources: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Concept of the file to the passages that its page quotes, for a file that does not say what it rests on."""
    spans = {origin.id: one.spans for origin, one in zip(told.sources, kept, strict=True)}
    resting: dict[str, tuple[str, ...]] = {}
    for leaf in told.pages:
        found = (
            passage_id(sources[cited.source], span.start, span.end)
            for cited in leaf.citations()
            for span in _around(spans[cited.source], cited)
        )
        resting[leaf.concept] = tuple(dict.fromkeys((*resting.get(leaf.concept, ()), *found)))
    return resting


def _around(spans: Sequence[Span], cited: Citation) -> Sequence[Span]:
    """Those that it touches; the spans are in their order and apart."""
    first = bisect_right(spans, cited.start, key=lambda span: span.end)
    last = bisect_left(spans, cited.end, key=lambda span: span.start)
    return spans[first:last]


def _concept(
    one: Node, names: Mapping[str, str], sources: Mapping[str, str], cited: Mapping[str, tuple[str, ...]]
) -> shapes.Concept:
    said = tuple(passage_id(sources[source], start, end) for source, start, end in one.passages)
    return shapes.Concept(
        id=names[one.id],
        parent=names[one.parent] if one.parent is not None else "",
        depth=one.depth,
        position=one.position,
        title=one.title,
        question=one.question,
        summary=one.summary,
        passages=said or cited.get(one.id, ()),
        prerequisites=tuple(names[need] for need in one.prerequisites),
    )


def _page(leaf: Leaf, concepts: Mapping[str, str], sources: Mapping[str, str], language: str) -> shapes.Page:
    return shapes.Page(
        concept=concepts[leaf.concept],
        level=leaf.level,
        language=leaf.language or language,
        sections=tuple(_section(one, sources) for one in leaf.sections),
        writer=leaf.writer,
        dropped=leaf.dropped,
        disagreements=tuple(_disagreement(one, sources) for one in leaf.disagreements),
        prompt=leaf.prompt,
        fallback=leaf.fallback,
    )


def _section(one: Section, sources: Mapping[str, str]) -> Section:
    told = (
        replace(sentence, citations=tuple(_citation(cited, sources) for cited in sentence.citations))
        for sentence in one.sentences
    )
    return replace(one, sentences=tuple(told))


def _disagreement(one: Disagreement, sources: Mapping[str, str]) -> Disagreement:
    sides = (replace(side, citation=_citation(side.citation, sources)) for side in one.sides)
    return replace(one, sides=tuple(sides))


def _citation(one: Citation, sources: Mapping[str, str]) -> Citation:
    return replace(one, source=sources[one.source])
