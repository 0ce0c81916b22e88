from __future__ import annotations

from django.apps import AppConfig


class CodeConfig(AppConfig):
    """Try the JavaScript that a page quotes, in the browser alone."""

    name = "sapere.tabs.code"
    label = "code"
