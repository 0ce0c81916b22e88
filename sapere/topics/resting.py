"""What words of a page rest on: worked out from the page as it is kept, whoever says them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from sapere.kit.quoting import find
from sapere.research.shapes import Citation, Sentence, SentenceState
from sapere.topics import queries
from sapere.topics.models import Concept


def resting(of: Concept, words: str, *, before: str = "", after: str = "") -> tuple[Citation, ...]:
    """The citations of the sentences in which the words stand on the concept's page, each once; none where they stand in no
    sentence of it. ``before`` and ``after`` is what stood around them, which tells where they stand more than once."""
    page = queries.page(of)
    sections = queries.sections(page) if page else ()
    said = [one for section in sections for one in section.sentences if _is_shown(one)]
    return cited(said, words, before=before, after=after)


def cited(said: Sequence[Sentence], words: str, *, before: str = "", after: str = "") -> tuple[Citation, ...]:
    """The same in these sentences, as they follow each other with a space between."""
    place = find(words.strip(), " ".join(one.text for one in said), before=before, after=after)
    within = _within(said, *place) if place else ()
    return tuple(dict.fromkeys(chain.from_iterable(one.citations for one in within)))


def _is_shown(sentence: Sentence) -> bool:
    return bool(sentence.citations) and sentence.state is not SentenceState.UNSUPPORTED


def _within(said: Sequence[Sentence], start: int, end: int) -> Iterator[Sentence]:
    """Those that have a part between the two places of the text that all of them are, with a space between."""
    at = 0
    for one in said:
        if at < end and start < at + len(one.text):
            yield one
        at += len(one.text) + 1
