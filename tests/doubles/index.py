"""An index in memory: passages that share words with a query, by the weight of the words they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from sapere.kit.tokens import tokens
from sapere.research.ports import Entry, Hit, Listed, Scope


class MemoryIndex:
    def __init__(self) -> None:
        self.rows: dict[tuple[str, str, str], Entry] = {}

    def upsert(self, scope: Scope, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self.rows[scope.owner, scope.topic, entry.id] = entry

    def search(self, scope: Scope, query: str, *, language: str, limit: int) -> list[Hit]:
        wanted, entries = set(tokens(query, language)), self._entries(scope)
        bags = [
            Counter(tokens(" ".join((entry.title, *entry.path, entry.text)), entry.language or language))
            for entry in entries
        ]
        common = Counter(word for bag in bags for word in bag)
        scored = [
            (sum(math.log(1 + bag[word]) / common[word] for word in wanted & set(bag)), entry)
            for bag, entry in zip(bags, entries, strict=True)
        ]
        best = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1].id))
        return [_hit(entry, worth) for worth, entry in best[:limit]]

    def remove(self, scope: Scope, document: str | None = None) -> None:
        for key, entry in list(self.rows.items()):
            if entry in self._entries(scope) and document in (None, entry.document):
                del self.rows[key]

    def count(self, scope: Scope) -> int:
        return len(self._entries(scope))

    def documents(self, scope: Scope) -> list[Listed]:
        grouped: dict[str, list[Entry]] = {}
        for entry in self._entries(scope):
            grouped.setdefault(entry.document, []).append(entry)
        return [
            Listed(sha, rows[0].title, rows[0].locator, rows[0].language, len(rows))
            for sha, rows in grouped.items()
        ]

    def close(self) -> None:
        pass

    def _entries(self, scope: Scope) -> list[Entry]:
        return [
            entry
            for (owner, topic, _), entry in self.rows.items()
            if (owner, topic) == (scope.owner, scope.topic)
            if not scope.roots or entry.root in scope.roots
        ]


def _hit(entry: Entry, worth: float) -> Hit:
    return Hit(
        entry.id,
        entry.document,
        entry.start,
        entry.end,
        entry.title,
        entry.path,
        worth,
        entry.locator,
        entry.language,
    )
