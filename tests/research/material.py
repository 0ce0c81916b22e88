"""Materials for the writer, made of plain strings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sapere.research.shapes import (
    Blocks,
    Brief,
    Concept,
    Depth,
    Level,
    Material,
    Passage,
    Quality,
    Source,
)

_UNDERLINE = re.compile(r"([*=\-~^])\1+")
_LEVELS = "*=-~^"
_LARGEST = 1500


@dataclass(frozen=True)
class Written:
    """A source as a reader leaves it: paragraphs on one line each, headings as (level, title, start)."""

    name: str
    title: str
    text: str
    headings: tuple[tuple[int, str, int], ...] = ()
    blocks: Blocks = ()


def written(name: str, title: str, *paragraphs: str) -> Written:
    """Paragraphs that begin with ``#`` are headings, as many as their level; those between ``$$`` are formulas, and
    those with a bar in them tables."""
    text, headings, blocks = "", [], []
    for marked in paragraphs:
        paragraph = marked.strip("$")
        if kind := "formula" if marked != paragraph else "table" if " | " in marked else "":
            blocks.append((len(text), len(text) + len(paragraph), kind))
        if found := re.match(r"(#+) (.*)", paragraph):
            headings.append((len(found[1]), found[2], len(text)))
        text += (found[2] if found else paragraph) + "\n\n"
    return Written(name, title, text, tuple(headings), tuple(blocks))


def underlined(name: str, raw: str) -> Written:
    """A page of Python's reference: underlined headings, wrapped paragraphs, indented examples."""
    text, headings = "", []
    for block in re.split(r"\n[ ]*\n", raw):
        lines = [line for line in block.split("\n") if line.strip()]
        if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1].strip()):
            headings.append((_LEVELS.index(lines[1].strip()[0]) + 1, lines[0], len(text)))
            text += lines[0] + "\n\n"
            lines = lines[2:]
        wrapped = lines and not lines[0].startswith("   ")
        text += (" ".join(map(str.strip, lines)) if wrapped else "\n".join(lines)) + "\n\n"
    title = headings[0][1] if headings else name
    return Written(name, title, text, tuple(headings))


def material(
    title: str,
    *sources: Written,
    level: Level = Level.NEW,
    language: str = "en",
    children: Sequence[Concept] = (),
) -> Material:
    passages = tuple(passage for source in sources for passage in _passages(source))
    brief = Brief(title, language, Depth.STANDARD, level, "", (), {})
    return Material(
        brief,
        concept("root", title, *(p.id for p in passages)),
        tuple(children),
        passages,
        tuple(_source(one, language) for one in sources),
        {one.name: one.text for one in sources},
        {one.name: one.blocks for one in sources},
    )


def concept(name: str, title: str, *passages: str, position: int = 0, summary: str = "") -> Concept:
    return Concept(name, "", 0, position, title, f"What is {title}?", summary, passages)


def _source(one: Written, language: str) -> Source:
    quality = Quality(0.8, 0.5, 0.5, 0.5)
    return Source(
        one.name,
        "0" * 64,
        one.name,
        one.title,
        "library",
        ("library",),
        "manual",
        language,
        "",
        "",
        "",
        "2026",
        quality,
    )


def _passages(source: Written) -> Iterator[Passage]:
    edges = [(1, source.title, 0)] if not source.headings or source.headings[0][2] > 0 else []
    edges += source.headings
    above: list[tuple[int, str]] = []
    for place, (level, title, start) in enumerate(edges):
        above = [*(one for one in above if one[0] < level), (level, title)]
        end = edges[place + 1][2] if place + 1 < len(edges) else len(source.text)
        yield from _cut(source, start, end, tuple(name for _, name in above))


def _cut(source: Written, start: int, end: int, path: tuple[str, ...]) -> Iterator[Passage]:
    while start < end:
        stop = min(end, start + _LARGEST)
        if stop < end:
            stop = source.text.rfind("\n\n", start, stop) + 2 if "\n\n" in source.text[start:stop] else stop
        yield Passage(f"{source.name}:{start}", source.name, start, stop, path, source.text[start:stop])
        start = stop
