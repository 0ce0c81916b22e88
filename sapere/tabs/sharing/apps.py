from __future__ import annotations

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Links to a topic, copies of one, and the end of one."""

    name = "sapere.tabs.sharing"
    label = "sharing"
