"""The map as it is drawn: boxes with their words, lines and arrows, all in whole pixels of one sheet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache

from sapere.tabs.mindmap import boxing
from sapere.tabs.mindmap.boxing import PADDING, Words
from sapere.tabs.mindmap.item import Item
from sapere.tabs.mindmap.layouts import Layout, lay_out
from sapere.tabs.mindmap.layouts.boxes import Box, Placed
from sapere.tabs.mindmap.lines import Spot, arrow, branch, outlined
from sapere.tabs.mindmap.states import OWN, Own

KEPT = 3600  # seconds
BADGES_FROM, BADGE = (
    20.0,
    21.0,
)  # pixels: from the end of the box to the first badge, and from one to the next


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Button:
    """Opens or closes a branch. ``x`` and ``y`` are its top left within the box."""

    text: str
    x: str
    y: str
    width: str
    middle: str


@dataclass(frozen=True, slots=True)
class Badge:
    """What the reader has to do with a concept, on the upper edge of its box: ``x`` is its middle, ``left`` where its icon begins."""

    name: str
    icon: str
    x: str
    left: str


@dataclass(frozen=True, slots=True)
class Node:
    """A box. ``anchor`` is where its title's lines begin, by the direction they are read in; the word's is ``side``."""

    item: Item
    x: str
    y: str
    shape: str
    size: str
    direction: str
    anchor: str
    side: str
    lines: tuple[Text, ...]
    word: Text
    icon: Text
    button: Button | None
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    width: str
    height: str
    nodes: tuple[Node, ...]
    branches: tuple[str, ...]
    arrows: tuple[str, ...]


def drawing(layout: Layout, items: Sequence[Item], needs: Sequence[tuple[str, str]], *, rtl: bool) -> Drawing:
    """``needs`` are pairs of ids on the map: what is best read first, and what builds on it. Mirrored where one reads
    from right to left."""
    said = {item.id: _words(layout, item) for item in items}
    boxes = [boxing.boxed(item.id, item.parent, item.depth, said[item.id]) for item in items]
    placed = _placed(layout, boxes)
    spots = {box.id: _spot(box, placed, rtl=rtl) for box in boxes}
    root = spots[boxes[0].id]
    return Drawing(
        width=_px(placed.width),
        height=_px(placed.height),
        nodes=tuple(_node(item, said[item.id], spots[item.id], rtl=rtl) for item in items),
        branches=tuple(
            branch(layout, spots[box.parent], spots[box.id], (root.x, root.y)) for box in boxes[1:]
        ),
        arrows=tuple(arrow(layout, spots[one], spots[other], side=-1 if rtl else 1) for one, other in needs),
    )


def _words(layout: Layout, item: Item) -> Words:
    root = not item.parent
    return boxing.words(
        layout, item.title, item.word, sentences=item.sentences, root=root, button=item.button
    )


def _placed(layout: Layout, boxes: Sequence[Box]) -> Placed:
    """Kept by all that decides it, so that the same tree is laid out once."""
    named = hashlib.sha256(repr((layout.value, boxes)).encode()).hexdigest()
    found: Placed = cache.get_or_set(f"map:{named}", lambda: lay_out(layout, boxes), KEPT)  # type: ignore[assignment]
    return found


def _spot(box: Box, placed: Placed, *, rtl: bool) -> Spot:
    x, y = placed.places[box.id]
    return Spot(box, placed.width - x if rtl else x, y)


def _node(item: Item, said: Words, spot: Spot, *, rtl: bool) -> Node:
    box = spot.box
    foot = box.height - PADDING / 2 - (boxing.BUTTON if said.button else boxing.LINE) / 2
    start = _across(PADDING, box, rtl=rtl)
    return Node(
        item=item,
        x=_px(spot.x - box.width / 2),
        y=_px(spot.y - box.height / 2),
        shape=outlined(item.shape, box.width, box.height),
        size=f"{said.size:g}",
        direction=said.direction,
        anchor="start" if (said.direction == "rtl") == rtl else "end",
        side="rtl" if rtl else "ltr",
        lines=tuple(
            Text(line, _px(start), _px(PADDING - 3 + boxing.leading(said.size) * (place + 0.8)))
            for place, line in enumerate(said.lines)
        ),
        word=Text(said.word, _px(_across(PADDING + boxing.ICON + 6, box, rtl=rtl)), _px(foot + 4)),
        icon=Text(
            item.icon,
            _px(PADDING if not rtl else box.width - PADDING - boxing.ICON),
            _px(foot - boxing.ICON / 2),
        ),
        button=_button(said.button, box, foot, rtl=rtl) if said.button else None,
        badges=tuple(_badge(one, place, box, rtl=rtl) for place, one in enumerate(item.own)),
    )


def _badge(one: Own, place: int, box: Box, *, rtl: bool) -> Badge:
    from_end = BADGES_FROM + place * BADGE
    x = from_end if rtl else box.width - from_end
    return Badge(one.value, OWN[one][1], _px(x), _px(x - 6))


def _button(said: str, box: Box, foot: float, *, rtl: bool) -> Button:
    width = boxing.button_width(said)
    x = PADDING / 2 if rtl else box.width - PADDING / 2 - width
    return Button(said, _px(x), _px(foot - boxing.BUTTON / 2), _px(width), _px(x + width / 2))


def _across(from_start: float, box: Box, *, rtl: bool) -> float:
    return box.width - from_start if rtl else from_start


def _px(value: float) -> str:
    """Words, so that no language writes them with its own decimal comma."""
    return str(round(value))


def on_map(needs: Mapping[str, Sequence[str]], stands_for: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of what is best read first and what builds on it, each once. Where one is in a closed branch, the concept
    that ``stands_for`` it on the map; what would point to itself then is left out."""
    pairs = (
        (stands_for[needed], stands_for[one])
        for one, all_needed in needs.items()
        for needed in all_needed
        if needed in stands_for and one in stands_for
    )
    return list(dict.fromkeys((needed, one) for needed, one in pairs if needed != one))
