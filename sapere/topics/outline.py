"""A topic's whole tree at a glance: what each concept is called and how far it has come, without reading its page."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sapere.research.shapes import SentenceState
from sapere.topics.models import Concept, Page, Prerequisite, Topic


@dataclass(frozen=True, slots=True)
class Entry:
    """``writer`` is that of the newest page, empty where there is none: a concept that no longer grows and has no
    page is one of which no sentence passed the check. ``needs`` are the ids of what is best read first."""

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


@dataclass(frozen=True, slots=True)
class Content:
    """What there is to read on a page."""

    sentences: int = 0
    sources: int = 0


def outline(of: Topic) -> list[Entry]:
    """All concepts in reading order: each before those below it, siblings by position."""
    pages = dict(_pages(of).values_list("concept_id", "pk"))
    writers = dict(_pages(of).values_list("pk", "writer"))
    disputed = set(_pages(of).exclude(disagreements=[]).values_list("pk", flat=True))
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
            writer=writers.get(pages.get(pk), ""),
            disputed=pages.get(pk) in disputed,
            needs=tuple(needs[pk]),
        )
        for pk, parent, depth, title, question, summary, state in _downwards(below, None)
    ]


def contents(of: Topic, ids: Iterable[str]) -> dict[str, Content]:
    """Concept id to what its newest page holds, for those of them that have one."""
    found = _pages(of).filter(concept__in=list(ids)).values_list("concept_id", "sections")
    return {str(concept): _content(sections) for concept, sections in found}


def _pages(of: Topic) -> Any:
    """Oldest first, so that in a mapping the newest is what stays."""
    return Page.objects.filter(concept__topic=of).order_by("written_at")


def _needs(of: Topic) -> Mapping[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    rows = Prerequisite.objects.filter(concept__topic=of).order_by("pk")
    for concept, needed in rows.values_list("concept_id", "needed_id"):
        found[concept].append(str(needed))
    return found


def _content(sections: list[dict[str, Any]]) -> Content:
    """Of the sentences that may be shown: those with evidence that passed the check."""
    shown = [
        sentence
        for section in sections
        for sentence in section["sentences"]
        if sentence["citations"] and sentence["state"] != SentenceState.UNSUPPORTED
    ]
    sources = {citation["source"] for sentence in shown for citation in sentence["citations"]}
    return Content(len(shown), len(sources))


def _downwards(below: Mapping[uuid.UUID | None, list[Any]], parent: uuid.UUID | None) -> Iterator[Any]:
    for row in below.get(parent, ()):
        yield row
        yield from _downwards(below, row[0])
