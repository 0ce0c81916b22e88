from __future__ import annotations

from django.apps import AppConfig


class BringConfig(AppConfig):
    """Bring a topic in: from a file that Sapere, an outliner, an editor or Anki wrote."""

    name = "sapere.tabs.bring"
    label = "bring"
