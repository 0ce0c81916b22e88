"""The sentences of a topic that rest on a source: of its pages, and of those that are just being written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sapere.research.progress import Kind
from sapere.research.shapes import Citation, Section, Sentence, decode
from sapere.tabs.explore.kept import Span
from sapere.tabs.explore.reading import presentable
from sapere.tabs.explore.tree import address
from sapere.topics import ledger, queries
from sapere.topics.models import Run, Topic
from sapere.topics.plan import plan


@dataclass(frozen=True, slots=True)
class Citing:
    """A sentence on the page of ``title``, and the words that it rests on."""

    text: str
    state: str
    title: str
    url: str
    citation: Citation


def citing(mine: Topic, source_id: str) -> list[Citing]:
    concepts = {str(one.pk): one for one in plan(mine).places}
    return [
        Citing(
            sentence.text,
            str(sentence.state),
            concepts[concept].title,
            address(mine.slug, concepts[concept]),
            citation,
        )
        for concept, sections in [*_pages(mine, source_id), *_being_written(mine)]
        if concept in concepts
        for section in presentable(sections)
        for sentence in section.sentences
        for citation in sentence.citations
        if citation.source == source_id
    ]


def spans(found: Iterable[Citing]) -> list[Span]:
    """The stretches of the source, in its order, each once."""
    return sorted({(one.citation.start, one.citation.end) for one in found})


def resting_at(found: Iterable[Citing], at: int) -> list[Citing]:
    """Those in a model's words that rest on the words which begin there; each sentence once."""
    there = (one for one in found if one.citation.start == at and one.state != "quoted")
    return list({(one.text, one.url): one for one in there}.values())


def _pages(mine: Topic, source_id: str) -> Iterator[tuple[str, tuple[Section, ...]]]:
    for page in ledger.quoting(mine, source_id):
        yield str(page.concept_id), queries.sections(page)


def _being_written(mine: Topic) -> Iterator[tuple[str, tuple[Section, ...]]]:
    run = queries.latest_run(mine)
    if run is None or run.state in Run.FINAL:
        return
    for told in queries.told_of_page(run):
        if told.kind == Kind.SENTENCE:
            sentence = decode(Sentence, told.payload["sentence"])
            yield str(told.payload["concept"]), (Section("", (sentence,)),)
