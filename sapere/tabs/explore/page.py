"""What one concept's page shows: its text, who wrote it, what it rests on, and the way on."""

from __future__ import annotations

import uuid
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from sapere.accounts.models import Person
from sapere.kit.language import direction
from sapere.research.shapes import AgentReport, Disagreement, Section, Unread, decode
from sapere.tabs.explore import own, reading, tree
from sapere.tabs.explore.byline import byline
from sapere.tabs.explore.disputes import disputes
from sapere.tabs.explore.related import elsewhere, related
from sapere.tabs.explore.writing import Writing, writing
from sapere.topics import history, notebook, queries
from sapere.topics.head import head
from sapere.topics.models import Run, Topic
from sapere.topics.plan import Place, Plan
from sapere.web.citations import Reference, References

Linked = list[tuple[Place, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the page is asked for: ``words`` to look for in the contents, ``note`` the number of a sentence that one
    wants to write on, or what :mod:`sapere.tabs.explore.own` has instead."""

    words: str = ""
    note: int = own.NONE


PLAIN = Asked()


def context(
    viewer: Person, mine: Topic, tree_of: Plan, here: Place | None, asked: Asked = PLAIN
) -> dict[str, Any]:
    """For the template; without a concept, what is known until there is one. ``visited`` is when the viewer last read
    the page before now."""
    run = queries.latest_run(mine)
    working = run is not None and run.state not in Run.FINAL
    text = _text(mine, here, being_written(run, here))
    visits, bookmarks = notebook.visits(viewer, mine), notebook.bookmarks(viewer, mine)
    only = tree.sought(tree_of.places, asked.words)
    return {
        "frame": head(mine, "explore:topic", definition=text["definition"], tree=tree_of, run=run),
        "slug": mine.slug,
        "contents": tree.drawn(
            mine.slug, tree_of, here, tree.Reader(_marks(tree_of, visits, bookmarks), only)
        ),
        "words": asked.words,
        "here": here,
        "visited": visits.get(here.pk) if here else None,
        "since": history.since(visits.get(here.pk) if here else None, text["written"]),
        "bookmarked": here is not None and here.pk in bookmarks,
        "own_topic": mine.owner_id == viewer.pk,
        "working": working,
        **text,
        **_own(viewer, mine, here, text, asked),
        **_ways(mine, tree_of, here),
        **_effort(run, here),
        "related": related(mine, tree_of, here) if here and text["written"] else [],
        "elsewhere": elsewhere(viewer, mine, here) if here else [],
        "sources_url": reverse("explore:sources", args=[mine.slug]),
    }


def behind_a_link(mine: Topic, tree_of: Plan, here: Place | None) -> dict[str, Any]:
    """The same for whoever has a link to the topic: what is written, and nothing of how, for how much, or of whom."""
    text = _text(mine, here, Writing())
    made = text["byline"]
    return {
        "contents": tree.drawn(mine.slug, tree_of, here),
        "here": here,
        **text,
        **_ways(mine, tree_of, here),
        "byline": replace(made, fallback="") if made else None,
        "ask_url": "",
        "sources_url": reverse("shared:sources", args=[mine.slug]),
    }


def _marks(tree_of: Plan, visits: Container[uuid.UUID], bookmarks: Container[uuid.UUID]) -> tree.Marks:
    read = {False: frozenset({"unread"}), True: frozenset({"read"})}
    marked = {one: names | {"bookmarked"} for one, names in read.items()}
    return {
        place.pk: (marked if place.pk in bookmarks else read)[place.pk in visits] for place in tree_of.places
    }


def _own(
    viewer: Person, mine: Topic, here: Place | None, text: dict[str, Any], asked: Asked
) -> dict[str, Any]:
    """What the viewer left on the page; a topic without any note of theirs is asked for none."""
    some = int(getattr(mine, "noted", 0))
    notes = notebook.notes_on(viewer, here.pk) if here and some else []
    found = own.own(text["parts"], text["definition"], notes, asked.note)
    return {"parts": found.parts, "own": found}


def being_written(run: Run | None, here: Place | None) -> Writing:
    """How far a model has come with the page in this run; a run that is done has ended every page."""
    if run is None or here is None or run.state == Run.State.DONE:
        return Writing()
    return writing(queries.told_of_page(run, here.pk))


def _text(mine: Topic, here: Place | None, anew: Writing) -> dict[str, Any]:
    written = queries.page(here) if here else None
    sections = reading.presentable(queries.sections(written)) if written else ()
    disputed = queries.disagreements(written) if written else ()
    cited = _cited(mine, sections, anew.sections, disputed)
    top = here is not None and here.depth == 0
    body = reading.after_definition(sections) if top else sections
    language = written.language if written else mine.language
    return {
        "written": written,
        "bare": here is not None and written is None and not here.growing and not mine.sources.exists(),
        "definition": reading.definition(sections, cited) if top else None,
        "parts": reading.parts(body, cited),
        "byline": byline(written, sections) if written else None,
        "anew": anew,
        "so_far": reading.parts(anew.sections, cited) if anew.going else (),
        "anew_url": reverse("explore:writing", args=[mine.slug, here.pk]) if here else "",
        "disputes": disputes(disputed, cited),
        "language": language,
        "direction": direction(language),
        "sources": _used(cited, sections),
        "ask_url": _ask_url(mine, here) if sections else "",
    }


def _cited(
    mine: Topic,
    sections: Sequence[Section],
    anew: Sequence[Section],
    disputed: Sequence[Disagreement],
) -> References:
    """The sources that the page leads to, and no others: a topic may have thousands."""
    ids = {*reading.quotes(sections), *reading.quotes(anew)}
    ids |= {side.citation.source for one in disputed for side in one.sides}
    return reading.references(mine.slug, queries.sources_of(mine, ids) if ids else ())


def _ask_url(mine: Topic, here: Place | None) -> str:
    """To the room where the page's own sources can be asked; the topic's own page asks all of them."""
    scope = f"?scope=concept:{here.pk}" if here and here.depth else ""
    return reverse("ask:room", args=[mine.slug]) + scope


def _ways(mine: Topic, tree_of: Plan, here: Place | None) -> dict[str, Any]:
    places = tree_of.places
    before, after = tree.neighbours(places, here) if here else (None, None)
    needed = set(here.needs) if here else ()
    return {
        "trail": [(step, tree.address(mine.slug, step)) for step in tree.trail(places, here)[:-1]],
        "below": _linked(mine, [one for one in places if here and one.parent_id == here.pk]),
        "first": _linked(mine, [one for one in places if one.pk in needed]),
        "before": _linked(mine, [before] if before else []),
        "after": _linked(mine, [after] if after else []),
    }


def _effort(run: Run | None, here: Place | None) -> dict[str, Any]:
    """What could not be read in the last run, by name and reason; and on the topic's own page what each agent did."""
    shown = run is not None and (here is None or here.depth == 0)
    return {
        "agents": [decode(AgentReport, report) for report in run.reports] if run and shown else [],
        "unread": [decode(Unread, one) for one in run.unread] if run else [],
    }


def _used(cited: References, sections: Sequence[Section]) -> tuple[Reference, ...]:
    """The sources of a page by number, each with how often it is quoted there."""
    counted = reading.quotes(sections)
    used = [replace(cited.by_id[one], quotes=times) for one, times in counted.items()]
    return tuple(sorted(used, key=lambda source: source.number))


def _linked(mine: Topic, places: Iterable[Place]) -> Linked:
    return [(place, tree.address(mine.slug, place)) for place in places]
