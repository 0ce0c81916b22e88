"""What a concept rests on, out of the records: all that is needed to write its page."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from sapere.research import shapes
from sapere.research.index import blocks_near
from sapere.research.ports import Store
from sapere.research.shapes import decode, rests_on
from sapere.topics.models import Concept, Passage, Run, Source, Topic
from sapere.topics.queries import as_shape, text


def material(of: Run | Topic, about: Concept, store: Store) -> shapes.Material:
    """All that is needed to write the concept's page. Raises ``KeyError`` when a kept text is gone."""
    brief = Topic.objects.values_list("brief", flat=True).get(pk=about.topic_id)
    if brief is None:
        raise ValueError(f"{of.pk}: the topic is not understood yet")
    concept = as_shape(about)
    children = tuple(
        as_shape(child) for child in about.children.order_by("position").prefetch_related("prerequisites")
    )
    mine = _in_order(rests_on(concept, children), Passage.objects.all())
    used = list(
        Source.objects.filter(topic_id=about.topic_id, passages__in=[p.pk for p in mine])
        .distinct()
        .order_by("number")
    )
    texts = {str(one.pk): text(one, store) for one in used}
    passages = tuple(_passage(one, texts[str(one.source_id)]) for one in mine)
    sources = tuple(decode(shapes.Source, one.detail) for one in used)
    return shapes.Material(
        brief=decode(shapes.Brief, brief),
        concept=concept,
        children=children,
        passages=passages,
        sources=sources,
        texts=texts,
        blocks=blocks_near(store, sources, passages),
    )


def passages_of(concepts: Iterable[Concept]) -> list[Passage]:
    """Those that the concepts rest on, in their order, each once, with their sources."""
    ids = list(dict.fromkeys(one for concept in concepts for one in concept.passages))
    return _in_order(ids, Passage.objects.select_related("source__snapshot"))


def _in_order(ids: list[str], among: QuerySet[Passage]) -> list[Passage]:
    there = {str(one.pk): one for one in among.filter(pk__in=ids)}
    return [there[one] for one in ids if one in there]


def _passage(one: Passage, whole: str) -> shapes.Passage:
    return shapes.Passage(
        id=str(one.pk),
        source=str(one.source_id),
        start=one.start,
        end=one.end,
        path=tuple(one.path),
        text=whole[one.start : one.end],
    )
