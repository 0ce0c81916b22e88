from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sapere.web.rooms import Room


class ExploreConfig(AppConfig):
    """Read the tree, follow every sentence to its source."""

    name = "sapere.tabs.explore"
    label = "explore"
    room = Room(place=20, name=_("Explore"), icon="list-tree", address="explore:topic")
