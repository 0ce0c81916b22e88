"""What texts without headings speak of: their key terms, with the passages that are about each.

No model and no dictionary. A term is a run of words with no little word in it but *of*, weighed much as in C-value
(Frantzi et al. 2000: frequent, long, and not only as a part of a longer term), by whether the texts say
what it is, and by how much it adds to the terms chosen before it. Texts in languages that
:mod:`sapere.research.growing.nouns` does not know, those written without spaces among them, give no terms.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sapere.kit.text import squeeze
from sapere.research.growing.mentions import Line, Stems, Term, lines, names_a_thing, terms
from sapere.research.growing.nouns import is_abstract
from sapere.research.shapes import Document, Passage
from sapere.research.writing.definition import defines

FEWEST = 3
"""Terms that make a tree; fewer make none."""
_MOST_PASSAGES = 200  # looked at; of more, every second, every third …
_WEIGHED = 60  # of the most frequent terms, that are looked at closely
_SHORTEST = 4  # passages of a text that is worth taking apart
_FEWEST_PASSAGES = 2
_MANY = 6  # sources, from which two must speak of a term
_SWALLOWED = 0.7  # of a term's mentions inside one longer term: then it is only a part of that
_SHARED = 0.5  # of two terms' words, that make them one idea
_LEAST = 0.5  # of the third best term's worth
_ONE_PAGE = 0.7  # of two terms' passages in common: the same page twice
_FEWEST_DENSE = 3
_DENSE = 0.34  # of the densest passage's mentions
_DEFINES = 0.8


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """``name`` as the texts write it most often; ``passages`` that are about it, in their order, two or more."""

    name: str
    words: frozenset[str]
    passages: tuple[Passage, ...]


def key_terms(
    passages: Sequence[Passage], documents: Mapping[str, Document], topic: frozenset[str], most: int
) -> list[KeyTerm]:
    """At most ``most`` in the order of first use, or none. ``topic`` are its words: they alone are no term."""
    if len(passages) < _SHORTEST:
        return []
    rows = lines(passages[:: -(-len(passages) // _MOST_PASSAGES)], documents)
    found = terms(rows)
    sources = len({row.passage.source for row in rows})
    able = {
        stems: term
        for stems, term in found.items()
        if not topic.issuperset(stems) and names_a_thing(stems, found) and _is_spread(term, rows, sources)
    }
    chosen = _chosen(_worth(able, rows), able, rows, most)
    chosen.sort(key=lambda stems: (able[stems].at[0], stems))
    made = [KeyTerm(_shown(able[s].name), frozenset(s), _about(able[s], rows)) for s in chosen]
    return made if len(made) >= FEWEST else []


def _is_spread(term: Term, rows: Sequence[Line], sources: int) -> bool:
    passages = {rows[at].passage for at in term.at}
    among = len({passage.source for passage in passages})
    return len(passages) >= _FEWEST_PASSAGES and (among > 1 or sources < _MANY)


def _worth(able: Mapping[Stems, Term], rows: Sequence[Line]) -> dict[Stems, float]:
    """Of the most frequent terms; nothing of one that hardly stands outside a longer one."""
    frequent = sorted(able, key=lambda stems: (-len(able[stems].at) * len(stems), stems))[:_WEIGHED]
    worth = {}
    for stems in frequent:
        longer = [len(able[o].at) for o in frequent if len(o) > len(stems) and _within(stems, o)]
        if max(longer, default=0) < _SWALLOWED * len(able[stems].at):
            worth[stems] = _weight(able[stems], len(stems), bool(longer), rows)
    return worth


def _weight(term: Term, length: int, in_longer: bool, rows: Sequence[Line]) -> float:
    """More for a term that is said what it is, for one of several sources, and for the name of something abstract."""
    said = sum(defines(rows[at].text, term.name, rows[at].language) >= _DEFINES for at in {*term.at})
    sources = len({rows[at].passage.source for at in term.at})
    weight = math.log2(1 + length) * math.sqrt(len(term.at))
    weight *= (1 + 0.5 * min(2, said)) * (1 + 0.25 * min(4, sources - 1))
    if length == 1:
        weight *= 1.4 if is_abstract(term.name) else 1.0
        weight *= 0.5 if in_longer else 1.0
        weight *= 1.0 if said else 0.7
    return weight


def _within(stems: Stems, longer: Stems) -> bool:
    return any(longer[at : at + len(stems)] == stems for at in range(len(longer) - len(stems) + 1))


def _chosen(
    worth: Mapping[Stems, float], able: Mapping[Stems, Term], rows: Sequence[Line], most: int
) -> list[Stems]:
    """Greedy: the term that is worth most, and of whose lines and passages most belong to no chosen term yet."""
    if len(worth) < FEWEST:
        return []
    least = _LEAST * sorted(worth.values(), reverse=True)[FEWEST - 1]
    reach = {stems: ({*able[stems].at}, {p.id for p in _about(able[stems], rows)}) for stems in worth}
    chosen: list[Stems] = []
    covered: tuple[set[int], set[str]] = (set(), set())
    while len(chosen) < most:
        left = {
            stems: value * (2 + _new(reach[stems][0], covered[0]) + _new(reach[stems][1], covered[1])) / 4
            for stems, value in worth.items()
            if not any(_overlap({*stems}, {*other}) >= _SHARED for other in chosen)
            and not any(_overlap(reach[stems][1], reach[other][1]) > _ONE_PAGE for other in chosen)
        }
        best = max(left, key=lambda stems: (left[stems], stems), default=None)
        if best is None or left[best] < least:
            break
        chosen.append(best)
        covered = covered[0] | reach[best][0], covered[1] | reach[best][1]
    return chosen


def _new(reached: AbstractSet[object], covered: AbstractSet[object]) -> float:
    return len(reached - covered) / len(reached)


def _overlap(one: AbstractSet[object], other: AbstractSet[object]) -> float:
    return len(one & other) / len(one | other)


def _about(term: Term, rows: Sequence[Line]) -> tuple[Passage, ...]:
    """Those that mention it most; where that is one alone, also the first of the others."""
    counted = Counter(rows[at].passage.id for at in term.at)
    least = max(2.0, _DENSE * max(counted.values()))
    mentioning = list(dict.fromkeys(rows[at].passage for at in term.at))
    dense = [p for p in mentioning if counted[p.id] >= least]
    if len(dense) >= _FEWEST_PASSAGES:
        return tuple(dense)
    few = sorted(mentioning, key=lambda p: -counted[p.id])[:_FEWEST_DENSE]
    return tuple(p for p in mentioning if p in few)


def _shown(name: str) -> str:
    """As the heading that it becomes."""
    return squeeze(name[0].upper() + name[1:])
