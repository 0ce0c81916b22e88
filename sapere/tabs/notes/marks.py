"""Bookmarks, and pages that are to count as unread again."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sapere.tabs.notes import seeing
from sapere.topics import actions
from sapere.topics.models import Concept


@require_POST
def bookmark(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> HttpResponse:
    """Sets it, or takes it away where ``off`` is said."""
    mine = seeing.topic(request, slug)
    concept = seeing.concept(mine, concept_id)
    change = actions.unbookmark if request.POST.get("off") else actions.bookmark
    try:
        change(seeing.viewer(request), concept.pk)
    except Concept.DoesNotExist:  # taken out of the tree in this moment
        raise Http404 from None
    if request.POST.get("from") == "notes":
        return redirect("notes:room", mine.slug)
    return redirect(seeing.page_of(mine.slug, concept))


@require_POST
def unread(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> HttpResponse:
    """The page counts as unread, and says so: ``?unread=1`` keeps that look at it from being a reading."""
    mine = seeing.topic(request, slug)
    concept = seeing.concept(mine, concept_id)
    actions.unvisit(seeing.viewer(request), concept.pk)
    return redirect(f"{seeing.page_of(mine.slug, concept)}?unread=1")
