"""A tree of titles as a topic without pages: each is a concept, and research fills it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sapere.imports.incoming import MOST_CONCEPTS, SCHEMA
from sapere.kit.ids import stable_id
from sapere.kit.language import detect
from sapere.kit.text import normalise, squeeze
from sapere.research.errors import BadImport

DEEPEST = 3
LONGEST_TITLE = 300
LONGEST_NOTE = 2_000


@dataclass(slots=True)
class Branch:
    """A title with what stands below it. ``key`` is whatever its maker knows it by."""

    title: str
    summary: str = ""
    question: str = ""
    key: Any = None
    below: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grown:
    """The portrait, and of each branch that has a ``key`` the concept's id. ``folded`` counts the branches that stood
    deeper than trees are here, and are now beside the one that they stood below."""

    portrait: dict[str, Any]
    concepts: dict[Any, str]
    folded: int


def grown(root: Branch, language: str = "") -> Grown:
    """Raises ``BadImport`` for a tree of too many concepts."""
    concepts: list[dict[str, Any]] = []
    names: dict[Any, str] = {}
    folded = 0
    for branch, name, parent, depth, position in _walked(root):
        folded += depth > DEEPEST
        if len(concepts) == MOST_CONCEPTS:
            raise BadImport(
                f"There are more than {MOST_CONCEPTS:,} titles in it; a tree has room for so many."
            )
        concepts.append(_concept(branch, name, parent, min(depth, DEEPEST), position))
        if branch.key is not None:
            names[branch.key] = name
    told = language or detect(" ".join(one["title"] for one in concepts)[:20_000])
    return Grown(_portrait(concepts, told), names, folded)


def title_of(text: str) -> str:
    """On one line and of a length that has room; a title of nothing is called so."""
    plain = squeeze(normalise(text)).strip()
    return plain if len(plain) <= LONGEST_TITLE else plain[: LONGEST_TITLE - 1].rstrip() + "…"


def _walked(root: Branch) -> Iterator[tuple[Branch, str, str | None, int, int]]:
    """In reading order, each with its name, its parent's, its depth and its place; nothing is too deep for it."""
    counted: dict[str, int] = {}
    waiting: list[tuple[Branch, str | None, int]] = [(root, None, 0)]
    number = 0
    while waiting:
        branch, parent, depth = waiting.pop()
        name = stable_id("outline", number)
        number += 1
        place = counted.get(parent or "", 0)
        counted[parent or ""] = place + 1
        yield branch, name, parent, depth, place
        under = name if depth < DEEPEST else parent
        waiting += [(one, under, depth + 1) for one in reversed(branch.below)]


def _concept(branch: Branch, name: str, parent: str | None, depth: int, position: int) -> dict[str, Any]:
    return {
        "id": name,
        "parent": parent,
        "depth": depth,
        "position": position,
        "title": title_of(branch.title) or "Untitled",
        "question": squeeze(normalise(branch.question)).strip()[:LONGEST_NOTE],
        "summary": squeeze(normalise(branch.summary)).strip()[:LONGEST_NOTE],
        "prerequisites": [],
    }


def _portrait(concepts: Sequence[dict[str, Any]], language: str) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "topic": {"slug": "", "title": concepts[0]["title"], "language": language},
        "sources": [],
        "concepts": list(concepts),
        "pages": [],
    }
