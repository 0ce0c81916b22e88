from __future__ import annotations

from django.apps import AppConfig


class ExportConfig(AppConfig):
    """Take a topic out, as a file that other programs open."""

    name = "sapere.tabs.export"
    label = "export"
