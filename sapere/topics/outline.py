"""A topic's whole tree at a glance: what each concept is called and how far it has come, without reading its page."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sapere.topics.ledger import accounts
from sapere.topics.models import Concept, Page, Prerequisite, Topic


@dataclass(frozen=True, slots=True)
class Entry:
    """``writer`` is that of the newest page, empty where there is none: a concept that no longer grows and has no
    page is one of which no sentence passed the check. ``needs`` are the ids of what is best read first; ``lix`` says how
    hard the page is to read (:func:`sapere.kit.readability.lix`)."""

    id: str
    parent: str
    depth: int
    title: str
    question: str = ""
    summary: str = ""
    growing: bool = False
    writer: str = ""
    disputed: bool = False
    needs: tuple[str, ...] = ()
    lix: float | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What there is to read on a page."""

    sentences: int = 0
    sources: int = 0


def outline(of: Topic) -> list[Entry]:
    """All concepts in reading order: each before those below it, siblings by position."""
    kept = accounts(of)
    writers = dict(_pages(of).values_list("pk", "writer"))
    needs = _needs(of)
    below: dict[uuid.UUID | None, list[Any]] = defaultdict(list)
    fields = ("pk", "parent_id", "depth", "title", "question", "summary", "state")
    for row in of.concepts.order_by("position").values_list(*fields):
        below[row[1]].append(row)
    return [
        Entry(
            id=str(pk),
            parent=str(parent or ""),
            depth=depth,
            title=title,
            question=question,
            summary=summary,
            growing=state == Concept.State.GROWING,
            writer=writers.get(kept[pk].page, "") if pk in kept else "",
            disputed=pk in kept and kept[pk].disputes > 0,
            needs=tuple(needs[pk]),
            lix=kept[pk].lix if pk in kept else None,
        )
        for pk, parent, depth, title, question, summary, state in _downwards(below, None)
    ]


def contents(of: Topic, ids: Iterable[str]) -> dict[str, Content]:
    """Concept id to what its newest page holds, for those of them that have one."""
    wanted = set(ids)
    return {
        str(concept): Content(one.sentences, len(one.quotes))
        for concept, one in accounts(of).items()
        if str(concept) in wanted
    }


def _pages(of: Topic) -> Any:
    """Oldest first, so that in a mapping the newest is what stays."""
    return Page.objects.filter(concept__topic=of).order_by("written_at")


def _needs(of: Topic) -> Mapping[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    rows = Prerequisite.objects.filter(concept__topic=of).order_by("pk")
    for concept, needed in rows.values_list("concept_id", "needed_id"):
        found[concept].append(str(needed))
    return found


def _downwards(below: Mapping[uuid.UUID | None, list[Any]], parent: uuid.UUID | None) -> Iterator[Any]:
    for row in below.get(parent, ()):
        yield row
        yield from _downwards(below, row[0])
