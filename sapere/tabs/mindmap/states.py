"""What is known of each concept, in a word, an icon and a shape. The one place to say more of it, when more is known:
how well it is mastered, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from sapere.research.shapes import EXTRACTIVE
from sapere.topics.outline import Entry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class State(StrEnum):
    QUOTED = "quoted"
    WRITTEN = "written"
    GROWING = "growing"
    UNWRITTEN = "unwritten"
    BARE = "bare"


class Filter(StrEnum):
    """What one can look for: a state, or pages on which sources disagree."""

    QUOTED = "quoted"
    WRITTEN = "written"
    GROWING = "growing"
    UNWRITTEN = "unwritten"
    BARE = "bare"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Look:
    """``shape`` names an outline of :func:`sapere.tabs.mindmap.lines.outlined`."""

    word: StrOrPromise
    icon: str
    shape: str


LOOKS = {
    State.QUOTED: Look(_("Quoted"), "quote", "round"),
    State.WRITTEN: Look(_("By a model"), "pen-line", "cut"),
    State.GROWING: Look(_("Growing"), "sprout", "pill"),
    State.UNWRITTEN: Look(_("Not written"), "circle-dashed", "pill"),
    State.BARE: Look(_("No sentence"), "circle-slash", "square"),
}
FILTERS = {
    **{Filter(state): (look.word, look.icon) for state, look in LOOKS.items()},
    Filter.DISPUTED: (_("Sources disagree"), "scale"),
}


def state_of(entry: Entry, *, working: bool) -> State:
    """``working``: research on the topic goes on."""
    if entry.growing:
        return State.GROWING if working else State.UNWRITTEN
    if not entry.writer:
        return State.BARE
    return State.QUOTED if entry.writer == EXTRACTIVE else State.WRITTEN
