"""All that a topic's sources disagree about, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from sapere.tabs.explore import reading, tree
from sapere.tabs.explore.disputes import Dispute, disputes
from sapere.topics import ledger, queries
from sapere.topics.models import Page, Topic
from sapere.topics.plan import Plan


@dataclass(frozen=True, slots=True)
class Quarrel:
    """What is disputed on the page of ``title``."""

    title: str
    url: str
    language: str
    disputes: tuple[Dispute, ...]


def quarrels(mine: Topic, of: Plan) -> list[Quarrel]:
    """In reading order; what two pages tell alike stands where it is told first."""
    ids = [one.page for one in ledger.accounts(mine).values() if one.disputes]
    pages = {page.concept_id: page for page in Page.objects.filter(pk__in=ids)}
    told = {concept: queries.disagreements(page) for concept, page in pages.items()}
    named = {side.citation.source for all_of in told.values() for one in all_of for side in one.sides}
    cited = reading.references(mine.slug, queries.sources_of(mine, named) if named else ())
    seen: set[Dispute] = set()
    found = []
    for place in of.places:
        if place.pk in pages:
            new = tuple(one for one in disputes(told[place.pk], cited) if one not in seen)
            seen.update(new)
            if new:
                url = f"{tree.address(mine.slug, place)}#disputes"
                found.append(Quarrel(place.title, url, pages[place.pk].language, new))
    return found
