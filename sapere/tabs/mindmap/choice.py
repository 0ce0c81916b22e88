"""What of the map was asked for. All of it stands in the address, so that it can be kept, shared and gone back to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from sapere.kit.text import normalise, squeeze
from sapere.tabs.mindmap.layouts import Layout
from sapere.tabs.mindmap.states import Ease, Filter, Own
from sapere.tabs.mindmap.visible import ALL

VIEWS = ("map", "list")
LONGEST_QUERY = 200
MOST_BRANCHES = 150  # in one address: more would not pass every server


@dataclass(frozen=True, slots=True)
class Choice:
    """``view`` is empty unless one was chosen; ``open`` and ``shut`` are the branches that are not as they come."""

    layout: Layout = Layout.HIERARCHICAL
    view: str = ""
    needs: bool = False
    q: str = ""
    only: str = ""
    own: str = ""
    ease: str = ""
    open: frozenset[str] = field(default_factory=frozenset)
    shut: frozenset[str] = field(default_factory=frozenset)

    @property
    def searching(self) -> bool:
        return bool(self.q or self.only or self.own or self.ease)

    def address(self, **changes: Any) -> str:
        """The query of this choice with these changes, beginning with ``?``."""
        return f"?{_asked(replace(self, **changes)).urlencode()}"

    def fields(self) -> list[tuple[str, str]]:
        """Everything but the search, for a form that searches."""
        rest = replace(self, q="", own="", ease="")
        return [(name, value) for name, found in _asked(rest).lists() for value in found]

    def opening(self, ids: Iterable[str], **changes: Any) -> str:
        branches = frozenset(ids)
        return self.address(open=self.open | branches, shut=self.shut - branches, **changes)

    def shutting(self, branch: str) -> str:
        return self.address(open=self.open - {branch}, shut=self.shut | {branch})


def choice(asked: QueryDict, known: frozenset[str]) -> Choice:
    """From the address; ``known`` are the concepts there are. What makes no sense is passed over."""
    layout, view, only = asked.get("layout", ""), asked.get("view", ""), asked.get("only", "")
    return Choice(
        layout=Layout(layout) if layout in set(Layout) else Layout.HIERARCHICAL,
        view=view if view in VIEWS else "",
        needs=asked.get("needs") == "1",
        q=squeeze(normalise(asked.get("q", "")))[:LONGEST_QUERY],
        only=only if only in set(Filter) else "",
        own=_one_of(Own, asked.get("own", "")),
        ease=_one_of(Ease, asked.get("ease", "")),
        open=_branches(asked, "open", known),
        shut=_branches(asked, "shut", known),
    )


def _one_of(kinds: Iterable[str], said: str) -> str:
    return said if said in set(kinds) else ""


def _branches(asked: QueryDict, name: str, known: frozenset[str]) -> frozenset[str]:
    return frozenset([one for one in asked.getlist(name) if one in known or one == ALL][:MOST_BRANCHES])


def _asked(chosen: Choice) -> QueryDict:
    found = QueryDict(mutable=True)
    if chosen.layout is not Layout.HIERARCHICAL:
        found["layout"] = chosen.layout
    if chosen.needs:
        found["needs"] = "1"
    for name in ("view", "q", "only", "own", "ease"):
        if said := getattr(chosen, name):
            found[name] = said
    for name in ("open", "shut"):
        if branches := getattr(chosen, name):
            found.setlist(name, sorted(branches))
    return found
