from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sapere.web.rooms import Room


class MindMapConfig(AppConfig):
    """The whole tree on one sheet."""

    name = "sapere.tabs.mindmap"
    label = "mindmap"
    room = Room(place=40, name=_("MindMap"), icon="network", address="mindmap:map")
