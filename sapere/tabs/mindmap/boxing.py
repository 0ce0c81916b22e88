"""How large a concept's box is, and where in it its words stand: title in lines, below them icon, state and button."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sapere.kit.text import normalise, squeeze
from sapere.tabs.mindmap.layouts import Layout
from sapere.tabs.mindmap.layouts.boxes import Box
from sapere.tabs.mindmap.wrapping import width, wrapped

PADDING = 12.0
ROOT_LEAST = 120.0
WORDS = 11.5  # pixels: the size of the state's word
ICON = 14.0
LINE = 22.0  # high: the line of the state
CLEAR = 8.0  # between a title's last line and the button: what hangs below the letters, and air
BUTTON = 28.0  # high, and at least as wide: 24 where the map begins at its smallest
ROOM = {Layout.HIERARCHICAL: (188.0, 2), Layout.RADIAL: (118.0, 3), Layout.FORCE: (118.0, 3)}
SIZES = (13.0, 14.5, 16.0)  # pixels: the titles of short, middling and long pages
MIDDLING, LONG = 6, 15  # sentences


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a box. ``size`` is that of the title's letters, ``button`` what the branch's button says."""

    lines: tuple[str, ...]
    direction: str
    size: float
    word: str
    button: str = ""


def words(layout: Layout, title: str, word: str, *, sentences: int, root: bool, button: str = "") -> Words:
    size = SIZES[2] if root else SIZES[(sentences >= MIDDLING) + (sentences >= LONG)]
    room, lines = ROOM[layout]
    plain = squeeze(normalise(title))
    return Words(tuple(wrapped(plain, room / size, lines)), reading(plain), size, word, button)


def boxed(id_: str, parent: str, depth: int, said: Words) -> Box:
    titled = max((width(line) for line in said.lines), default=0.0) * said.size
    footed = ICON + 6 + width(said.word) * WORDS + (8 + button_width(said.button) if said.button else 0)
    least = ROOT_LEAST if not parent else 0.0
    return Box(id_, parent, depth, round(max(least, titled, footed) + 2 * PADDING), height(said))


def height(said: Words) -> float:
    return round(PADDING + len(said.lines) * leading(said.size) + foot(said))


def foot(said: Words) -> float:
    """Below the title: the state, and the button where there is one."""
    return BUTTON + CLEAR if said.button else LINE


def leading(size: float) -> float:
    return round(size * 1.25)


def button_width(button: str) -> float:
    return max(BUTTON + 4, round(width(button) * 12.5 + 14)) if button else 0.0


def reading(text: str) -> str:
    """The direction of the first letter that has one."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
