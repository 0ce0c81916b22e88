from __future__ import annotations

from django.apps import AppConfig


class GrowingConfig(AppConfig):
    """A topic goes on: its tree edited by hand, its research done anew or deeper, its pages as they read before."""

    name = "sapere.tabs.growing"
    label = "growing"
