from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sapere.web.rooms import Room


class AskConfig(AppConfig):
    """Ask the sources, or be asked by a tutor."""

    name = "sapere.tabs.ask"
    label = "ask"
    room = Room(place=30, name=_("Ask"), icon="message-circle-question-mark", address="ask:room")
