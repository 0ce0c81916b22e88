from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The shared face: base templates, styles, icons, error pages."""

    name = "sapere.web"
    label = "web"
