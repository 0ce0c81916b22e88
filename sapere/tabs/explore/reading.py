"""A page as it is read: paragraphs, lists and code, each sentence with the marks that lead to its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlencode, urlsplit

from django.urls import reverse

from sapere.research.shapes import Citation, Quality, Section, Sentence, SentenceState, decode
from sapere.research.shapes import Source as SourceShape
from sapere.topics.models import Source

LONGEST_PARAGRAPH = 4  # sentences
SHOWN = frozenset({SentenceState.QUOTED, SentenceState.SUPPORTED, SentenceState.INFERRED})


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as its readers see it. ``origin`` is empty unless it can be opened in a browser."""

    id: str
    number: int
    title: str
    url: str
    origin: str
    place: str
    agent: str
    kind: str
    language: str
    author: str
    published: str
    licence: str
    retrieved: str
    quality: Quality
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """The number behind a sentence: ``url`` leads to the passage in the kept source, ``card`` to the quote."""

    number: int
    title: str
    url: str
    card: str


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    state: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences that stand together: a ``prose`` paragraph, a ``list``, or one ``code``, ``formula`` or ``table``."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class References:
    """The topic's sources by id, and the addresses that lead into them."""

    slug: str
    by_id: Mapping[str, Reference] = field(default_factory=dict)

    def marks(
        self, citations: Iterable[Citation], state: SentenceState = SentenceState.QUOTED
    ) -> tuple[Mark, ...]:
        """One mark for each citation of a sentence in that state; a citation of a source that is gone raises
        ``KeyError``."""
        return tuple(self._mark(citation, state) for citation in citations)

    def _mark(self, citation: Citation, state: SentenceState) -> Mark:
        source = self.by_id[citation.source]
        how = {} if state is SentenceState.QUOTED else {"state": str(state)}
        place = urlencode({"start": citation.start, "end": citation.end, **how})
        return Mark(
            number=source.number,
            title=source.title,
            url=passage_url(source.url, citation.start),
            card=f"{reverse('explore:quote', args=[self.slug, source.id])}?{place}",
        )


def passage_url(kept: str, start: int) -> str:
    """Into a kept source, at the passage that begins there."""
    return f"{kept}?at={start}#p{start}"


def references(slug: str, rows: Iterable[Source]) -> References:
    return References(slug, {str(row.pk): reference(slug, row) for row in rows})


def reference(slug: str, row: Source) -> Reference:
    source = decode(SourceShape, row.detail)
    return Reference(
        id=str(row.pk),
        number=row.number,
        title=row.title,
        url=reverse("explore:source", args=[slug, row.pk]),
        origin=row.url if urlsplit(row.url).scheme in ("http", "https") else "",
        place=_place(row.url),
        agent=row.agent,
        kind=source.kind,
        language=source.language,
        author=source.author,
        published=source.published,
        licence=source.licence,
        retrieved=source.retrieved_at,
        quality=source.quality,
    )


def _place(url: str) -> str:
    """Where a source stands, in a word: its host, a file by its name, anything else as it is."""
    parts = urlsplit(url)
    if parts.scheme in ("http", "https"):
        return parts.hostname or url
    if parts.scheme == "file":
        return unquote(parts.path).rstrip("/").rpartition("/")[2] or url
    return url


def presentable(sections: Iterable[Section]) -> tuple[Section, ...]:
    """What may be shown of a page: no sentence that is unsupported, none without evidence to go to."""
    left = (
        Section(one.heading, tuple(s for s in one.sentences if s.state in SHOWN and s.citations))
        for one in sections
    )
    return tuple(section for section in left if section.sentences)


def parts(sections: Sequence[Section], sources: References) -> tuple[Part, ...]:
    return tuple(Part(section.heading, blocks(section.sentences, sources)) for section in sections)


def blocks(sentences: Sequence[Sentence], sources: References) -> tuple[Block, ...]:
    """Sentences in paragraphs: code, formulas and tables stand alone, list items together, prose until its source changes."""
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        if groups and _together(groups[-1], sentence):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return tuple(Block(group[0].kind, tuple(_line(one, sources) for one in group)) for group in groups)


def _together(group: Sequence[Sentence], sentence: Sentence) -> bool:
    last = group[-1]
    if sentence.kind != last.kind or sentence.kind in ("code", "formula", "table"):
        return False
    if sentence.kind == "list":
        return True
    return len(group) < LONGEST_PARAGRAPH and (len(group) < 2 or not _turns(last, sentence))


def _turns(last: Sentence, sentence: Sentence) -> bool:
    """Whether another source begins to speak. Where a model speaks, it goes on."""
    both_quoted = last.state is sentence.state is SentenceState.QUOTED
    return both_quoted and _sources(last) != _sources(sentence)


def _sources(sentence: Sentence) -> set[str]:
    return {citation.source for citation in sentence.citations}


def _line(sentence: Sentence, sources: References) -> Line:
    if sentence.state not in SHOWN:
        raise ValueError(f"a sentence that is {sentence.state} is not shown")
    return Line(sentence.text, str(sentence.state), sources.marks(sentence.citations, sentence.state))


def quotes(sections: Iterable[Section]) -> Counter[str]:
    """Source id to the number of quotes a page takes from it."""
    return Counter(
        citation.source
        for section in sections
        for sentence in section.sentences
        for citation in sentence.citations
    )


def after_definition(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The topic's own page without the sentence that stands in the head already."""
    said = _defining(sections)
    left = (
        Section(section.heading, tuple(one for one in section.sentences if one is not said))
        for section in sections
    )
    return tuple(section for section in left if section.sentences)


def definition(sections: Sequence[Section], sources: References) -> Line | None:
    """The first sentence of the topic's own page, which says what it is. None before there is one, and where it leads
    over to a formula, a table or the like: then it stands with that."""
    said = _defining(sections)
    return None if said is None else _line(said, sources)


def _defining(sections: Sequence[Section]) -> Sentence | None:
    for section in sections:
        for one, after in zip(section.sentences, (*section.sentences[1:], None), strict=True):
            if one.kind == "prose":
                return one if after is None or after.kind == "prose" else None
    return None
