"""What is kept of a passage in the index, and how a scope becomes a filter: the same for both adapters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sapere.kit.ids import stable_id
from sapere.research.ports import Embedded, Entry, Hit, Listed, Scope, Unembedded

FORMAT = 1
"""Grows whenever an index written before can no longer be searched rightly: other tokens, other payload."""

VECTOR = "text"
"""Name of the sparse vector of each point, by which it is found by its words."""

COMPOSED = 1
"""Grows whenever the text that is embedded of a passage is put together otherwise: then all vectors are made anew."""

KEYWORDS = ("owner", "topic", "root", "document")
"""Payload fields with an index. ``owner`` is the tenant."""

LISTING = ("document", "title", "locator", "language")

PLACE = ("document", "start", "end", "title", "path", "owner", "topic")
"""What it takes to read a passage's text again, and whose it is."""

BATCH = 1000
"""Points sent, or listed, at a time."""


def point_id(scope: Scope, entry: Entry) -> str:
    """The same passage may be in several libraries, and under two roots of one: each is its own point."""
    return stable_id("point", scope.owner, scope.topic, entry.root, entry.id)


def payload(scope: Scope, entry: Entry) -> dict[str, Any]:
    return {
        "owner": scope.owner,
        "topic": scope.topic,
        "root": entry.root,
        "id": entry.id,
        "document": entry.document,
        "start": entry.start,
        "end": entry.end,
        "title": entry.title,
        "path": list(entry.path),
        "locator": entry.locator,
        "language": entry.language,
    }


def corpus(scope: Scope) -> dict[str, str]:
    """The shelf whose word statistics count: nobody's ranking tells what stands on another's shelf."""
    return {"owner": scope.owner, "topic": scope.topic}


def conditions(scope: Scope, document: str | None = None) -> dict[str, str | list[str]]:
    """Field to the value, or the values any of which, it must have."""
    wanted: dict[str, str | list[str]] = {**corpus(scope)}
    if scope.roots:
        wanted["root"] = list(scope.roots)
    if document is not None:
        wanted["document"] = document
    return wanted


def as_hit(kept: Mapping[str, Any], score: float) -> Hit:
    return Hit(
        id=kept["id"],
        document=kept["document"],
        start=kept["start"],
        end=kept["end"],
        title=kept["title"],
        path=tuple(kept["path"]),
        score=score,
        locator=kept["locator"],
        language=kept["language"],
    )


def vector_name(embedded: Embedded) -> str:
    """Name of the dense vector. Each embedder's have one of their own, so that they are never compared with others."""
    return f"meaning-{stable_id(COMPOSED, embedded.embedder, embedded.dimension)}"


def as_unembedded(key: object, kept: Mapping[str, Any]) -> Unembedded:
    scope = Scope(kept["owner"], kept["topic"])
    return Unembedded(
        str(key), kept["document"], kept["start"], kept["end"], kept["title"], tuple(kept["path"]), scope
    )


def best(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """The first ``limit`` of them, a passage that lies under two roots once. Of those that are worth the same
    the index gives first whichever it likes; here it is the one whose document and place come first."""
    seen: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda one: (-one.score, one.locator, one.start, one.id)):
        seen.setdefault(hit.id, hit)
    return list(seen.values())[:limit]


def reach(limit: int) -> int:
    """How many points to ask for so that ``limit`` different passages are among them, and those worth the same
    as the last of them too."""
    return 2 * limit


def listed(payloads: Iterable[Mapping[str, Any]]) -> list[Listed]:
    """One row per document, ordered by locator."""
    counts: dict[str, int] = {}
    first: dict[str, Mapping[str, Any]] = {}
    for kept in payloads:
        name = kept["document"]
        counts[name] = counts.get(name, 0) + 1
        first.setdefault(name, kept)
    rows = [
        Listed(name, kept["title"], kept["locator"], kept["language"], counts[name])
        for name, kept in first.items()
    ]
    return sorted(rows, key=lambda row: (row.locator, row.document))


def batches(entries: Sequence[Entry]) -> Iterable[Sequence[Entry]]:
    for at in range(0, len(entries), BATCH):
        yield entries[at : at + BATCH]
