"""The Explore room: a topic's tree, its pages, and the sources as they were kept."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sapere.kit.language import direction
from sapere.research.places import first_place, place_of
from sapere.research.shapes import AgentReport, Section, Unread, decode
from sapere.tabs.explore import kept, reading, tree
from sapere.tabs.explore.disputes import disputes
from sapere.tabs.explore.passage import excerpt
from sapere.tabs.explore.shelves import document_of
from sapere.topics import queries
from sapere.topics.models import Concept, Run, Source, Topic
from sapere.web.frame import Frame
from sapere.web.rooms import tabs


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The topic's own page: what it is, and the tree."""
    mine = _topic(request, slug)
    return _read(request, mine, queries.root(mine))


@require_safe
def concept(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> HttpResponse:
    mine = _topic(request, slug)
    try:
        return _read(request, mine, queries.concept(mine, concept_id))
    except Concept.DoesNotExist:
        raise Http404 from None


@require_safe
def source(request: HttpRequest, slug: str, source_id: uuid.UUID) -> HttpResponse:
    """The kept text of a source with all our quotes from it; ``?at=`` is the offset one came for."""
    mine = _topic(request, slug)
    row = _source(mine, source_id)
    document = document_of(row)
    at = _number(request, "at", default=-1)
    part = kept.window(kept.blocks(document), at)
    quoted = _quoted(mine, str(row.pk))
    known = reading.reference(mine.slug, row)
    context = {
        "frame": _frame(mine, here=""),
        "source": known,
        "snapshot": row.snapshot,
        "part": part,
        "shown": [
            kept.show(
                document.text,
                block,
                quoted,
                at,
                first_place(document.marks, block.start, block.end, known.origin),
            )
            for block in part.blocks
        ],
        "quotes": len(quoted),
        "language": row.snapshot.language,
        "direction": direction(row.snapshot.language),
    }
    return render(request, "explore/source.html", context)


@require_safe
def quote(request: HttpRequest, slug: str, source_id: uuid.UUID) -> HttpResponse:
    """The card of one citation: its quote in the passage, and whose it is."""
    mine = _topic(request, slug)
    row = _source(mine, source_id)
    start, end = _number(request, "start"), _number(request, "end")
    document = document_of(row)
    try:
        passage = excerpt(document.text, start, end)
    except ValueError:
        raise Http404 from None
    known = reading.reference(mine.slug, row)
    context = {
        "source": known,
        "passage": passage,
        "passage_url": reading.passage_url(known.url, start),
        "place": place_of(document.marks, start, known.origin),
        "language": row.snapshot.language,
        "direction": direction(row.snapshot.language),
    }
    return render(request, "explore/card.html", context)


def _read(request: HttpRequest, mine: Topic, here: Concept | None) -> HttpResponse:
    """One concept's page in the topic's frame; without a concept, what is known until there is one."""
    concepts = queries.concepts(mine)
    cited = reading.references(mine.slug, queries.sources(mine))
    written = queries.page(here) if here else None
    sections = queries.sections(written) if written else ()
    before, after = tree.neighbours(concepts, here) if here else (None, None)
    context = {
        "frame": _frame(mine, "explore:topic", concepts, cited),
        "contents": tree.contents(mine.slug, concepts, here),
        "trail": [(step, tree.address(mine.slug, step)) for step in tree.trail(concepts, here)[:-1]],
        "here": here,
        "written": written,
        "parts": reading.parts(reading.after_definition(sections) if _is_topic(here) else sections, cited),
        "disputes": disputes(queries.disagreements(written), cited) if written else (),
        "language": written.language if written else mine.language,
        "direction": direction(written.language if written else mine.language),
        "below": _linked(mine, [c for c in concepts if here and c.parent_id == here.pk]),
        "first": _linked(mine, _needed(concepts, here)),
        "before": _linked(mine, [before] if before else []),
        "after": _linked(mine, [after] if after else []),
        "sources": _used(cited, sections),
        **_effort(queries.latest_run(mine)),
    }
    return render(request, "explore/topic.html", context)


def _frame(
    mine: Topic, here: str, concepts: list[Concept] | None = None, cited: reading.References | None = None
) -> Frame:
    concepts = queries.concepts(mine) if concepts is None else concepts
    cited = reading.references(mine.slug, queries.sources(mine)) if cited is None else cited
    run = queries.latest_run(mine)
    top = queries.root(mine)
    own = queries.page(top) if top else None
    return Frame(
        title=mine.title,
        url=reverse("explore:topic", args=[mine.slug]),
        language=mine.language,
        direction=direction(mine.language),
        sources=len(cited.by_id),
        concepts=len(concepts),
        researched=run.ended_at if run else None,
        growing=sum(c.state == Concept.State.GROWING for c in concepts),
        run_url=reverse("run:page", args=[run.pk]) if run else "",
        run_state=run.state if run else "",
        tabs=tabs(mine.slug, here),
        definition=reading.definition(queries.sections(own), cited) if own else None,
    )


def _effort(run: Run | None) -> dict[str, Any]:
    """What each agent did in the last run, and what could not be read, by name and reason."""
    return {
        "agents": [decode(AgentReport, report) for report in run.reports] if run else [],
        "unread": [decode(Unread, one) for one in run.unread] if run else [],
        "working": run is not None and run.state not in Run.FINAL,
    }


def _is_topic(here: Concept | None) -> bool:
    return here is not None and here.depth == 0


def _used(cited: reading.References, sections: tuple[Section, ...]) -> list[reading.Reference]:
    """The sources of a page by number, each with how often it is quoted there."""
    counted = reading.quotes(sections)
    used = [replace(cited.by_id[one], quotes=times) for one, times in counted.items()]
    return sorted(used, key=lambda source: source.number)


def _needed(concepts: list[Concept], here: Concept | None) -> list[Concept]:
    mine = [concept for concept in concepts if here and concept.pk == here.pk]
    wanted = {row.needed_id for concept in mine for row in concept.prerequisites.all()}
    return [concept for concept in concepts if concept.pk in wanted]


def _linked(mine: Topic, concepts: list[Concept]) -> list[tuple[Concept, str]]:
    return [(concept, tree.address(mine.slug, concept)) for concept in concepts]


def _quoted(mine: Topic, source_id: str) -> list[kept.Span]:
    """Every stretch of this source that a page of the topic quotes."""
    found = {
        (citation.start, citation.end)
        for page in queries.pages(mine).values()
        for section in queries.sections(page)
        for sentence in section.sentences
        for citation in sentence.citations
        if citation.source == source_id
    }
    return sorted(found)


def _number(request: HttpRequest, name: str, default: int | None = None) -> int:
    said = request.GET.get(name, "")
    if said.isascii() and said.isdigit() and len(said) < 10:
        return int(said)
    if default is None:
        raise Http404
    return default


def _topic(request: HttpRequest, slug: str) -> Topic:
    viewer: Any = request.user
    try:
        return queries.topic(viewer, slug)
    except Topic.DoesNotExist:
        raise Http404 from None


def _source(mine: Topic, source_id: uuid.UUID) -> Source:
    try:
        return queries.source(mine, source_id)
    except Source.DoesNotExist:
        raise Http404 from None
