"""What of a topic whoever asks may see; anything else is not found."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from sapere.topics import queries
from sapere.topics.models import Concept, Topic


def viewer(request: HttpRequest) -> Any:
    return request.user


def topic(request: HttpRequest, slug: str) -> Topic:
    try:
        return queries.topic(viewer(request), slug)
    except Topic.DoesNotExist:
        raise Http404 from None


def concept(of: Topic, concept_id: uuid.UUID | str) -> Concept:
    try:
        return queries.concept(of, concept_id)
    except Concept.DoesNotExist:
        raise Http404 from None


def page_of(slug: str, one: Concept) -> str:
    """Where a concept is read; the topic itself has the topic's own address."""
    if one.depth == 0:
        return reverse("explore:topic", args=[slug])
    return reverse("explore:concept", args=[slug, one.pk])
