"""What a form asks: checked before it is kept, and given back with the reason where it is no question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sapere.kit.quotation import brief, quoted
from sapere.kit.text import normalise, squeeze
from sapere.research.answering.asked import LONGEST, asked
from sapere.research.errors import BadRequest
from sapere.topics import queries
from sapere.topics.actions import Question
from sapere.topics.models import Concept, Topic
from sapere.topics.shelves import Reach
from sapere.topics.talks import Thread

LONGEST_QUOTED = LONGEST // 2
"""Characters of a page that are asked about; the other half is for what is asked."""


@dataclass(frozen=True, slots=True)
class Wording:
    """``scope`` is a reach, or ``concept:ID``. With a ``problem`` nothing of it is kept. ``begun``: words of a page stand in it
    already, and the learner goes on behind them."""

    text: str = ""
    scope: str = Reach.TOPIC
    mode: str = Thread.Mode.FIND
    concept: Concept | None = None
    problem: str = ""
    advice: str = ""
    begun: bool = False

    @property
    def question(self) -> Question:
        reach = Reach.CONCEPT if self.concept else Reach(self.scope)
        return Question(asked(self.text).text, {"scope": str(reach)}, self.concept)


def worded(mine: Topic, said: Mapping[str, str]) -> Wording:
    """From what a form sent; a concept is looked for in this topic alone."""
    text = said.get("question", "")
    mode = Thread.Mode.TUTOR if said.get("mode") == Thread.Mode.TUTOR else Thread.Mode.FIND
    scope, concept = _scope(mine, said.get("scope", ""))
    found = Wording(text, scope, mode, concept)
    if scope == Reach.CONCEPT:
        return _refused(
            Wording(text, Reach.TOPIC, mode),
            _("That concept is no longer in the tree."),
            _("Ask the whole topic, or choose another."),
        )
    if len(text) > LONGEST:
        told = _("The question has %(length)s characters; at most %(most)s are read.")
        told %= {"length": f"{len(text):,}", "most": f"{LONGEST:,}"}
        return _refused(found, told, _("Ask in a sentence or two. A whole text can be added to the library."))
    try:
        asked(text)
    except BadRequest:
        return _refused(found, _("There is no question in this."), _("Ask in a few words."))
    return found


def tried(said: Mapping[str, str]) -> Question | str:
    """What the learner says to the tutor: an attempt, or that the answer be shown; or the reason why it is neither."""
    if "show" in said:
        return Question("", {"show": True})
    text = said.get("question", "").replace("\0", "").strip()
    if not any(map(str.isalnum, text)):
        return _("Write down what you have tried, in a few words.")
    if len(text) > LONGEST:
        return _("That is more than %(most)s characters.") % {"most": f"{LONGEST:,}"}
    return Question(text, {})


def offered(mine: Topic, scope: str, about: str = "") -> Wording:
    """A form with this scope chosen, where there is such a one. Words of a page that are to be asked about stand quoted in
    its field, with room behind them for the question."""
    chosen, concept = _scope(mine, scope)
    quote = _quoted(about, _language(mine, concept)) if about else ""
    known = Reach.TOPIC if chosen == Reach.CONCEPT else chosen
    return Wording(f"{quote} " if quote else "", known, concept=concept, begun=bool(quote))


def _quoted(about: str, language: str) -> str:
    words = squeeze(normalise(about[: 2 * LONGEST]))
    return quoted(brief(words, lambda some: len(some) <= LONGEST_QUOTED), language) if words else ""


def _language(mine: Topic, concept: Concept | None) -> str:
    """Of the page that is read there."""
    page = queries.page(concept) if concept else None
    return page.language if page else mine.language


def _scope(mine: Topic, said: str) -> tuple[str, Concept | None]:
    """``concept`` alone where there is no such concept in the topic."""
    reach, _colon, named = said.partition(":")
    if reach == Reach.CONCEPT:
        try:
            return said, queries.concept(mine, named)
        except Concept.DoesNotExist:
            return Reach.CONCEPT, None
    return (Reach.ALL if reach == Reach.ALL else Reach.TOPIC), None


def _refused(wording: Wording, problem: str, advice: str) -> Wording:
    return Wording(wording.text, wording.scope, wording.mode, wording.concept, problem, advice)
