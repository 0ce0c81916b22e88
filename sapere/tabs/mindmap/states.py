"""What is known of each concept, in a word, an icon and a shape: how far its page has come, what its reader left on it,
how hard it is to read. The one place to say more of it, when more is known: how well it is mastered, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from sapere.kit.readability import EASY, HARD
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


class Own(StrEnum):
    """What the reader has to do with it."""

    READ = "read"
    UNREAD = "unread"
    BOOKMARKED = "bookmarked"
    NOTED = "noted"


class Ease(StrEnum):
    """How hard it is to read."""

    EASY = "easy"
    MIDDLING = "middling"
    HARD = "hard"


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

OWN = {
    Own.READ: (_("Already read"), "check"),
    Own.UNREAD: (_("Not read yet"), "circle"),
    Own.BOOKMARKED: (_("Bookmarked"), "bookmark"),
    Own.NOTED: (_("With notes"), "notebook-pen"),
}
SIGNS = (Own.READ, Own.BOOKMARKED, Own.NOTED)
"""Those that are drawn; a concept without the first of them is not read yet."""
EASES = {
    Ease.EASY: _("Easy to read"),
    Ease.MIDDLING: _("Not easy, not hard"),
    Ease.HARD: _("Hard to read"),
}


def ease_of(entry: Entry) -> Ease | None:
    """None where the formula says nothing of the page."""
    if entry.lix is None:
        return None
    return Ease.EASY if entry.lix < EASY else Ease.MIDDLING if entry.lix < HARD else Ease.HARD


def state_of(entry: Entry, *, working: bool) -> State:
    """``working``: research on the topic goes on."""
    if entry.growing:
        return State.GROWING if working else State.UNWRITTEN
    if not entry.writer:
        return State.BARE
    return State.QUOTED if entry.writer == EXTRACTIVE else State.WRITTEN
