from __future__ import annotations

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """What one has of one's own: what is in it, adding, taking out."""

    name = "sapere.tabs.library"
    label = "library"
