"""From words of a page to the room where its sources are asked about them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from sapere.kit.quotation import brief
from sapere.kit.text import squeeze
from sapere.tabs.notes.wording import Wording

LONGEST_ADDRESS = 2_000
"""As it is sent; there are servers and browsers that take no longer one. An Arabic letter is six characters of it."""


def asking(slug: str, said: Wording) -> str:
    """The room's address, with the concept and as many of the quoted words in it as it has room for."""
    words = squeeze(said.quoted.quote)[:LONGEST_ADDRESS]
    about = {"scope": f"concept:{said.concept.pk}"} if said.concept and said.concept.depth else {}
    room = reverse("ask:room", args=[slug])

    def address(quote: str) -> str:
        asked = {**about, "about": quote} if quote else about
        return f"{room}?{urlencode(asked)}" if asked else room

    return address(brief(words, lambda some: len(address(some)) <= LONGEST_ADDRESS))
