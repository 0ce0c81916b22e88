"""What is shown at the address of a concept that is not in the tree any more."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sapere.topics import history
from sapere.topics.head import head
from sapere.topics.models import Topic


def gone(request: HttpRequest, mine: Topic, concept_id: uuid.UUID) -> HttpResponse:
    """Leads to the concept that it was merged into, else says what became of it, and where to go on."""
    edit, there = history.fate(mine, concept_id)
    if there is not None:
        return (
            redirect("explore:concept", mine.slug, there.pk)
            if there.depth
            else redirect("explore:topic", mine.slug)
        )
    context = {
        "frame": head(mine, ""),
        "when": edit.at if edit else None,
        "title": edit.taken.get("titles", {}).get(str(concept_id), "") if edit else "",
    }
    return render(request, "explore/gone.html", context, status=HTTPStatus.NOT_FOUND)
