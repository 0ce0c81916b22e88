"""Every reading of the topics' records, scoped to who may see: one's own, and the examples.

What is not there and what is somebody else's raise the same ``DoesNotExist``.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from sapere.accounts.models import Person
from sapere.research import shapes
from sapere.research.ports import Store
from sapere.research.progress import Kind
from sapere.research.shapes import EXTRACTIVE, decode
from sapere.topics.asking import folded
from sapere.topics.models import (
    Concept,
    Event,
    JournalEntry,
    Page,
    Passage,
    Run,
    Source,
    Topic,
)
from sapere.topics.notebook import note_count
from sapere.topics.plan import Place

EXAMPLE = Topic.Visibility.EXAMPLE


def topics(viewer: Person) -> QuerySet[Topic]:
    """The viewer's own topics, newest first. Each with ``state`` and ``run_id`` of its last run, ``updating``: whether an
    earlier one was done, and ``ready``, the number of its concepts that have a page."""
    return _with_state(Topic.objects.filter(owner=viewer)).order_by("-created_at")


def examples() -> QuerySet[Topic]:
    """Topics that anyone may read, oldest first, as :func:`topics` gives them."""
    return _with_state(Topic.objects.filter(visibility=EXAMPLE)).order_by("created_at")


def topic(viewer: Person, slug: str) -> Topic:
    """The viewer's topic of that slug, else the example of that slug, with ``noted``, how many notes the viewer has in
    it. Raises ``Topic.DoesNotExist``."""
    found = list(_visible_topics(viewer).filter(slug=slug).annotate(noted=note_count(viewer)))
    if not found:
        raise Topic.DoesNotExist(slug)
    return min(found, key=lambda one: (one.owner_id != viewer.pk, one.created_at))


def copied(viewer: Person, original: Topic) -> Topic | None:
    """The viewer's copy of that topic, the first of them."""
    copies = Topic.objects.filter(owner=viewer, runs__order__imported__copy_of=str(original.pk))
    return copies.order_by("created_at").first()


def hides_example(mine: Topic) -> bool:
    """Whether its owner finds it where everybody else finds an example."""
    return Topic.objects.filter(visibility=EXAMPLE, slug=mine.slug).exclude(owner=mine.owner_id).exists()


def topic_by_id(viewer: Person, topic_id: uuid.UUID) -> Topic:
    """One that the viewer may read. Raises ``Topic.DoesNotExist``."""
    return _visible_topics(viewer).get(pk=topic_id)


def find_topic(viewer: Person, words: str) -> Topic | None:
    """The viewer's own topic that was asked for in these words, however spaced or capitalised."""
    return Topic.objects.filter(owner=viewer, asked=folded(words)).first()


def runs(viewer: Person) -> QuerySet[Run]:
    """The viewer's own runs, newest first, with their topics."""
    return Run.objects.filter(owner=viewer).select_related("topic").order_by("-created_at")


def run(viewer: Person, run_id: uuid.UUID | str) -> Run:
    """Raises ``Run.DoesNotExist``; for anything that is no run id too."""
    visible = Q(owner=viewer) | Q(topic__visibility=EXAMPLE, kind__in=Run.RESEARCHING)
    try:
        return Run.objects.select_related("topic", "owner").get(visible, pk=run_id)
    except ValidationError:
        raise Run.DoesNotExist(run_id) from None


def latest_run(of: Topic) -> Run | None:
    """The last that researched it, or the one that goes deeper in it now."""
    unfinished = Q(kind=Run.Kind.DEEPER) & ~Q(state__in=Run.FINAL)
    return of.runs.filter(Q(kind=Run.Kind.RESEARCH) | unfinished).order_by("-created_at").first()


def researched_before(run: Run) -> bool:
    """Whether another run has researched its topic."""
    others = Run.objects.filter(topic=run.topic_id, kind__in=Run.RESEARCHING).exclude(pk=run.pk)
    return run.topic_id is not None and others.exists()


def events_after(of: Run, sequence: int = 0, *, limit: int | None = None) -> list[Event]:
    """What the run told after that number, in order."""
    later = Event.objects.filter(run=of, sequence__gt=sequence).order_by("sequence")
    return list(later[:limit] if limit is not None else later)


def told_of_page(of: Run, concept_id: uuid.UUID | str | None = None) -> list[Event]:
    """What the run told of writing that concept's page, or of writing any, in order."""
    found = Event.objects.filter(run=of, kind__in=[Kind.PAGE, Kind.SENTENCE])
    if concept_id is not None:
        found = found.filter(payload__concept=str(concept_id))
    return list(found.order_by("sequence"))


def stage_seconds(of: Run) -> dict[str, float]:
    """How long each stage took, from the first word of it to the last; stages overlap."""
    began: dict[str, datetime] = {}
    took: dict[str, float] = {}
    for payload, at in (
        Event.objects.filter(run=of, kind="stage").order_by("sequence").values_list("payload", "at")
    ):
        stage = payload["stage"]
        took[stage] = round((at - began.setdefault(stage, at)).total_seconds(), 3)
    return took


def concepts(of: Topic) -> list[Concept]:
    """All concepts in reading order: each before those below it, siblings by position. ``prerequisites`` are
    fetched along."""
    below: dict[uuid.UUID | None, list[Concept]] = defaultdict(list)
    for one in of.concepts.order_by("position").prefetch_related("prerequisites"):
        below[one.parent_id].append(one)
    return list(_downwards(below, None))


def tree(of: Topic) -> shapes.Tree | None:
    """As the engine's value; None until the topic has its own page or its tree."""
    rows = concepts(of)
    return shapes.Tree(tuple(map(as_shape, rows))) if rows else None


def concept(of: Topic, concept_id: uuid.UUID | str) -> Concept:
    """Raises ``Concept.DoesNotExist``; for another topic's concept too."""
    try:
        return of.concepts.select_related("parent").get(pk=concept_id)
    except ValidationError:
        raise Concept.DoesNotExist(concept_id) from None


def concepts_named(viewer: Person, title: str, *, besides: Topic) -> list[Concept]:
    """Up to three concepts of that title in the viewer's other topics, with their topics."""
    others = Concept.objects.filter(topic__owner=viewer, title__iexact=title).exclude(topic=besides)
    return list(others.select_related("topic").order_by("-topic__created_at", "pk")[:3])


def root(of: Topic) -> Concept | None:
    """The topic itself as a concept; None until its page or its tree is there."""
    return of.concepts.filter(depth=0).first()


def page(of: Concept | Place) -> Page | None:
    """The concept's newest page, if it is written."""
    return Page.objects.filter(concept=of.pk).order_by("-written_at").first()


def pages(of: Topic) -> dict[uuid.UUID, Page]:
    """Concept id to its newest page, for all that have one."""
    found = Page.objects.filter(concept__topic=of).order_by("written_at")
    return {one.concept_id: one for one in found}


def writers(of: Topic) -> dict[str, int]:
    """Who wrote the topic's pages, models before extraction, and how many each."""
    counted = Page.objects.filter(concept__topic=of).values("writer").annotate(pages=Count("id"))
    rows = sorted(counted, key=lambda row: (row["writer"] == EXTRACTIVE, -row["pages"], row["writer"]))
    return {row["writer"]: row["pages"] for row in rows}


def sections(of: Page) -> tuple[shapes.Section, ...]:
    """What stands on the page, as the engine's shapes."""
    return tuple(decode(shapes.Section, section) for section in of.sections)


def disagreements(of: Page) -> tuple[shapes.Disagreement, ...]:
    """Where the page's sources say different things."""
    return tuple(decode(shapes.Disagreement, one) for one in of.disagreements)


def sources(of: Topic) -> list[Source]:
    """By number, each with its snapshot."""
    return list(of.sources.select_related("snapshot").order_by("number"))


def sources_in(of: Run) -> list[Source]:
    """Those that the run used last, by number."""
    return list(of.sources.filter(topic=of.topic_id).order_by("number"))


def sources_of(of: Topic, ids: Iterable[str]) -> list[Source]:
    """Those of the topic's sources, by number; without their snapshots."""
    return list(of.sources.filter(pk__in=set(ids)).order_by("number"))


def source(of: Topic, source_id: uuid.UUID | str) -> Source:
    """Raises ``Source.DoesNotExist``; for another topic's source too."""
    try:
        return of.sources.select_related("snapshot").get(pk=source_id)
    except ValidationError:
        raise Source.DoesNotExist(source_id) from None


def passages(of: Source) -> list[Passage]:
    """In the order of the text."""
    return list(of.passages.order_by("start"))


def text(of: Source, store: Store) -> str:
    """The kept text that the source's citations point into. Raises ``KeyError`` when it is gone."""
    return kept_text(store, of.snapshot_id)


def kept_text(store: Store, sha256: str) -> str:
    return store.get(f"text/{sha256}").decode("utf-8")


def researching_since_before(moment: datetime) -> bool:
    """Whether research that had begun by then still goes on, whoever's it is."""
    return Run.objects.filter(
        kind__in=Run.RESEARCHING, state=Run.State.RUNNING, started_at__lte=moment
    ).exists()


def texts_read(runs: QuerySet[Run]) -> set[str]:
    """Hashes of the kept texts that these runs have read, by their journals, whether they have become sources or not."""
    steps = JournalEntry.objects.filter(run__in=runs, key__startswith="read:")
    return {str(one) for one in steps.values_list("result__value__snapshot", flat=True) if one}


def researched_topics() -> list[tuple[str, str]]:
    """Owner's key and id of every topic whose last run came to its end with sources."""
    last = Run.objects.filter(topic=OuterRef("pk"), kind=Run.Kind.RESEARCH).order_by("-created_at")
    done = Topic.objects.annotate(state=Subquery(last.values("state")[:1])).filter(
        state=Run.State.DONE, sources__isnull=False
    )
    rows = done.distinct().order_by("-created_at").values_list("owner__key", "pk")
    return [(str(owner), str(topic)) for owner, topic in rows]


def sources_by_text(topic_id: str) -> dict[str, str]:
    """Of a topic's sources, by the hash of the kept text, the id."""
    named = Source.objects.filter(topic_id=topic_id).values_list("snapshot", "pk")
    return {str(text): str(one) for text, one in named}


def source_details(topic_id: str) -> list[Any]:
    """Each source of a topic as the engine's value, encoded."""
    return list(Source.objects.filter(topic_id=topic_id).order_by("number").values_list("detail", flat=True))


def as_shape(one: Concept) -> shapes.Concept:
    """The row as the engine's value."""
    return shapes.Concept(
        id=str(one.pk),
        parent=str(one.parent_id or ""),
        depth=one.depth,
        position=one.position,
        title=one.title,
        question=one.question,
        summary=one.summary,
        passages=tuple(one.passages),
        prerequisites=tuple(str(p.needed_id) for p in one.prerequisites.all()),
    )


def _visible_topics(viewer: Person) -> QuerySet[Topic]:
    return Topic.objects.filter(Q(owner=viewer) | Q(visibility=EXAMPLE)).select_related("owner")


def _with_state(found: QuerySet[Topic]) -> QuerySet[Topic]:
    last = Run.objects.filter(topic=OuterRef("pk"), kind=Run.Kind.RESEARCH).order_by("-created_at")
    return found.annotate(
        state=Subquery(last.values("state")[:1]),
        run_id=Subquery(last.values("id")[:1]),
        updating=Exists(last.filter(state=Run.State.DONE)),
        ready=Count("concepts", filter=Q(concepts__pages__isnull=False), distinct=True),
    )


def _downwards(below: dict[uuid.UUID | None, list[Concept]], parent: uuid.UUID | None) -> Iterator[Concept]:
    for one in below[parent]:
        yield one
        yield from _downwards(below, one.pk)
