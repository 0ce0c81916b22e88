"""A concept as it stands in the map and in its list: the same words, the same ways on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sapere.kit.text import normalise, squeeze
from sapere.tabs.mindmap.choice import Choice
from sapere.tabs.mindmap.seeking import Marks
from sapere.tabs.mindmap.states import EASES, LOOKS, OWN, SIGNS, Own, State, ease_of
from sapere.tabs.mindmap.visible import ALL, Seen
from sapere.topics.outline import Content, Entry


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """``button`` is what the branch's button says, empty where nothing lies below; ``turn`` is its address and
    ``turning`` its name in full. ``more`` leads to children that an open branch has no room for."""

    id: str
    parent: str
    depth: int
    title: str
    url: str
    summary: str
    question: str
    state: str
    word: str
    icon: str
    shape: str
    sentences: int
    told: str
    disputed: bool
    needs: tuple[Link, ...]
    open: bool
    button: str
    turn: str
    turning: str
    left: int
    more: str
    lit: bool
    dim: bool
    own: tuple[Own, ...] = ()

    @property
    def named(self) -> str:
        """For those who do not see it."""
        return f"{self.title}, {self.told}"


@dataclass(frozen=True, slots=True)
class Known:
    """What items are made of, beside the concepts themselves."""

    slug: str
    chosen: Choice
    entries: Mapping[str, Entry]
    states: Mapping[str, State]
    contents: Mapping[str, Content]
    lit: frozenset[str]
    marks: Marks = field(default_factory=dict)


def address(slug: str, entry: Entry) -> str:
    """Where a concept is read; the topic itself has the topic's own address."""
    top, below = _addresses(slug)
    return below.replace(_NOBODY, entry.id) if entry.depth else top


_NOBODY = "00000000-0000-0000-0000-000000000000"


@lru_cache(maxsize=256)
def _addresses(slug: str) -> tuple[str, str]:
    """The topic's, and that of a concept whose id is all zeros: a map has hundreds of links."""
    return reverse("explore:topic", args=[slug]), reverse("explore:concept", args=[slug, _NOBODY])


def items(seen: Sequence[Seen], known: Known) -> list[Item]:
    return [_item(one, known) for one in seen]


def _item(one: Seen, known: Known) -> Item:
    entry = one.entry
    state = known.states[entry.id]
    content = known.contents.get(entry.id, Content())
    look = LOOKS[state]
    here = known.chosen
    url = address(known.slug, entry)
    return Item(
        id=entry.id,
        parent=entry.parent,
        depth=entry.depth,
        title=_plain(entry.title),
        url=url,
        summary=_plain(entry.summary),
        question=entry.question,
        state=state,
        word=str(look.word),
        icon=look.icon,
        shape=look.shape,
        sentences=content.sentences,
        told=_told(str(look.word), content, entry, known.marks.get(entry.id, frozenset())),
        disputed=entry.disputed,
        needs=_needs(entry, known),
        open=one.open,
        button=_button(one),
        turn=here.shutting(entry.id) if one.open else here.opening([entry.id]),
        turning=_turning(one),
        left=one.left,
        more=here.opening([entry.id]) if one.left and not here.open & {entry.id, ALL} else url,
        lit=entry.id in known.lit,
        dim=here.searching and entry.id not in known.lit,
        own=tuple(one for one in SIGNS if one in known.marks.get(entry.id, ())),
    )


def _plain(text: str) -> str:
    """Nothing in it that a file of XML could not hold, or that turns the words around it."""
    return squeeze(normalise(text))


def _told(word: str, content: Content, entry: Entry, marks: frozenset[Own]) -> str:
    parts = [f"{word}: {_weighed(content)}" if content.sentences else word]
    ease = ease_of(entry)
    parts += [str(EASES[ease])] if ease else []
    parts += [str(OWN[one][0]) for one in Own if one in marks]
    return " · ".join(parts)


def _weighed(content: Content) -> str:
    said = ngettext("%(n)s sentence", "%(n)s sentences", content.sentences) % {"n": content.sentences}
    drawn = ngettext("from %(n)s source", "from %(n)s sources", content.sources) % {"n": content.sources}
    return f"{said} {drawn}"


def _needs(entry: Entry, known: Known) -> tuple[Link, ...]:
    there = [known.entries[one] for one in entry.needs if one in known.entries]
    return tuple(Link(one.title, address(known.slug, one)) for one in there)


def _button(one: Seen) -> str:
    return "" if not one.below else "\N{MINUS SIGN}" if one.open else f"+{one.below}"


def _turning(one: Seen) -> str:
    if one.open:
        return _("Close what lies below %(title)s") % {"title": one.entry.title}
    said = ngettext(
        "Open the %(n)s concept below %(title)s", "Open the %(n)s concepts below %(title)s", one.below
    )
    return said % {"n": one.below, "title": one.entry.title}
