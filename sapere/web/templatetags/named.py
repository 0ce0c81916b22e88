"""What the program calls by a key, as a reader calls it in their own language: agents, kinds of sources, languages.
Agents and kinds are in the catalogues by their key, under ``agent`` and ``kind of source``."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language_info, pgettext

register = template.Library()

AGENTS = frozenset({"academic", "computational", "general", "library", "social", "video"})
KINDS = frozenset({"page", "article", "paper", "manual", "book", "video", "discussion", "reference", "facts"})


@register.filter
def agent_name(key: str) -> str:
    """An agent as a heading; one that we do not have, by its own name. In a sentence it is ``face.agent``."""
    return pgettext("agent", key) if key in AGENTS else key


@register.filter
def kind_name(key: str) -> str:
    """What kind of source it is; one that we do not know, as it calls itself."""
    return pgettext("kind of source", key) if key in KINDS else key


@register.filter
def language_name(code: str) -> str:
    """In the reader's language; the code itself where Django does not know it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
