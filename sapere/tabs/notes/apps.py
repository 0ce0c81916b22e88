from __future__ import annotations

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """What a learner leaves in a topic: notes, highlights, bookmarks and cards."""

    name = "sapere.tabs.notes"
    label = "notes"
