"""No source may supply more than its share of a page where three or more have something to say on it.

A source has something to say that has two sentences which can stand on the page, and each say something else than
the others: with three such sources a page of six is fair. Where the third has but a word, the page is written from
the two that carry it (a page of three sentences would help nobody); with two sources or one no page could keep to
the share, and it is not held to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sapere.research.shapes import Material, Page, Source
from sapere.research.writing.choice import FEWEST_CAPPED, LARGEST_SHARE, Choice
from sapere.research.writing.statements import Statement


def opinions(sources: Sequence[Source]) -> frozenset[str]:
    """Ids of the discussions among the sources: what people say there is shown beside other evidence, never
    before it. Empty where there is no other kind."""
    found = frozenset(source.id for source in sources if source.kind == "discussion")
    return found if len(found) < len(sources) else frozenset()


def balanced(sections: list[tuple[str, list[int]]], choice: Choice) -> list[tuple[str, list[int]]]:
    """Takes the least worthy statements of a source off until it supplies no more than its share."""
    while (over := _over(sections, choice.rows)) is not None:
        loose = [
            at
            for _, chosen in sections
            for place, at in enumerate(chosen)
            if choice.rows[at].source == over and not _carries(chosen, place, choice.rows)
        ]
        opening = sections[0][1][:1]
        able = [at for at in loose if [at] != opening]
        if not able:
            return sections
        least = min(able, key=lambda at: (float(choice.worth[at]), -at))
        sections = [(heading, [at for at in chosen if at != least]) for heading, chosen in sections]
    return sections


def _over(sections: Sequence[tuple[str, Sequence[int]]], rows: Sequence[Statement]) -> str | None:
    supplied = Counter[str]()
    for _, chosen in sections:
        for at in chosen:
            supplied[rows[at].source] += rows[at].size
    if len(supplied) < 3:
        return None
    source, count = supplied.most_common(1)[0]  # of several the one that stands first: ids are random
    return source if count > LARGEST_SHARE * supplied.total() else None


def _carries(chosen: Sequence[int], place: int, rows: Sequence[Statement]) -> bool:
    """Whether the statement behind it on the page leans on it."""
    return (
        place + 1 < len(chosen) and chosen[place + 1] == chosen[place] + 1 and rows[chosen[place + 1]].leans
    )


def too_much_of_one(page: Page) -> bool:
    """Whether one of three or more sources supplies more than its share."""
    counted = Counter(s.citations[0].source for s in page.sentences)
    return len(counted) > 2 and max(counted.values()) > LARGEST_SHARE * counted.total()


def trimmed(page: Page) -> Page:
    """Without the sentences of one source that are too many, a section's last of it first, for as long as a page of
    :data:`FEWEST_CAPPED` is left; the sentence that opens the page stays. May still be too much of one."""
    while too_much_of_one(page) and len(page.sentences) > FEWEST_CAPPED:
        found = _loosest(page)
        if found is None:
            return page
        at, place = found
        section = page.sections[at]
        left = replace(section, sentences=section.sentences[:place] + section.sentences[place + 1 :])
        sections = (*page.sections[:at], *([left] if left.sentences else []), *page.sections[at + 1 :])
        page = replace(page, sections=sections)
    return page


def _loosest(page: Page) -> tuple[int, int] | None:
    """Section and place of a sentence of the source that supplies most, behind which no other of its own stands that
    might lean on it: from the section with the most of them, the latest such. None where only the opening is left."""
    most = Counter(s.citations[0].source for s in page.sentences).most_common(1)[0][0]
    able = []
    for at, section in enumerate(page.sections):
        own = [place for place, s in enumerate(section.sentences) if s.citations[0].source == most]
        ends = [place for place in own if place + 1 not in own and (at, place) != (0, 0)]
        prose = [place for place in ends if section.sentences[place].kind == "prose"]
        able += [(len(own), at, place) for place in prose[-1:]]
    return max(able)[1:] if able else None


def narrowed(material: Material, page: Page) -> Material:
    """Only the two sources that carry the page: with a few words from others no fair page can be made. Two
    discussions do not carry one alone where there is another kind."""
    ranked = [source for source, _ in Counter(s.citations[0].source for s in page.sentences).most_common()]
    opinion = opinions(material.sources)
    best = set(ranked[:2])
    if best <= opinion:
        best = {ranked[0], *[source for source in ranked if source not in opinion][:1]}
    return replace(
        material,
        passages=tuple(p for p in material.passages if p.source in best),
        sources=tuple(s for s in material.sources if s.id in best),
        texts={source: text for source, text in material.texts.items() if source in best},
    )
