"""Parts of a page that many readers are shown alike, rendered once."""

from __future__ import annotations

from collections.abc import Hashable

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from sapere.kit.lately import Lately

register = template.Library()
_ROOM = 16_000_000  # characters
_rendered: Lately[SafeString] = Lately(room=_ROOM)


@register.simple_tag
def lately(name: str, **given: Hashable) -> SafeString:
    """The template of that name with what it is given and nothing else of the page, so that the same values and language
    always make the same text: it is then taken from what was rendered lately."""
    key = (name, get_language(), *sorted(given.items()))
    found = _rendered.peek(key)
    if found is None:
        made = render_to_string(name, given)
        found = _rendered.get(key, lambda: made, weight=len(made))
    return found
