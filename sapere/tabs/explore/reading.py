"""A page as it is read: paragraphs, lists and code, each sentence with the marks that lead to its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sapere.research.shapes import Section, Sentence, SentenceState, decode
from sapere.research.shapes import Source as SourceShape
from sapere.topics.models import Source
from sapere.topics.shared import is_own
from sapere.web.addresses import Token, read_at
from sapere.web.citations import Line, Reference, References, place

LONGEST_PARAGRAPH = 4  # sentences
SHOWN = frozenset({SentenceState.QUOTED, SentenceState.SUPPORTED, SentenceState.INFERRED})


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences that stand together: a ``prose`` paragraph, a ``list``, or one ``code``, ``formula`` or ``table``.
    ``number`` is that of the first of them on a page that one may write on, else -1."""

    kind: str
    lines: tuple[Line, ...]
    number: int = -1


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    blocks: tuple[Block, ...]


def references(slug: str, rows: Iterable[Source]) -> References:
    return References(slug, {str(row.pk): reference(slug, row) for row in rows})


def reference(slug: str, row: Source) -> Reference:
    """Behind a link nobody is told where a document of the owner's own lies."""
    source, hidden = decode(SourceShape, row.detail), isinstance(slug, Token) and is_own(row)
    return Reference(
        id=str(row.pk),
        number=row.number,
        title=row.title,
        url=read_at(slug, "source", row.pk),
        origin=row.url if urlsplit(row.url).scheme in ("http", "https") and not hidden else "",
        place="" if hidden else place(row.url) or row.url,
        agent=row.agent,
        kind=source.kind,
        language=source.language,
        author=source.author,
        published=source.published,
        licence=source.licence,
        retrieved=source.retrieved_at,
        quality=source.quality,
    )


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
