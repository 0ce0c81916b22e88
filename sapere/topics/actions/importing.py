"""A whole topic that comes from outside becomes somebody's own: checked first, then kept all at once or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.db.models import Sum
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.imports.incoming import Head, Incoming, as_uuid, incoming
from sapere.imports.planting import Planted, planted
from sapere.kit.text import squeeze
from sapere.research import shapes
from sapere.research.errors import BadImport
from sapere.research.ports import Store
from sapere.research.progress import Kind
from sapere.research.shapes import encode
from sapere.topics.actions.keeping import keep_harvest
from sapere.topics.actions.opening import free_slug
from sapere.topics.actions.planting import keep_tree
from sapere.topics.actions.running import finish, tell
from sapere.topics.actions.uploads import erase_unfinished, keep_texts, texts_are_kept
from sapere.topics.asking import folded
from sapere.topics.models import Concept, Page, Run, Snapshot, Source, Topic
from sapere.topics.storage import writes

CHARACTERS_IN_ALL = 500_000_000
"""Of the texts that one person's imported and copied topics rest on together."""


@dataclass(frozen=True, slots=True)
class Imported:
    """``planted`` says under which ids it is here."""

    topic: Topic
    planted: Planted


Then = Callable[[Imported], None]
"""What else is kept in the same transaction."""


def import_topic(owner: Person, portrait: Mapping[str, Any], store: Store) -> Topic:
    """A new private topic of the owner's with all that the portrait (``sapere.topic/1`` with its texts) holds.

    Its slug is made unique; its ids are its own, and those of the original where nothing here has that topic.
    Every text has to be what its hash says, every quote to stand where it is said to stand, and every sentence that is
    no quote is checked against its quotes once more: what does not pass is left out and counted as on any page.
    Raises ``BadImport``, and then nothing of it is kept; leaves of ``StorageError`` when it cannot be saved.
    """
    return keep_incoming(owner, incoming(portrait), store).topic


def keep_incoming(owner: Person, told: Incoming, store: Store, then: Then = lambda _: None) -> Imported:
    """As :func:`import_topic`, of what was checked already."""
    made = planted(told, _free_id(told.topic))
    try:
        try:
            kept = _keep(owner, told, made, store, then)
        except IntegrityError:
            if not Topic.objects.filter(pk=made.topic).exists():
                raise
            made = planted(told, uuid.uuid4())  # the same file came a second time at the same moment
            kept = _keep(owner, told, made, store, then)
    except BaseException:  # whatever ended it: no text stays that nothing rests on, and it is raised on
        erase_unfinished(store)
        raise
    texts_are_kept(store, [one.document.sha256 for one in made.kept])
    return kept


def _free_id(head: Head) -> uuid.UUID:
    """The original's where no topic here has it: brought back, it is the same topic."""
    named = as_uuid(head.id)
    return uuid.uuid4() if named is None or Topic.objects.filter(pk=named).exists() else named


@writes
def _keep(owner: Person, told: Incoming, made: Planted, store: Store, then: Then) -> Imported:
    Person.objects.select_for_update().get(
        pk=owner.pk
    )  # of two at the same moment the second sees the first's slug
    _check_room(owner, made)
    topic = _topic(owner, told.topic, made)
    keep_texts(store, [(one.document, one.spans) for one in made.kept])
    Snapshot.objects.bulk_create(
        [_snapshot(one.document) for one in made.kept], ignore_conflicts=True, batch_size=500
    )
    if told.pages or told.agents or made.sources:
        _keep_research(owner, topic, told, made)
    else:
        _keep_outline(topic, made)
    Concept.objects.filter(topic=topic).update(state=Concept.State.READY)
    kept = Imported(topic, made)
    then(kept)
    return kept


def _check_room(owner: Person, made: Planted) -> None:
    there = Topic.objects.filter(owner=owner, runs__order__has_key="imported")
    texts = Source.objects.filter(topic__in=there).aggregate(Sum("snapshot__characters"))
    used = texts["snapshot__characters__sum"] or 0
    if used + sum(len(one.document.text) for one in made.kept) > CHARACTERS_IN_ALL:
        raise BadImport(
            f"There is no room for it: the topics that you brought in or copied may rest on "
            f"{CHARACTERS_IN_ALL / 1e6:,.0f} million characters together.",
            advice="Delete one of them first.",
        )


def _topic(owner: Person, head: Head, made: Planted) -> Topic:
    title = squeeze(head.title).strip()[:300] or "Topic"
    return Topic.objects.create(
        id=made.topic,
        owner=owner,
        slug=free_slug(owner, head.slug or title),
        asked=_free_wording(owner, title),
        title=title,
        language=head.language,
        brief=encode(made.brief),
    )


def _free_wording(owner: Person, title: str) -> str:
    """What asks for it: its title, or that with a number where another topic has it."""
    wanted, number = folded(title), 1
    candidate = wanted
    while Topic.objects.filter(owner=owner, asked=candidate).exists():
        number += 1
        candidate = f"{wanted[:280]} ({number})"
    return candidate


def _snapshot(one: shapes.Document) -> Snapshot:
    """What a file says of a text beside the text itself is said of the source alone: others may have the same text."""
    first = one.text[:500].strip().partition("\n")[0]
    return Snapshot(
        sha256=one.sha256, title=first or "Untitled", language=one.language[:16], characters=len(one.text)
    )


def _keep_research(owner: Person, topic: Topic, told: Incoming, made: Planted) -> None:
    order = shapes.Order(  # as it was asked for where it was made: an update looks where that did
        made.brief.title,
        depth=made.brief.depth,
        level=made.brief.level,
        language=topic.language,
        offline=made.brief.offline,
        whole_library=made.brief.whole_library,
        seed=str(topic.pk),
    )
    kept = {"cost": dict(told.cost), "timings": encode(told.timings)}
    run = Run.objects.create(
        id=uuid.uuid4(),
        owner=owner,
        topic=topic,
        kind=Run.Kind.RESEARCH,
        state=Run.State.RUNNING,
        order=encode(order) | {"imported": kept},
        started_at=timezone.now(),
    )
    keep_harvest(run, shapes.Harvest(told.agents, made.sources), made.passages)
    if made.tree is not None:
        keep_tree(run, made.tree)
    Page.objects.bulk_create([_page(one) for one in made.pages if one.sentences], batch_size=200)
    tell(run.pk, Kind.NOTE, {"text": "Brought in from a file; nothing was looked up."})
    finish(run.pk, Run.State.DONE)


def _page(one: shapes.Page) -> Page:
    """Of a new topic: there is no other in whose place it comes."""
    return Page(
        concept_id=uuid.UUID(one.concept),
        level=str(one.level),
        language=one.language,
        sections=[encode(section) for section in one.sections],
        disagreements=[encode(dispute) for dispute in one.disagreements],
        writer=one.writer,
        prompt=one.prompt,
        fallback=one.fallback,
        dropped=one.dropped,
    )


def _keep_outline(topic: Topic, made: Planted) -> None:
    """A tree alone: nothing has been researched, and asking for it begins that."""
    if made.tree is not None:
        keep_tree(Run(topic=topic), made.tree)
