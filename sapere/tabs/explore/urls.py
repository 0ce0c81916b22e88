from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from sapere.tabs.explore import across, views

app_name = "explore"
urlpatterns = [
    path("topics/<str:slug>", RedirectView.as_view(pattern_name="explore:topic"), name="door"),
    path("topics/<str:slug>/explore", views.topic, name="topic"),
    path("topics/<str:slug>/explore/<uuid:concept_id>", views.concept, name="concept"),
    path("topics/<str:slug>/explore/<uuid:concept_id>/writing", views.writing, name="writing"),
    path("topics/<str:slug>/compare", across.compare, name="compare"),
    path("topics/<str:slug>/disagreements", across.disagreements, name="disagreements"),
    path("topics/<str:slug>/sources", across.sources, name="sources"),
    path("topics/<str:slug>/sources/<uuid:source_id>", views.source, name="source"),
    path("topics/<str:slug>/sources/<uuid:source_id>/quote", views.quote, name="quote"),
]
