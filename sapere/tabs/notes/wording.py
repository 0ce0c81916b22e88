"""A note as it was typed: what is to be kept of it, or why it cannot be."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from sapere.kit.text import normalise
from sapere.topics import queries
from sapere.topics.actions.marking import LONGEST_NOTE, LONGEST_QUOTE, NOTHING, Jotting, Quoted
from sapere.topics.models import Concept, Topic


@dataclass(frozen=True, slots=True)
class Wording:
    """``problem`` is empty where it can be kept."""

    text: str = ""
    concept: Concept | None = None
    quoted: Quoted = NOTHING
    problem: str = ""

    @property
    def jotting(self) -> Jotting:
        return Jotting(self.text, self.concept, quoted=self.quoted)


def worded(mine: Topic, said: QueryDict) -> Wording:
    """A new note."""
    quoted, text = quoted_in(said), normalise(said.get("text", ""))
    problem = _problem(text, quoted.quote)
    return Wording(text, named(mine, said.get("concept", "")), quoted, problem)


def reworded(said: QueryDict, quote: str) -> Wording:
    """Other words for a note that is there, and marks this."""
    text = normalise(said.get("text", ""))
    return Wording(text, problem=_problem(text, quote))


def quoted_in(said: QueryDict) -> Quoted:
    """The words of a page that a form is about. One on the page offers several sentences: ``pick`` says which of them."""
    pick = said.get("pick", "")
    return Quoted(*(normalise(said.get(f"{name}{pick}", "")) for name in ("quote", "before", "after")))


def _problem(text: str, quote: str) -> str:
    if len(text.strip()) > LONGEST_NOTE:
        most = {"n": f"{len(text):,}", "most": f"{LONGEST_NOTE:,}"}
        return _("That is %(n)s characters; a note has room for %(most)s. Make two notes of it.") % most
    if len(quote) > LONGEST_QUOTE:
        return _("A highlight has room for %(most)s characters.") % {"most": f"{LONGEST_QUOTE:,}"}
    if not text.strip() and not quote:
        return _("Write a few words.")
    return ""


def named(mine: Topic, concept_id: str) -> Concept | None:
    """The concept that a form is about. None for the whole topic, and where the concept is gone meanwhile: what was typed
    is not lost for that."""
    try:
        return queries.concept(mine, uuid.UUID(concept_id))
    except (ValueError, Concept.DoesNotExist):
        return None
