from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The first page: ask for a topic, go on with one, open an example."""

    name = "sapere.tabs.home"
    label = "home"
