"""The head of a topic, around all that is read in this room."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sapere.kit.language import direction
from sapere.research.shapes import EXTRACTIVE
from sapere.tabs.explore import reading
from sapere.topics import queries
from sapere.topics.models import Concept, Topic
from sapere.web.frame import Frame
from sapere.web.rooms import tabs


def frame(mine: Topic, here: str, concepts: Sequence[Concept], cited: reading.References) -> Frame:
    """``here`` is the address name of the room one stands in, empty in none."""
    run = queries.latest_run(mine)
    writers = queries.writers(mine)
    return Frame(
        title=mine.title,
        url=reverse("explore:topic", args=[mine.slug]),
        language=mine.language,
        direction=direction(mine.language),
        sources=len(cited.by_id),
        concepts=len(concepts),
        researched=run.ended_at if run else None,
        growing=sum(c.state == Concept.State.GROWING for c in concepts),
        run_url=reverse("run:page", args=[run.pk]) if run else "",
        run_state=run.state if run else "",
        tabs=tabs(mine.slug, here),
        definition=_definition(mine, cited),
        models=tuple(writer for writer in writers if writer != EXTRACTIVE),
        quoted=writers.get(EXTRACTIVE, 0),
    )


def _definition(mine: Topic, cited: reading.References) -> reading.Line | None:
    top = queries.root(mine)
    own = queries.page(top) if top else None
    return reading.definition(reading.presentable(queries.sections(own)), cited) if own else None
