"""How well a kept document answers a topic, from its title, its headings and its passages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sapere.kit.language import is_unspaced
from sapere.kit.tokens import tokens, words
from sapere.research.boilerplate import is_boilerplate
from sapere.research.cut import Span
from sapere.research.ports import Hit
from sapere.research.shapes import Document

ENOUGH = 2 / 3
"""Share of a topic's words that must stand together in a title or a passage; of two words, both."""
_DOUBT = 2
"""Passages added to a document when its share is taken: a page of one passage may mention anything once."""
_INDEX_PAGE = re.compile(r"index\s*[-–—]\s*\S{1,10}$", re.IGNORECASE)  # "Index – A"


@dataclass(slots=True)
class Candidate:
    """A document that the index found passages of. ``rank`` is their worth, by their places in the answers."""

    sha256: str
    title: str
    locator: str
    language: str
    rank: float = 0.0
    best: Hit | None = None
    ids: set[str] = field(default_factory=set)


class Topic:
    """What is looked for, ready to be compared with."""

    def __init__(self, text: str, language: str) -> None:
        self.phrase = words(text, language)
        self.words = frozenset(tokens(text, language) or self.phrase)
        self._language = language
        self._patterns = [
            re.compile(_pattern(stub, language), re.IGNORECASE)
            for stub in sorted({_stub(word) for word in self.words})
        ]
        self._forms: dict[str, frozenset[str]] = {}  # as written -> the topic's words it is a form of

    def holds_enough(self, found: frozenset[str] | set[str]) -> bool:
        return bool(found) and len(found) >= ENOUGH * len(self.words)

    def places(self, text: str) -> list[tuple[int, frozenset[str]]]:
        """Where the topic's words stand in a text, and which. Only words that begin alike are stemmed."""
        return [
            (match.start(), words)
            for pattern in self._patterns
            for match in pattern.finditer(text)
            if (words := self._form(match.group()))
        ]

    def _form(self, written: str) -> frozenset[str]:
        known = self._forms.get(written)
        if known is None:
            known = self._forms[written] = self.words & frozenset(tokens(written, self._language))
        return known

    def closeness(self, title: str) -> float:
        """0 to 1: how much of the topic a title holds, a little less the more else it holds."""
        if not self.places(title):
            return 0.0
        in_title = frozenset(tokens(title, self._language)) or frozenset(words(title, self._language))
        common = self.words & in_title
        if not self.holds_enough(common):
            return 0.0
        close = len(common) / len(self.words) * (0.6 + 0.4 * len(common) / len(in_title))
        return close if _contains(words(title, self._language), self.phrase) else 0.7 * close


def candidates(answers: Iterable[Sequence[Hit]]) -> list[Candidate]:
    """Passages grouped to documents over all queries (reciprocal ranks), most promising first."""
    known: dict[str, Candidate] = {}
    for hits in answers:
        for place, hit in enumerate(hits):
            if _is_list_of_places(hit.title):
                continue
            empty = Candidate(hit.document, hit.title, hit.locator, hit.language)
            candidate = known.setdefault(hit.document, empty)
            candidate.best = candidate.best or hit
            if hit.id not in candidate.ids:
                candidate.ids.add(hit.id)
                candidate.rank += 1 / (10 + place)
    return sorted(known.values(), key=lambda candidate: (-candidate.rank, candidate.locator))


def score(document: Document, spans: Sequence[Span], *, topic: Topic, rank: float) -> float:
    """0 to 1; 0 when the topic's words stand together nowhere in it. ``rank`` is 0 to 1 among its rivals.

    What tells a document about a topic from one that mentions it is the share of its passages that are on
    the topic; how often it is mentioned and how the index ranks it count only as far as that share goes. A long
    work with one chapter on the topic is known by that chapter's heading.
    """
    title = topic.closeness(document.title)
    matching, mentions = _evidence(document, spans, topic)
    if not matching and not title:
        return 0.0
    share = matching / (len(spans) + _DOUBT)
    heading = max((topic.closeness(heading.title) for heading in document.headings), default=0.0)
    about = 0.7 * share + 0.15 * min(1.0, 4 * share) * (min(1.0, mentions / 8) + rank)
    chapter = 0.3 * heading * min(1.0, matching / 20)
    return 0.35 * title + 0.65 * min(1.0, about + chapter)


def _evidence(document: Document, spans: Sequence[Span], topic: Topic) -> tuple[int, int]:
    """How many passages hold enough of the topic's words, those in the headings above counted in; and how
    often its words stand in the text, by the rarest of them."""
    starts = [span.start for span in spans]
    found: list[set[str]] = [set() for _ in spans]
    counts = Counter[str]()
    for place, words_there in topic.places(document.text):
        counts.update(words_there)
        at = bisect_right(starts, place) - 1
        if at >= 0 and place < spans[at].end:
            found[at] |= words_there
    above = {path: topic.places("\n".join(path)) for path in {span.path for span in spans}}
    for span, here in zip(spans, found, strict=True):
        here.update(*(words_there for _, words_there in above[span.path]))
    return sum(map(topic.holds_enough, found)), min((counts[word] for word in topic.words), default=0)


def _is_list_of_places(title: str) -> bool:
    """An index or a table of contents says where things are, not what they are."""
    return is_boilerplate(title) or bool(_INDEX_PAGE.match(title))


def _stub(word: str) -> str:
    """What every form of a stemmed word begins with: stems may end otherwise (``tri`` for try)."""
    return word[: max(2, min(4, len(word) - 1))]


def _pattern(stub: str, language: str) -> str:
    if is_unspaced(language):
        return re.escape(stub)
    if language == "ar":  # conjunctions, prepositions and the article are written in front of the word
        return rf"(?<!\w)[وفبكل]{{0,2}}(?:ال|ل)?{re.escape(stub)}[\w+#'’]*"
    return rf"(?<!\w){re.escape(stub)}[\w+#'’]*"


def _contains(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    return any(list(longer[at : at + len(shorter)]) == list(shorter) for at in range(len(longer)))
