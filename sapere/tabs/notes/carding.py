"""A card as it was typed: what is to be kept of it, or why it cannot be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from sapere.kit.text import normalise
from sapere.research.shapes import Citation
from sapere.tabs.notes.wording import named, quoted_in
from sapere.topics.actions.marking import LONGEST_NOTE, LONGEST_QUOTE, NOTHING, CardWords, Quoted
from sapere.topics.models import Concept, Topic
from sapere.topics.resting import resting

LEAST = 12
"""Characters of a back that nobody chose on a page, from which on it is looked for there: less stands there by chance."""


@dataclass(frozen=True, slots=True)
class Carding:
    """``quoted`` are the words of the page that it is made of, whatever was made of them on the back. With a ``problem``
    nothing of it can be kept; ``wrong`` is the side that has it."""

    front: str = ""
    back: str = ""
    concept: Concept | None = None
    quoted: Quoted = NOTHING
    problem: str = ""
    wrong: str = ""

    @property
    def words(self) -> CardWords:
        return CardWords(self.front, self.back, self.concept, citations=self._rests_on())

    def _rests_on(self) -> tuple[Citation, ...]:
        """What the chosen words rest on, where they stand on the page now; where none were chosen, the back."""
        said = self.quoted
        words = said.quote or (self.back if len(self.back) >= LEAST else "")
        return resting(self.concept, words, before=said.before, after=said.after) if self.concept else ()


def begun(mine: Topic, said: QueryDict) -> Carding:
    """With the words of a page on its back, ``words`` in an address or those that a form marked; nothing in front."""
    quoted = quoted_in(said)
    if not quoted.quote:
        quoted = Quoted(normalise(said.get("words", "")).strip()[:LONGEST_QUOTE])
    return Carding("", quoted.quote, named(mine, said.get("concept", "")), quoted)


def carded(mine: Topic, said: QueryDict) -> Carding:
    front, back = (normalise(said.get(side, "")).strip() for side in ("front", "back"))
    found = Carding(front, back, named(mine, said.get("concept", "")), quoted_in(said))
    for side, text, empty in (
        ("front", front, _("Write a question for the front.")),
        ("back", back, _("Write what answers it for the back.")),
    ):
        if problem := empty if not text else _too_long(text):
            return replace(found, problem=problem, wrong=side)
    return found


def _too_long(text: str) -> str:
    if len(text) <= LONGEST_NOTE:
        return ""
    most = {"n": f"{len(text):,}", "most": f"{LONGEST_NOTE:,}"}
    return _("That is %(n)s characters; a side of a card has room for %(most)s.") % most
