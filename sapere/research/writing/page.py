"""A page whose every sentence is a verbatim quote, chosen and arranged without a model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from sapere.kit.tex import without_formulas
from sapere.kit.text import squeeze, stands
from sapere.research.boilerplate import is_boilerplate
from sapere.research.shapes import (
    Citation,
    Concept,
    Level,
    Material,
    Page,
    Section,
    Sentence,
    SentenceState,
)
from sapere.research.writing.choice import Choice, fair_size
from sapere.research.writing.corroboration import with_second
from sapere.research.writing.definition import defines, mentions
from sapere.research.writing.headings import key_of, same_title, section_of
from sapere.research.writing.share import balanced, narrowed, opinions, too_much_of_one, trimmed
from sapere.research.writing.statements import Statement, statements
from sapere.research.writing.weight import Floats, bag, centrality, ease, likeness

MOST = {Level.NEW: 14, Level.SOME: 17, Level.ADVANCED: 20}  # sentences of a page
MOST_SECTIONS = 5
MOST_PASSAGES = 60  # the most central ones; a page cannot show more
_OPENING = 4  # sentences before the first heading
_FOR_CHILD = 2
_OPINION = 0.4  # taken off the worth of what somebody says in a discussion
_SIGNS = re.compile(r"[()\[\]{}=<>/_\"“”;*`]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A section to be: its heading and the statements it may take."""

    heading: str
    pool: frozenset[int]
    room: int
    is_child: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What a concept's passages say, statement by statement; the worth of each for its page, the likeness of any two."""

    rows: Sequence[Statement]
    worth: Floats
    alike: Floats


def ground(material: Material) -> Ground:
    rows = _rows(material)
    return Ground(rows, *_weighed(rows, material))


def write(material: Material, on: Ground | None = None) -> Page:
    """The page of one concept, the same on every machine. ``on`` is the material's ground, where it is known already.

    It opens with the sentence that says what the concept is. Below follow sections under the headings of its
    sources, or, for a concept with children, one or two sentences for each child. Sentences keep the order of
    their source and the sentence they lean on; none stands twice. Where three or more sources have something to
    say, none supplies more than 40 % of the page (:mod:`sapere.research.writing.share` says what holds with fewer).
    What people say in discussions opens no page, and is taken only where nothing better is left. Empty sections
    when nothing in the passages reads as a sentence.
    """
    page = trimmed(_written(material, on or ground(material)))
    if too_much_of_one(page):
        fewer = narrowed(material, page)
        page = _written(fewer, ground(fewer))
    return page


def _written(material: Material, on: Ground) -> Page:
    concept, brief = material.concept, material.brief
    rows, worth, alike = on.rows, on.worth, on.alike
    supply = Counter[str]()
    for row in rows:
        if row.usable and not row.leans:
            supply[row.source] += 1
    most = MOST[brief.level] + (4 if material.children else 0)
    size, cap = fair_size(supply, most)
    choice = Choice(rows, worth, alike, brief.language, cap=cap, room=size)
    opening = _opening(rows, worth, material, choice)
    parts = _parts(rows, worth, material, opening, size)
    sections = _filled(parts, opening, choice, material)
    if cap < size:
        sections = balanced(sections, choice)
    shown = (_section(heading, chosen, rows, alike, brief.language) for heading, chosen in sections)
    made = tuple(section for section in shown if section.sentences)
    made = _with_summaries(made, material) if material.children else made
    return Page(concept.id, brief.level, brief.language, made)


def _rows(material: Material) -> list[Statement]:
    languages = {s.id: s.language or material.brief.language for s in material.sources}
    passages = [
        p for p in material.passages[:MOST_PASSAGES] if not any(is_boilerplate(title) for title in p.path)
    ]
    return statements(passages, material.texts, languages, material.blocks)


def _weighed(rows: Sequence[Statement], material: Material) -> tuple[Floats, Floats]:
    """The worth of each statement for this page, about -1 to 2, and the likeness of any two."""
    brief, title = material.brief, material.concept.title
    alike = likeness([bag(row.text, brief.language) for row in rows])
    about = np.array([mentions(row.text, title) for row in rows])
    central = centrality(alike, about)
    rank = {p.id: at / max(len(material.passages), 1) for at, p in enumerate(material.passages)}
    quality = {s.id: s.quality.score for s in material.sources}
    opinion = opinions(material.sources)
    extra = [
        0.3 * ease(row.text, brief.language).fits(brief.level)
        + 0.2 * (1 - rank[row.passage])
        + 0.2 * (quality.get(row.source, 0.5) - 0.5)
        + (0.15 if row.opens == 0 else 0.05 if row.opens < 3 else 0.0)
        + (0.1 if row.size > 1 else 0.0)
        + (0.15 if row.displays else 0.0)
        - 0.3 * _clutter(row.text)
        - (0.5 if row.describes else 0.0)
        - (_OPINION if row.source in opinion else 0.0)
        for row in rows
    ]
    return np.round(central + 0.25 * about + np.array(extra, dtype=np.float64), 6), alike


def _clutter(text: str) -> float:
    """0 to 1: how much of it is signs, brackets and asides rather than words; formulas are no clutter."""
    text = without_formulas(text)
    return min(1.0, len(_SIGNS.findall(text)) / 8) + (0.5 if "(see " in text else 0.0)


def _opening(rows: Sequence[Statement], worth: Floats, material: Material, choice: Choice) -> int | None:
    """The statement the page opens with, already put on it."""
    titles = {s.id: s.title for s in material.sources}
    opinion = opinions(material.sources)
    pool = [at for at, row in enumerate(rows) if row.source not in opinion]
    for able in (pool, range(len(rows))):
        best = _lead(rows, worth, able, material.concept.title, titles, material.brief.language)
        if best is not None:
            break
    if best is not None:
        choice.put([best])
    return best


def _lead(
    rows: Sequence[Statement],
    worth: Floats,
    pool: Collection[int],
    title: str,
    titles: dict[str, str],
    language: str,
) -> int | None:
    """The statement of the pool that best says what ``title`` is."""

    def score(at: int) -> float:
        row = rows[at]
        place = max(0.0, 1 - row.opens / 4)
        own = bool(row.path) and same_title(row.path[-1], title)
        named = same_title(titles.get(row.source, ""), title)
        return (
            2 * defines(row.text, title, language)
            + (0.4 if own else 0.0)
            + place * (0.6 if own else 0.5 if len(row.path) < 2 else 0.2)
            + (0.5 if named else 0.0)
            + 0.5 * mentions(row.text, title)
            + 0.5 * float(worth[at])
            - (0.2 if row.size > 1 else 0.0)
        )

    able = [at for at in pool if rows[at].usable and not rows[at].leans]
    bare = [at for at in able if not rows[at].displays]
    return max(bare or able, key=lambda at: (round(score(at), 6), -at), default=None)


def _parts(
    rows: Sequence[Statement], worth: Floats, material: Material, opening: int | None, size: int
) -> list[_Part]:
    """The opening first, then the sections in the order in which their sources have them."""
    if opening is None:
        return []
    if material.children:
        return _parts_of_children(rows, material, opening)
    groups = _grouped(rows, material.concept.title)
    first = groups.pop("", ("", []))[1]
    if len(first) < 3:
        own = next((key for key, (_, pool) in groups.items() if opening in pool), "")
        first = first + groups.pop(own, ("", []))[1]
    weight = {key: float(np.sort(worth[pool])[-4:].clip(0).sum()) for key, (_, pool) in groups.items()}
    kept = sorted(groups, key=lambda key: (-weight[key], key))[:MOST_SECTIONS]
    room = size if not kept else max(_OPENING, size // (len(kept) + 1))
    parts = [_Part("", frozenset(first) | {opening}, room)]
    total = sum(weight[key] for key in kept) or 1.0
    for key, (heading, pool) in groups.items():
        if key in kept:
            parts.append(_Part(heading, frozenset(pool), max(2, round((size - room) * weight[key] / total))))
    return parts


def _grouped(rows: Sequence[Statement], title: str) -> dict[str, tuple[str, list[int]]]:
    """By heading, those alike but for case or numbering together: key to heading as first seen and statements."""
    groups: dict[str, tuple[str, list[int]]] = {}
    for at, row in enumerate(rows):
        heading = section_of(row.path, title)
        groups.setdefault(key_of(heading), (heading, []))[1].append(at)
    return {key: found for key, found in groups.items() if any(rows[at].usable for at in found[1])}


def _parts_of_children(rows: Sequence[Statement], material: Material, opening: int) -> list[_Part]:
    """One section for each child, from the passages that the child rests on."""
    home: dict[str, str] = {}
    for rank in range(max((len(c.passages) for c in material.children), default=0)):
        for child in material.children:
            if rank < len(child.passages):
                home.setdefault(child.passages[rank], child.id)
    own = frozenset(at for at, row in enumerate(rows) if row.passage not in home)
    parts = [_Part("", own | {opening}, _OPENING)]
    for child in sorted(material.children, key=lambda c: c.position):
        pool = frozenset(at for at, row in enumerate(rows) if home.get(row.passage) == child.id)
        parts.append(_Part(child.title, pool, _FOR_CHILD, is_child=True))
    return parts


def _filled(
    parts: Sequence[_Part], opening: int | None, choice: Choice, material: Material
) -> list[tuple[str, list[int]]]:
    """Each part with the statements chosen for it, in reading order."""
    titles = {s.id: s.title for s in material.sources}
    filled: list[tuple[str, list[int]]] = []
    for part in parts:
        taken = [opening] if part.heading == "" and opening is not None else []
        if part.is_child:
            taken += _child_lead(part, choice, titles, material.brief.language)
        taken += choice.take(part.pool, part.room - sum(choice.rows[at].size for at in taken))
        filled.append((part.heading, _in_order(taken, choice.rows, opening)))
    return filled


def _child_lead(part: _Part, choice: Choice, titles: dict[str, str], language: str) -> list[int]:
    free = [at for at in part.pool if at not in choice.chosen and choice.fits([at], choice.room)]
    best = _lead(choice.rows, choice.worth, free, part.heading, titles, language)
    if best is None:
        return []
    choice.put([best])
    return [best]


def _in_order(taken: Sequence[int], rows: Sequence[Statement], opening: int | None) -> list[int]:
    """As the sources have them, but the opening statement and what leans on it before all others."""
    ordered = sorted(set(taken))
    if opening not in ordered:
        return ordered
    at = ordered.index(opening)
    end = at + 1
    while end < len(ordered) and ordered[end] == ordered[end - 1] + 1 and rows[ordered[end]].leans:
        end += 1
    return ordered[at:end] + ordered[:at] + ordered[end:]


def _section(
    heading: str, chosen: Sequence[int], rows: Sequence[Statement], alike: Floats, language: str
) -> Section:
    return Section(
        heading, tuple(sentence for at in chosen for sentence in with_second(at, rows, alike, language))
    )


def _with_summaries(sections: tuple[Section, ...], material: Material) -> tuple[Section, ...]:
    """A child of which nothing stands on the page yet is given by its summary, where that is a quote."""
    by_title = {section.heading: section for section in sections}
    made = [section for section in sections if not section.heading]
    said = {squeeze(s.text) for section in sections for s in section.sentences}
    for child in sorted(material.children, key=lambda c: c.position):
        section = by_title.get(child.title) or _summary(child, material, said)
        if section is not None:
            made.append(section)
    return tuple(made)


def _summary(child: Concept, material: Material, said: set[str]) -> Section | None:
    if not child.summary or squeeze(child.summary) in said:
        return None
    for source in material.sources:
        text = material.texts[source.id]
        if place := stands(child.summary, text):
            citation = Citation(source.id, text[slice(*place)], *place)
            sentence = Sentence(squeeze(citation.quote), SentenceState.QUOTED, (citation,))
            return Section(child.title, (sentence,))
    return None
