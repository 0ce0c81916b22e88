"""Lines that are no answer, whatever of the question stands in them: they only lead over to what follows, or say what
the question quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sapere.kit.quotation import quotations
from sapere.research.answering.asked import Asked, terms
from sapere.research.answering.passages import Line, Weighed

_LEADS = re.compile(r"[:：][\s*_”’\"»」)]*$|^(?:>>>.*?\s)?Traceback \(most recent call last\)")

_NOTE = re.compile(r"(?:\[[^\]]*\][^\w\[]*)+")  # "[needs update]."
_LONG = 6  # stems
_LESS = 0.5


def leads_over(text: str) -> bool:
    return _LEADS.search(text) is not None


def sayable(weighed: Sequence[Weighed], asked: Asked) -> list[Weighed]:
    """The same passages with those lines alone that say something themselves. A long one that leads over does, if less."""
    known = [frozenset(terms(one, asked.language)) for one in quotations(asked.text)]
    return [
        replace(one, lines=tuple(told for line in one.lines if (told := _said(line, known))))
        for one in weighed
    ]


def _said(line: Line, known: Sequence[frozenset[str]]) -> Line | None:
    if _NOTE.fullmatch(line.text):
        return None
    if len(line.held) >= _LONG and any(line.held <= quoted for quoted in known):
        return None
    if not leads_over(line.text):
        return line
    if len(line.held) < _LONG or line.text.startswith((">>>", "Traceback")):
        return None
    return replace(line, worth=line.worth - _LESS)
