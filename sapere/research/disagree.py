"""Where two sources say different things of the same: put side by side, for the learner to judge.

Precision comes first. A difference is shown only where two sentences agree in every word that carries meaning but
for one figure, date or negation. What may be a rounding, a range, a conversion, another year or another condition
is no disagreement; nor is what a source only reports of others. A learner who is shown one can rely on its being
there; that none is shown says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sapere.kit.language import primary
from sapere.research.disagreeing.claims import claim
from sapere.research.disagreeing.dates import dates
from sapere.research.disagreeing.frames import FEWEST, frame, measures
from sapere.research.disagreeing.quantities import quantities
from sapere.research.disagreeing.spans import Span
from sapere.research.shapes import Citation, Disagreement, Material, Side
from sapere.research.writing.leaning import leans
from sapere.research.writing.page import MOST_PASSAGES
from sapere.research.writing.shape import is_clean
from sapere.research.writing.statements import Statement, statements

MOST, MOST_SIDES = 5, 4
SLACK = 0.01
"""Measured values that differ by less, as a share of the larger, are taken for the same measurement."""

# What others believed, plan or suppose is not what the source says.
_REPORTED = re.compile(
    r"\b(?:believed|thought|claimed|alleged|myth|legend|formerly|previously|(?<!at )once|originally|initially|until|predict(?:s|ed)|project(?:ed|s)|expected|"
    r"proposed|planned|forecast|if|would|could|might|(?-i:may)|suppose|supposed|hypothetical|mistakenly|wrongly|contrary|not|never|no|cannot|estimates|"
    r"target|goal|aims?|example|instance|disputed|debated|record)\b|n['’]t\b|\?",
    re.IGNORECASE,
)  # fmt: skip
# These change from year to year: without the year in the sentence two figures do not contradict one another.
_CHANGING = re.compile(
    r"\b(?:population|inhabitants|people|residents|users|members|subscribers|employees|customers|price|prices|cost|costs|gdp|salary|revenue|sales|"
    r"downloads|students|speakers|cases|deaths|budget|unemployment|inflation|followers|citations|species|version|worth)\b",
    re.IGNORECASE,
)  # fmt: skip
_MEASURED = frozenset("length mass time speed volume area energy power frequency pressure".split())
_SHORT = 60  # characters
_WHOLE = re.compile(r"[^\W\d_a-z].*[\w%)’'\"°$€][.!。]", re.DOTALL)
_EVENTS = frozenset(
    "found discover birth death invent publish build complete begin end open launch release land".split()
)
_OTHER_EVENTS = re.compile(
    r"\b(?:signed|adopted|introduced|created|won|awarded|erupted|sank|crossed|reached|crowned|elected|married|patented|ratified|fell|"
    r"landed|flew|independence|abolished|isolated|unified|invaded|assassinated|defeated|premiered|occurred)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Said:
    """One source's word on one thing. ``span`` is 1 or 0 for a claim: so, or not so."""

    kind: str  # number | date | claim
    about: tuple[object, ...]  # equal for what can be compared
    span: Span
    value: str
    subject: str
    citation: Citation


def disagreements(material: Material) -> tuple[Disagreement, ...]:
    """Those among the passages that one concept's page is written from, in the order of the first that speaks.

    Only prose that stands on its own is looked at; each side is of another source, and ``text[start:end] == quote``
    for its citation.
    """
    languages = {s.id: s.language or material.brief.language for s in material.sources}
    rows = statements(material.passages[:MOST_PASSAGES], material.texts, languages, material.blocks)
    said: dict[tuple[object, ...], list[_Said]] = {}
    for row in rows:
        language = languages[row.source]
        if _stands_alone(row, language):
            for one in _said_in(row, language, material.texts):
                said.setdefault((one.kind, *one.about), []).append(one)
    found = (_side_by_side(group) for group in said.values())
    return tuple(one for one in found if one is not None)[:MOST]


def _stands_alone(row: Statement, language: str) -> bool:
    """Shorter sentences than a page would take are told apart best: "The human body has 206 bones."."""
    if row.size != 1 or row.describes:
        return False
    if row.usable:
        return not row.leans
    short = len(row.text) <= _SHORT and _WHOLE.fullmatch(row.text) is not None
    return short and is_clean(row.text, language) and not leans(row.text, language)


def _said_in(row: Statement, language: str, texts: Mapping[str, str]) -> Iterator[_Said]:
    citation, code = row.sentences[0].citations[0], primary(language)
    if texts[row.source][citation.start : citation.end] != citation.quote:
        return
    if code == "en":
        yield from _claims(row.text, citation)
    if _REPORTED.search(row.text):
        return
    if code == "en":
        yield from _dates(row.text, citation)
    yield from _numbers(row.text, code, citation)


def _numbers(text: str, language: str, citation: Citation) -> Iterator[_Said]:
    for one in quantities(text, language):
        words = frame(text[: one.start], text[one.end :], language)
        bare = words - measures(words)
        counted = one.measure.startswith("count of")  # what is counted is named by the measure
        if len(words) + counted < FEWEST or not bare:
            continue
        if _CHANGING.search(text) and not re.search(
            r"\b(?:1[5-9]|20)\d\d\b", text[: one.start] + text[one.end :]
        ):
            continue
        value = _value(text, one.start, one.end)
        yield _Said(
            "number",
            (language, one.measure, words),
            one.span,
            value,
            _subject(text, one.start, one.end),
            citation,
        )


def _dates(text: str, citation: Citation) -> Iterator[_Said]:
    found = dates(text)
    if len(found) != 1:
        return
    one = found[0]
    words = frame(text[: one.start], text[one.end :], "en")
    event = bool(words & _EVENTS) or _OTHER_EVENTS.search(text)
    if event and len(words) >= FEWEST and words - measures(words):
        yield _Said(
            "date",
            (words,),
            one.span,
            text[one.start : one.end],
            _subject(text, one.start, one.end),
            citation,
        )


def _claims(text: str, citation: Citation) -> Iterator[_Said]:
    made = claim(text)
    if made is not None and len(made.words) >= FEWEST:
        at = float(made.so)
        yield _Said("claim", made.words, Span(at, at), text, _without_end(text), citation)


def _side_by_side(group: Sequence[_Said]) -> Disagreement | None:
    """The first that speaks, and each that contradicts all sides before it; None where there is no other side."""
    slack = SLACK if group[0].kind == "number" and group[0].about[1] in _MEASURED else 0.0
    sides: list[_Said] = []
    for one in group:
        told = any(side.citation.source == one.citation.source for side in sides)
        if not told and all(one.span.apart(side.span, slack) for side in sides):
            sides.append(one)
    if len(sides) < 2:
        return None
    shown = tuple(Side(side.value, side.citation) for side in sides[:MOST_SIDES])
    return Disagreement(sides[0].subject, sides[0].kind, shown)


def _value(text: str, start: int, end: int) -> str:
    """The figure with its unit, and the sign of a currency before it."""
    return text[start - 1 : end] if start and text[start - 1] in "$€£¥" else text[start:end]


def _subject(text: str, start: int, end: int) -> str:
    """The sentence with its value left open: what is disputed, in the source's own words."""
    return _without_end(f"{text[:start]}…{text[end:]}")


def _without_end(text: str) -> str:
    return text.rstrip(" .!。")
