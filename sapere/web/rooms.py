"""The rooms a topic has. Each tab names its own in its app config, so that none has to know another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.urls import reverse

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Room:
    """``place`` orders the tabs; ``address`` is the name of a URL that takes the topic's slug."""

    place: int
    name: StrOrPromise
    icon: str
    address: str


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    icon: str
    url: str
    here: bool


def rooms() -> list[Room]:
    """Every installed app config with a ``room``, in the order of their places."""
    found = (getattr(config, "room", None) for config in apps.get_app_configs())
    return sorted((room for room in found if isinstance(room, Room)), key=lambda room: room.place)


def tabs(slug: str, here: str) -> list[Tab]:
    """The tab bar of one topic; ``here`` is the address name of the room one stands in."""
    return [
        Tab(
            name=str(room.name),
            icon=room.icon,
            url=reverse(room.address, args=[slug]),
            here=room.address == here,
        )
        for room in rooms()
    ]
