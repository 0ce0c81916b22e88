from __future__ import annotations

from django.apps import AppConfig


class RunConfig(AppConfig):
    """Research in progress."""

    name = "sapere.tabs.run"
    label = "run"
