"""A page as it read before, and what has changed since."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sapere.kit.language import direction
from sapere.research.shapes import EXTRACTIVE
from sapere.tabs.growing.comparing import compared, counted, shortened
from sapere.topics import history, queries
from sapere.topics.changes import PageVersion
from sapere.topics.head import head
from sapere.topics.models import Concept, Page, Topic


@dataclass(frozen=True, slots=True)
class Version:
    """``number`` is empty for the page as it reads now; ``model`` where it is quoted. ``until`` another took its place."""

    number: str
    written_at: datetime
    model: str
    sentences: int
    until: datetime | None = None


@require_safe
def history_of_page(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> HttpResponse:
    """The versions of a page, and beside it what changed since the one of ``?from=``, by default the last."""
    viewer: Any = request.user
    try:
        mine = queries.topic(viewer, slug)
        here = queries.concept(mine, concept_id)
    except (Topic.DoesNotExist, Concept.DoesNotExist):
        raise Http404 from None
    now = queries.page(here)
    older = history.versions(here)
    then = _chosen(older, request.GET.get("from", ""))
    changes = compared(history.spoken(then.sections), history.spoken(now.sections)) if now and then else []
    language = now.language if now else mine.language
    context = {
        "frame": head(mine, ""),
        "slug": mine.slug,
        "here": here,
        "versions": [*([_now(now)] if now else []), *map(_version, older)],
        "then": _version(then) if then else None,
        "changes": shortened(changes) if "whole" not in request.GET else changes,
        "tally": counted(changes),
        "language": language,
        "direction": direction(language),
    }
    return render(request, "growing/history.html", context)


def _chosen(older: list[PageVersion], said: str) -> PageVersion | None:
    if not said:
        return older[0] if older else None
    found = next((one for one in older if str(one.pk) == said), None)
    if found is None:
        raise Http404
    return found


def _now(page: Page) -> Version:
    return Version("", page.written_at, _model(page.writer), _sentences(page))


def _version(row: PageVersion) -> Version:
    return Version(str(row.pk), row.written_at, _model(row.writer), _sentences(row), row.replaced_at)


def _model(writer: str) -> str:
    return "" if writer == EXTRACTIVE else writer


def _sentences(of: Page | PageVersion) -> int:
    return sum(said.kind != "heading" for said in history.spoken(of.sections))
