"""The passages that a question may be answered from: found in the index, read from the kept texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest

from sapere.research.errors import Damaged
from sapere.research.index import load_text, search_passages
from sapere.research.ports import Hit, Index, Scope, Store
from sapere.research.replies import Excerpt
from sapere.research.shapes import Passage

POOL = 40
"""Passages looked at: enough to tell the words that are common here from those that are rare."""
MOST_SHELVES = 4
"""Of so many shelves the pool may be full; of more, less of each is looked at."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where is looked, and for whom. ``sources`` names documents (by the hash of their text) as a topic names them;
    those of a library are cited by their hash."""

    index: Index
    store: Store
    scope: Scope
    sources: Mapping[str, str] = field(default_factory=dict)


def find(
    shelves: Shelf | Sequence[Shelf], question: str, *, language: str = "", limit: int = POOL
) -> tuple[Excerpt, ...]:
    """Best first, as the index ranks them; of several shelves the best of each, then the second of each. Raises
    ``StorageError`` leaves."""
    each = [shelves] if isinstance(shelves, Shelf) else shelves
    ranked = [_found(shelf, question, language, limit) for shelf in each]
    dealt = chain.from_iterable(zip_longest(*ranked))
    once = {(one.passage.source, one.passage.start): one for one in dealt if one is not None}
    return tuple(islice(once.values(), limit * min(len(ranked), MOST_SHELVES)))


def _found(shelf: Shelf, question: str, language: str, limit: int) -> list[Excerpt]:
    hits = search_passages(shelf.index, shelf.scope, question, language=language, limit=limit)
    texts = {sha: _text(shelf.store, sha) for sha in dict.fromkeys(hit.document for hit in hits)}
    return [_excerpt(hit, texts[hit.document], shelf.sources) for hit in hits]


def _text(store: Store, sha256: str) -> str:
    try:
        return load_text(store, sha256)
    except KeyError as error:
        raise Damaged(
            f"The kept text {sha256[:12]}… is in the index and not on the disk.",
            advice="Restore it from a backup, or make the index anew: sapere doctor --mend.",
        ) from error


def _excerpt(hit: Hit, text: str, sources: Mapping[str, str]) -> Excerpt:
    source = sources.get(hit.document, hit.document)
    passage = Passage(hit.id, source, hit.start, hit.end, hit.path, text[hit.start : hit.end])
    return Excerpt(passage, hit.title, hit.locator, hit.language, hit.score)
