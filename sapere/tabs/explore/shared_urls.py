"""Where a topic lies behind a link."""

from __future__ import annotations

from django.urls import path

from sapere.tabs.explore import shared

app_name = "shared"
urlpatterns = [
    path("shared/<str:token>", shared.topic, name="topic"),
    path("shared/<str:token>/sources", shared.sources, name="sources"),
    path("shared/<str:token>/sources/<uuid:source_id>", shared.source, name="source"),
    path("shared/<str:token>/sources/<uuid:source_id>/quote", shared.quote, name="quote"),
    path("shared/<str:token>/<uuid:concept_id>", shared.concept, name="concept"),
]
