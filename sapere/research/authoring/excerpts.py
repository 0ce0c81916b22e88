"""What a model is shown of a concept's passages: their best sentences, numbered, within a budget of tokens."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sapere.kit.text import matches
from sapere.kit.token_estimate import estimated_tokens
from sapere.research.prompts import fenced
from sapere.research.shapes import Citation, Material, Sentence
from sapere.research.writing.choice import LARGEST_SHARE
from sapere.research.writing.page import Ground
from sapere.research.writing.statements import Statement

MOST_TOKENS = 1_700
"""Of a page's sources; with the instructions a prompt stays under 2,500."""
_FENCE = 25  # tokens that the fence of one excerpt takes, with its title


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Whole sentences of one passage, as they stand there between ``start`` and ``end`` of the kept text."""

    source: str
    about: str  # title of the source and the headings above
    start: int
    end: int
    text: str
    displays: tuple[Sentence, ...] = ()  # code, lists, formulas and tables in it


def excerpts(material: Material, on: Ground, most: int = MOST_TOKENS) -> tuple[Excerpt, ...]:
    """The sentences most worth having, in the sources' order, cut between sentences only.

    Where three or more sources have something to say, none takes more than 40 % of the room.
    """
    rows, worth = on.rows, on.worth
    ranked = sorted(
        (at for at, row in enumerate(rows) if row.usable), key=lambda at: (-round(float(worth[at]), 6), at)
    )
    share = LARGEST_SHARE if len({rows[at].source for at in ranked}) > 2 else 1.0
    return tuple(_grouped(rows, sorted(_within(rows, ranked, most, share)), material))


def shown(found: Sequence[Excerpt]) -> str:
    """The excerpts as they go into a prompt, numbered from 1."""
    return "\n".join(fenced(at, one.text, about=_about(one)) for at, one in enumerate(found, 1))


def _about(one: Excerpt) -> str:
    kinds = ", ".join(dict.fromkeys(sentence.kind for sentence in one.displays))
    return f"{one.about} (shows: {kinds})" if kinds else one.about


def located(quote: str, excerpt: Excerpt, texts: Mapping[str, str]) -> Citation | None:
    """The words where they stand in the excerpt; None where they do not."""
    text = texts[excerpt.source][excerpt.start : excerpt.end]
    place = matches(quote, text)
    if place is None:
        return None
    start, end = place
    return Citation(excerpt.source, text[start:end], excerpt.start + start, excerpt.start + end)


def _within(rows: Sequence[Statement], ranked: Iterable[int], most: int, share: float) -> list[int]:
    taken: list[int] = []
    passages: set[str] = set()
    supplied: Counter[str] = Counter()
    for at in ranked:
        row = rows[at]
        size = estimated_tokens(_words(row)) + (0 if row.passage in passages else _FENCE)
        if supplied.total() + size > most or supplied[row.source] + size > most * share:
            continue
        taken.append(at)
        passages.add(row.passage)
        supplied[row.source] += size
    return taken


def _grouped(rows: Sequence[Statement], taken: Sequence[int], material: Material) -> Iterable[Excerpt]:
    titles = {source.id: source.title for source in material.sources}
    groups: dict[str, list[Statement]] = defaultdict(list)
    for at in taken:
        groups[rows[at].passage].append(rows[at])
    for group in groups.values():
        first = group[0]
        about = " › ".join(dict.fromkeys([titles.get(first.source, ""), *first.path[-2:]]))
        displays = tuple(s for row in group for s in row.sentences if s.kind != "prose")
        end = max(sentence.citations[0].end for row in group for sentence in row.sentences)
        text = "\n".join(map(_words, group))
        yield Excerpt(first.source, about.strip(" ›"), first.start, end, text, displays)


def _words(row: Statement) -> str:
    """The sentence with what it introduces, as the source has it."""
    return "\n".join(sentence.citations[0].quote for sentence in row.sentences)
