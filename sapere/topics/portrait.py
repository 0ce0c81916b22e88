"""A whole topic as one JSON value, schema ``sapere.topic/1`` (``schema/topic-1.json``): for the API, the
command line, exports and comparisons."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from sapere.accounts.models import Person
from sapere.research import index, shapes
from sapere.research.places import place_of
from sapere.research.ports import Store
from sapere.research.shapes import Citation, Mark, Section, SentenceState, decode
from sapere.topics import costs, queries, wholeness
from sapere.topics.models import Concept, Page, Run, Source, Topic

SCHEMA = "sapere.topic/1"

Told = Callable[[int, int], None]


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every portrait fits."""
    written = resources.files("sapere.topics").joinpath("schema/topic-1.json").read_text(encoding="utf-8")
    return dict(json.loads(written))


def topic_json(
    viewer: Person, slug: str, store: Store, *, with_text: bool = False, told: Told = lambda _done, _of: None
) -> dict[str, Any]:
    """The topic as it stands, finished or not. Raises ``Topic.DoesNotExist``.

    ``with_text`` adds to every source its kept text, into which the citations' ``start`` and ``end`` point, and all else
    that :func:`sapere.topics.actions.import_topic` needs to make the topic again. ``told`` hears how many of all pages
    are gathered. Whoever reads an example of somebody else's is told :func:`without_owner`.
    """
    topic = queries.topic(viewer, slug)
    concepts = queries.concepts(topic)
    pages = queries.pages(topic)
    run = queries.latest_run(topic)
    sources = queries.sources(topic)
    places = {str(one.pk): _Places(one.url, _marks(one, store)) for one in sources}
    portrait = {
        "schema": SCHEMA,
        "topic": _topic(topic, pages.get(concepts[0].pk) if concepts else None),
        "agents": _agents(run),
        "sources": [_source(one) for one in sources],
        "concepts": [_concept(one) for one in concepts],
        "pages": list(_pages([pages[one.pk] for one in concepts if one.pk in pages], places, told)),
        "cost": _cost(topic),
        "timings": _timings(run),
    }
    if with_text:
        portrait = _whole(portrait, topic, concepts, store)
    return portrait if topic.owner_id == viewer.pk else without_owner(portrait)


def without_owner(told: dict[str, Any]) -> dict[str, Any]:
    """What it took to make it, and where the owner's own documents lie, is not given away."""
    sources = [{**one, "url": _elsewhere(one["url"]), "also_at": []} for one in told["sources"]]
    free = dict.fromkeys(told["cost"].keys() - {"unpriced_calls"}, 0)
    timings: dict[str, Any] = {"first_page_s": None, "total_s": None, "stages": {}}
    return {**told, "agents": [], "cost": free, "timings": timings, "sources": sources}


def _elsewhere(url: str) -> str:
    return "" if url.startswith(("file:", "upload:")) else url


def _pages(rows: Sequence[Page], places: Mapping[str, _Places], told: Told) -> Iterator[dict[str, Any]]:
    for done, row in enumerate(rows):
        told(done, len(rows))
        yield _page(row, places)
    told(len(rows), len(rows))


def _whole(told: dict[str, Any], topic: Topic, concepts: Sequence[Concept], store: Store) -> dict[str, Any]:
    resting = wholeness.resting(topic, concepts)
    told["topic"] |= wholeness.topic_facts(topic)
    for source, row in zip(told["sources"], queries.sources(topic), strict=True):
        source.update(wholeness.source_facts(row, store))
    for concept in told["concepts"]:
        concept["passages"] = resting[concept["id"]]
    return told


@dataclass(frozen=True, slots=True)
class _Places:
    """A source's address, and its pages or seconds."""

    url: str
    marks: tuple[Mark, ...]


def _marks(row: Source, store: Store) -> tuple[Mark, ...]:
    """None where only the text of the source is kept: what is cited from it stands without them."""
    known = store.has(f"document/{row.snapshot_id}")
    return index.load(store, row.snapshot_id)[0].marks if known else ()


def _topic(topic: Topic, page: Page | None) -> dict[str, Any]:
    return {
        "slug": topic.slug,
        "title": topic.title,
        "language": topic.language,
        "definition": _first_sentence(page),
        "mode": page.writer if page is not None else "",
    }


def _first_sentence(page: Page | None) -> str:
    for section in page.sections if page is not None else []:
        for sentence in section["sentences"]:
            if sentence.get("kind", "prose") == "prose" and sentence["state"] != SentenceState.UNSUPPORTED:
                return str(sentence["text"])
    return ""


def _agents(run: Run | None) -> list[dict[str, Any]]:
    reports = [decode(shapes.AgentReport, report) for report in (run.reports if run is not None else [])]
    return [
        {
            "name": report.name,
            "status": str(report.status),
            "found": report.found,
            "kept": report.kept,
            "seconds": report.seconds,
            "reason": report.reason,
            "queries": list(report.queries),
            "services": [shapes.encode(one) for one in report.services],
        }
        for report in reports
    ]


def _source(row: Source) -> dict[str, Any]:
    source = decode(shapes.Source, row.detail)
    return {
        "id": source.id,
        "url": source.url,
        "title": source.title,
        "agent": source.agent,
        "kind": source.kind,
        "language": source.language,
        "author": source.author,
        "published": source.published,
        "licence": source.licence,
        "retrieved_at": source.retrieved_at,
        "sha256": source.snapshot,
        "agents": list(source.agents),
        "also_at": list(source.also_at),
        "quality": {"score": source.quality.score, **source.quality.parts},
    }


def _concept(row: Concept) -> dict[str, Any]:
    concept = queries.as_shape(row)
    return {
        "id": concept.id,
        "parent": concept.parent or None,
        "depth": concept.depth,
        "position": concept.position,
        "title": concept.title,
        "question": concept.question,
        "summary": concept.summary,
        "prerequisites": list(concept.prerequisites),
    }


def _page(row: Page, places: Mapping[str, _Places]) -> dict[str, Any]:
    return {
        "concept": str(row.concept_id),
        "level": row.level,
        "language": row.language,
        "sections": [_section(section, places) for section in queries.sections(row)],
        "disagreements": [shapes.encode(one) for one in queries.disagreements(row)],
        "writer": row.writer,
        "prompt": row.prompt,
        "fallback": row.fallback,
        "dropped": row.dropped,
    }


def _section(section: Section, places: Mapping[str, _Places]) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "sentences": [
            {
                "text": sentence.text,
                "kind": sentence.kind,
                "state": str(sentence.state),
                "citations": [_citation(citation, places) for citation in sentence.citations],
            }
            for sentence in section.sentences
            if sentence.state is not SentenceState.UNSUPPORTED
        ],
    }


def _citation(citation: Citation, places: Mapping[str, _Places]) -> dict[str, Any]:
    told = shapes.encode(citation)
    known = places[citation.source]
    place = place_of(known.marks, citation.start, known.url)
    return told if place is None else {**told, "place": shapes.encode(place)}


def _cost(topic: Topic) -> dict[str, Any]:
    """Of all that was ever asked for the topic, here and where it came from."""
    cost = costs.total(costs.of_topic(topic))
    told = {
        "usd": cost.usd,
        "calls": cost.calls,
        "input_tokens": cost.input_tokens,
        "output_tokens": cost.output_tokens,
        "unpriced_calls": cost.unpriced,
    }
    before = wholeness.brought_along(topic).get("cost", {})
    both = {name: _number(name, value + before.get(name, 0)) for name, value in told.items()}
    return {name: value for name, value in both.items() if value or name != "unpriced_calls"}


def _number(name: str, value: float) -> float:
    return value if name == "usd" else int(value)


def _timings(run: Run | None) -> dict[str, Any]:
    if run is not None and "imported" in run.order:
        return dict(run.order["imported"]["timings"])
    if run is None or run.started_at is None:
        return {"first_page_s": None, "total_s": None, "stages": {}}
    first = run.first_page_at - run.started_at if run.first_page_at else None
    total = run.ended_at - run.started_at if run.ended_at else None
    return {
        "first_page_s": round(first.total_seconds(), 3) if first is not None else None,
        "total_s": round(total.total_seconds(), 3) if total is not None else None,
        "stages": queries.stage_seconds(run),
    }
