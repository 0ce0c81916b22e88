"""What one concept's page shows: its text, who wrote it, what it rests on, and the way on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse

from sapere.accounts.models import Person
from sapere.kit.language import direction
from sapere.research.shapes import AgentReport, Section, Unread, decode
from sapere.tabs.explore import reading, tree
from sapere.tabs.explore.byline import byline
from sapere.tabs.explore.disputes import disputes
from sapere.tabs.explore.head import frame
from sapere.tabs.explore.writing import Writing, writing
from sapere.topics import notebook, queries
from sapere.topics.models import Concept, Page, Run, Topic
from sapere.web.citations import Reference, References

Linked = list[tuple[Concept, str]]


def context(viewer: Person, mine: Topic, here: Concept | None) -> dict[str, Any]:
    """For the template; without a concept, what is known until there is one. ``visited`` is when the viewer last read
    the page before now."""
    concepts = queries.concepts(mine)
    cited = reading.references(mine.slug, queries.sources(mine))
    run = queries.latest_run(mine)
    return {
        "frame": frame(mine, "explore:topic", cited),
        "contents": tree.contents(mine.slug, concepts, here),
        "here": here,
        "visited": notebook.visits(viewer, mine).get(here.pk) if here else None,
        **_text(mine, here, cited, being_written(run, here)),
        **_ways(mine, concepts, here),
        **_effort(run),
    }


def being_written(run: Run | None, here: Concept | None) -> Writing:
    """How far a model has come with the page in this run."""
    return writing(queries.told_of_page(run, here.pk)) if run and here else Writing()


def _text(mine: Topic, here: Concept | None, cited: References, anew: Writing) -> dict[str, Any]:
    written = queries.page(here) if here else None
    sections = reading.presentable(queries.sections(written)) if written else ()
    body = reading.after_definition(sections) if here and here.depth == 0 else sections
    language = written.language if written else mine.language
    return {
        "written": written,
        "parts": reading.parts(body, cited),
        "byline": byline(written, sections) if written else None,
        "anew": anew,
        "so_far": reading.parts(anew.sections, cited) if anew.going else (),
        "anew_url": reverse("explore:writing", args=[mine.slug, here.pk]) if here else "",
        "disputes": _disputes(written, cited),
        "language": language,
        "direction": direction(language),
        "sources": _used(cited, sections),
        "ask_url": _ask_url(mine, here) if sections else "",
    }


def _ask_url(mine: Topic, here: Concept | None) -> str:
    """To the room where the page's own sources can be asked; the topic's own page asks all of them."""
    scope = f"?scope=concept:{here.pk}" if here and here.depth else ""
    return reverse("ask:room", args=[mine.slug]) + scope


def _disputes(written: Page | None, cited: References) -> Any:
    return disputes(queries.disagreements(written), cited) if written else ()


def _ways(mine: Topic, concepts: list[Concept], here: Concept | None) -> dict[str, Any]:
    before, after = tree.neighbours(concepts, here) if here else (None, None)
    return {
        "trail": [(step, tree.address(mine.slug, step)) for step in tree.trail(concepts, here)[:-1]],
        "below": _linked(mine, [c for c in concepts if here and c.parent_id == here.pk]),
        "first": _linked(mine, _needed(concepts, here)),
        "before": _linked(mine, [before] if before else []),
        "after": _linked(mine, [after] if after else []),
    }


def _effort(run: Run | None) -> dict[str, Any]:
    """What each agent did in the last run, and what could not be read, by name and reason."""
    return {
        "agents": [decode(AgentReport, report) for report in run.reports] if run else [],
        "unread": [decode(Unread, one) for one in run.unread] if run else [],
        "working": run is not None and run.state not in Run.FINAL,
    }


def _used(cited: References, sections: Sequence[Section]) -> list[Reference]:
    """The sources of a page by number, each with how often it is quoted there."""
    counted = reading.quotes(sections)
    used = [replace(cited.by_id[one], quotes=times) for one, times in counted.items()]
    return sorted(used, key=lambda source: source.number)


def _needed(concepts: list[Concept], here: Concept | None) -> list[Concept]:
    mine = [concept for concept in concepts if here and concept.pk == here.pk]
    wanted = {row.needed_id for concept in mine for row in concept.prerequisites.all()}
    return [concept for concept in concepts if concept.pk in wanted]


def _linked(mine: Topic, concepts: list[Concept]) -> Linked:
    return [(concept, tree.address(mine.slug, concept)) for concept in concepts]
