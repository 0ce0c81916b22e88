"""What a portrait has to say beside what one reads, so that the topic can be made of it again somewhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sapere.research.cut import Span, cut
from sapere.research.errors import CannotExport
from sapere.research.index import load
from sapere.research.ports import Store
from sapere.research.shapes import Document, encode
from sapere.topics import queries
from sapere.topics.models import Concept, Passage, Run, Source, Topic

_NOT_OF_THE_TEXT: dict[str, Any] = dict.fromkeys(("text", "title", "author", "published", "licence"), "")


def topic_facts(of: Topic) -> dict[str, Any]:
    """Its id, by which it is known again, and how it was understood."""
    brief = {name: value for name, value in (of.brief or {}).items() if name != "seed"}
    return {"id": str(of.pk)} | ({"brief": brief} if brief else {})


def source_facts(row: Source, store: Store) -> dict[str, Any]:
    """Its whole text, and headings, marks, blocks and passages in it: title, author and the like stand with the source.
    Raises ``CannotExport`` when it is gone."""
    try:
        document, spans = _kept(row, store)
    except KeyError:
        raise CannotExport(
            f"The text of the source “{row.title}” is not kept any more, and this format holds every text.",
            advice="Other formats need the pages alone: take Markdown or HTML.",
        ) from None
    return {
        "text": document.text,
        "structure": {
            "document": encode(replace(document, links=(), **_NOT_OF_THE_TEXT)),
            "passages": [[span.start, span.end, list(span.path)] for span in spans],
        },
    }


def _kept(row: Source, store: Store) -> tuple[Document, Sequence[Span]]:
    if store.has(f"document/{row.snapshot_id}"):
        return load(store, row.snapshot_id)
    document = Document(queries.text(row, store), row.title, str(row.detail.get("language", "")))
    return document, cut(document)


def resting(of: Topic, concepts: Sequence[Concept]) -> dict[str, list[list[Any]]]:
    """Concept id to the places that it rests on, the most central first: source, start, end."""
    rows = Passage.objects.filter(source__topic=of).values_list("id", "source_id", "start", "end")
    places = {str(name): [str(source), start, end] for name, source, start, end in rows}
    return {str(one.pk): [places[name] for name in one.passages if name in places] for one in concepts}


def brought_along(of: Topic) -> Mapping[str, Any]:
    """What the file said that the topic came in of where it was made: ``cost`` and ``timings``; empty for most."""
    orders = of.runs.filter(kind=Run.Kind.RESEARCH).order_by("created_at").values_list("order", flat=True)
    first = orders.first()
    return dict(first.get("imported") or {}) if first else {}
