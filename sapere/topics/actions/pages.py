"""A page takes the place of another; the other is kept as it read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sapere.research import shapes
from sapere.research.shapes import encode
from sapere.topics.changes import PageVersion
from sapere.topics.models import Concept, Page, Run, Topic
from sapere.topics.storage import writes

KEPT_VERSIONS = 30
"""Of one page; the oldest beyond them go."""
_COLUMNS = ("level", "language", "sections", "disagreements", "writer", "prompt", "fallback", "dropped")


@writes
def keep_page(run: Run, page: shapes.Page, *, draft: bool = False) -> None:
    """A page, its concept ready; no page where nothing could be quoted. Before there is a tree, the page is the topic's
    own: depth 0. That of a concept that was taken out of the tree meanwhile is not kept. A draft does not take the place
    of what a model wrote in an earlier run."""
    concept = _place(run, page)
    if concept is None:
        return
    Concept.objects.filter(pk=concept.pk).update(state=Concept.State.READY)
    if not page.sentences:
        return
    there = Page.objects.filter(concept=concept, level=str(page.level), language=page.language).first()
    if draft and there is not None and there.writer != shapes.EXTRACTIVE:
        return
    if there is not None and not _is_draft_of(run, there):
        keep_version(there, page)
    put_page(concept, page)


def put_page(concept: Concept, page: shapes.Page) -> None:
    """In the place of the one of that level and language."""
    Page.objects.update_or_create(
        concept=concept,
        level=str(page.level),
        language=page.language,
        defaults={
            "sections": [encode(one) for one in page.sections],
            "disagreements": [encode(one) for one in page.disagreements],
            "writer": page.writer[:100],
            "prompt": page.prompt,
            "fallback": page.fallback,
            "dropped": page.dropped,
        },
    )


def keep_version(there: Page, new: shapes.Page) -> None:
    """The page as it reads, unless the new one reads the same."""
    if _text(there.sections) == _text(encode(one) for one in new.sections):
        return
    columns = {name: getattr(there, name) for name in _COLUMNS}
    PageVersion.objects.create(concept=there.concept, written_at=there.written_at, **columns)
    older = there.concept.versions.order_by("-replaced_at", "-pk").values_list("pk", flat=True)
    PageVersion.objects.filter(pk__in=list(older[KEPT_VERSIONS:])).delete()


def _place(run: Run, page: shapes.Page) -> Concept | None:
    if run.topic_id is None:
        raise ValueError(f"run {run.pk} has no topic to keep this under")
    topic = (
        Topic.objects.select_for_update().defer("brief", "grown").get(pk=run.topic_id)
    )  # grown is the whole tree
    concept = topic.concepts.filter(pk=page.concept).first()
    if concept is not None or topic.concepts.filter(depth=0).exists():
        return concept
    return Concept.objects.create(pk=page.concept, topic=topic, depth=0, position=0, title=topic.title)


def _is_draft_of(run: Run, there: Page) -> bool:
    """Whether it was made in this run, to be read until the real one is there."""
    began = run.started_at or run.created_at
    return there.writer == shapes.EXTRACTIVE and not there.fallback and there.written_at >= began


def _text(sections: Iterable[Any]) -> list[tuple[str, list[str]]]:
    return [(one["heading"], [sentence["text"] for sentence in one["sentences"]]) for one in sections]
