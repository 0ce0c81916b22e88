from __future__ import annotations

from django.apps import AppConfig


class CostsConfig(AppConfig):
    """What the models cost: for the operator that of everybody, for anyone else their own."""

    name = "sapere.tabs.costs"
    label = "costs"
