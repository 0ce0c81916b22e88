"""The sources that answers cite: of this topic, of the learner's other topics, of their library, or gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sapere.accounts.models import Person
from sapere.research.shapes import Citation, SentenceState, decode
from sapere.research.shapes import Source as SourceShape
from sapere.topics import threads
from sapere.topics.models import LibraryItem, Snapshot, Source, Topic
from sapere.topics.shelves import Reach
from sapere.topics.talks import Message
from sapere.web.citations import Mark, card_url, passage_url, place


@dataclass(frozen=True, slots=True)
class Cited:
    """A source below an answer. ``url`` leads to the kept text, empty where this house shows none; ``whose`` is the
    other topic that it belongs to."""

    number: int
    title: str
    url: str = ""
    place: str = ""
    whose: str = ""
    retrieved: str = ""
    locator: str = ""

    @property
    def named(self) -> str:
        kept = f" ({_('kept')} {self.retrieved[:10]})" if self.retrieved else ""
        return f"{self.title}. {self.locator}{kept}".strip()


@dataclass(frozen=True, slots=True)
class Sources:
    """Those that are named in a talk, as far as its owner may see them."""

    topic: Topic
    rows: Mapping[str, Source]
    documents: Mapping[str, LibraryItem]

    @classmethod
    def of(cls, viewer: Person, topic: Topic, named: set[str]) -> Sources:
        rows = threads.cited(viewer, topic, named)
        left = named - set(rows)
        return cls(topic, rows, threads.cited_documents(viewer, left) if left else {})

    def cited(self, citations: Iterable[Citation], everywhere: bool) -> dict[str, Cited]:
        """By id, each once. They keep the numbers that they have in the topic; where all was asked, whose sources have
        numbers of several topics, they are counted from 1."""
        ids = list(dict.fromkeys(one.source for one in citations))
        own = not everywhere and all(one in self.rows for one in ids)
        return {one: self._cited(one, 0 if own else place) for place, one in enumerate(ids, 1)}

    def mark(self, citation: Citation, state: SentenceState, cited: Cited, own: str = "") -> Mark:
        """Its card is the topic's own where the source has the topic's own number; else the answer's, at ``own``. A
        source that is gone has none."""
        row = self.rows.get(citation.source)
        here = row is not None and row.topic_id == self.topic.pk and row.number == cited.number
        there = self.snapshot(citation.source) is not None
        card = card_url(self.topic.slug, citation, state) if here else own if there else ""
        return Mark(cited.number, cited.title, self.passage(citation.source, citation.start) or card, card)

    def snapshot(self, source: str) -> Snapshot | None:
        """The kept text behind a source, where its owner may see it."""
        row, document = self.rows.get(source), self.documents.get(source)
        return row.snapshot if row is not None else document.snapshot if document is not None else None

    @staticmethod
    def everywhere(answer: Message) -> bool:
        """Whether all was asked that the learner has."""
        return answer.to is not None and (answer.to.content or {}).get("scope") == Reach.ALL

    def passage(self, source: str, start: int) -> str:
        kept = self._kept(source)
        return passage_url(kept, start) if kept else ""

    def _kept(self, source: str) -> str:
        row = self.rows.get(source)
        return reverse("explore:source", args=[row.topic.slug, row.pk]) if row else ""

    def _cited(self, source: str, number: int) -> Cited:
        row, document = self.rows.get(source), self.documents.get(source)
        if row is not None:
            whose = "" if row.topic_id == self.topic.pk else row.topic.title
            retrieved = decode(SourceShape, row.detail).retrieved_at
            where = place(row.url)
            return Cited(
                number or row.number, row.title, self._kept(source), where, whose, retrieved, row.url
            )
        if document is not None and document.snapshot is not None:
            at = document.locator
            return Cited(number, document.snapshot.title, place=place(at), whose=_("Library"), locator=at)
        return Cited(number, _("A source that is no longer there"))
