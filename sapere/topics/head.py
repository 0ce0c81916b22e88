"""The head of a topic, around all of its rooms."""

from __future__ import annotations

from django.urls import reverse

from sapere.kit.language import direction
from sapere.research.shapes import EXTRACTIVE
from sapere.topics import queries
from sapere.topics.models import Run, Topic
from sapere.topics.plan import Plan, plan
from sapere.web.addresses import read_at
from sapere.web.citations import Line
from sapere.web.frame import Frame
from sapere.web.rooms import tabs


def head(
    of: Topic,
    here: str,
    *,
    definition: Line | None = None,
    tree: Plan | None = None,
    run: Run | None = None,
) -> Frame:
    """``here`` is the address name of the room one stands in, empty in none; ``tree`` and ``run``, the last that
    researched it, spare a query where they are at hand."""
    run = run or queries.latest_run(of)
    writers = queries.writers(of)
    places = (tree or plan(of)).places
    return Frame(
        title=of.title,
        url=reverse("explore:topic", args=[of.slug]),
        language=of.language,
        direction=direction(of.language),
        sources=of.sources.count(),
        concepts=len(places),
        researched=run.ended_at if run else None,
        brought=bool(run and "imported" in run.order),
        growing=sum(place.growing for place in places),
        run_url=reverse("run:page", args=[run.pk]) if run else "",
        export_url=reverse("export:formats", args=[of.slug]),
        sources_url=reverse("explore:sources", args=[of.slug]),
        notes_url=reverse("notes:room", args=[of.slug]),
        notes=getattr(of, "noted", 0),  # asked for along with the topic, wherever it is the viewer's
        run_state=run.state if run else "",
        tabs=tabs(of.slug, here),
        definition=definition,
        models=tuple(writer for writer in writers if writer != EXTRACTIVE),
        quoted=writers.get(EXTRACTIVE, 0),
    )


def head_behind(of: Topic, *, definition: Line | None = None, tree: Plan | None = None) -> Frame:
    """The same behind a link: nothing in it leads anywhere but there."""
    writers, run = queries.writers(of), queries.latest_run(of)
    places = (tree or plan(of)).places
    return Frame(
        title=of.title,
        url=read_at(of.slug, "topic"),
        language=of.language,
        direction=direction(of.language),
        sources=of.sources.count(),
        concepts=len(places),
        researched=run.ended_at if run else None,
        brought=bool(run and "imported" in run.order),
        growing=sum(place.growing for place in places),
        run_url="",
        run_state="",
        definition=definition,
        models=tuple(writer for writer in writers if writer != EXTRACTIVE),
        quoted=writers.get(EXTRACTIVE, 0),
    )
