"""The card behind a number of an answer, for sources that the topic's own cards do not know: those of other topics, and
documents of the library."""

from __future__ import annotations

from dataclasses import dataclass

from sapere import settings, wiring
from sapere.kit.language import direction
from sapere.research.replies import Answer
from sapere.research.shapes import Citation, SentenceState, decode
from sapere.tabs.ask.sources import Cited, Sources
from sapere.topics import queries
from sapere.topics.models import Snapshot
from sapere.topics.talks import Message, Thread
from sapere.web.passage import Excerpt, excerpt


@dataclass(frozen=True, slots=True)
class Card:
    """``url`` leads to the passage in the kept source, empty where no page shows it."""

    passage: Excerpt
    cited: Cited
    snapshot: Snapshot
    url: str
    state: SentenceState

    @property
    def direction(self) -> str:
        return direction(self.snapshot.language)


def card(thread: Thread, answer: Message, at: str) -> Card:
    """``at`` is the place of the sentence in the answer, and of the citation in the sentence: ``0-1``. Raises
    ``LookupError`` where there is none, or the source is gone."""
    said = decode(Answer, answer.content) if answer.content and thread.mode == Thread.Mode.FIND else None
    sentence, citation = _named(said, at)
    everything = [one for each in said.sentences for one in each.citations] if said else []
    known = Sources.of(thread.owner, thread.topic, {one.source for one in everything})
    snapshot = known.snapshot(citation.source)
    if snapshot is None:
        raise LookupError(at)
    text = queries.kept_text(wiring.build_store(settings.current()), snapshot.sha256)
    try:
        passage = excerpt(text, citation.start, citation.end)
    except ValueError:
        raise LookupError(at) from None
    cited = known.cited(everything, known.everywhere(answer))[citation.source]
    where = known.passage(citation.source, citation.start)
    return Card(passage, cited, snapshot, where, sentence)


def _named(said: Answer | None, at: str) -> tuple[SentenceState, Citation]:
    sentence, _dash, citation = at.partition("-")
    if said is None or not (sentence.isdecimal() and citation.isdecimal() and len(at) < 8):
        raise LookupError(at)
    one = said.sentences[int(sentence)]
    return one.state, one.citations[int(citation)]
